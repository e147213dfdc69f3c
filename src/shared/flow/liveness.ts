import { actorEntry } from './actors.ts'
import type { ChartState } from './chart.ts'
import type { Conditions, Sentence, StepWords } from './definition.ts'
import { type Candidate, type Model, noted } from './model.ts'
import { placeholders, placeholdersOf } from './placeholders.ts'
import type { FlowEvent } from './registry.ts'

/** A question that something asks of a fact: is its value one of these? */
export interface Test {
  fact: string
  values: readonly string[]
}

const testsOf = (conditions: Conditions | undefined): Test[] =>
  Object.entries(conditions ?? {}).map(([fact, values]) => ({ fact, values }))

/** What a step's own words ask: which version is said, what a placeholder needs, what must be true. */
function askedByWords(words: StepWords | undefined): Test[] {
  const ofSentence = (sentence: Sentence | undefined) =>
    (typeof sentence === 'string' ? [{ when: {}, text: sentence }] : (sentence ?? [])).flatMap(({ when, text }) => [
      ...testsOf(when),
      ...placeholdersOf(text).flatMap((name) => testsOf(placeholders[name]?.guaranteedBy)),
    ])
  return [...ofSentence(words?.say), ...ofSentence(words?.do), ...testsOf(words?.requires)]
}

interface Passage {
  to: ChartState
  sets: ReadonlySet<string>
}

/**
 * What may still be asked of the facts at each state: by a guard, a sentence or a rule from there on, before the fact is
 * set anew. Two standings of one state that answer it all alike cannot be told apart by anything that follows.
 */
export function liveTests(model: Model): ReadonlyMap<ChartState, readonly Test[]> {
  const live = new Map<ChartState, Map<string, Test>>()
  const passages = new Map<ChartState, Map<string, Passage>>()
  for (const state of model.leaves) {
    const asked = new Map<string, Test>()
    const further = new Map<string, Passage>()
    const ask = (test: Test) => asked.set(`${test.fact} ${test.values}`, test)
    const pass = ({ transition, leaf, entry }: Candidate, event: FlowEvent) => {
      for (const test of testsOf(transition.guard?.params)) if (event.output?.[test.fact] === undefined) ask(test)
      const set = [...(transition.actions ?? []), ...entry].flatMap((one) => Object.keys(noted(one, event)))
      const to = leaf ?? state
      if (leaf || set.length > 0) further.set(`${to.key} ${set}`, { to, sets: new Set(set) })
    }
    askedByWords(model.definition.script.steps[state.key]).forEach(ask)
    if (actorEntry(state.config.invoke?.src ?? '')?.needsEvidence) ask({ fact: 'identity', values: ['verified'] })
    for (const { event, candidates } of model.movesAt(state)) for (const one of candidates) pass(one, event)
    // What an eventless transition keeps depends on what led to it: nothing is counted as set by that.
    for (const one of model.alwaysAt(state)) pass(one, { type: '' })
    live.set(state, asked)
    passages.set(state, further)
  }

  for (let isStable = false; !isStable; ) {
    isStable = true
    for (const state of [...model.leaves].reverse()) {
      const asked = live.get(state) ?? new Map<string, Test>()
      const before = asked.size
      for (const { to, sets } of passages.get(state)?.values() ?? [])
        if (to !== state) for (const [key, test] of live.get(to) ?? []) if (!sets.has(test.fact)) asked.set(key, test)
      if (asked.size > before) isStable = false
    }
  }
  return new Map([...live].map(([state, asked]) => [state, [...asked.values()]]))
}
