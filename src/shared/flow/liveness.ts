import { actorEntry } from './actors.ts'
import type { ChartState } from './chart.ts'
import type { Conditions, Sentence, StepWords } from './definition.ts'
import { type Candidate, factsSet, type Model } from './model.ts'
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
  const tests: Test[] = []
  /** Each test's own bit: sets of tests are numbers, for they are joined thousands of times. */
  const bits = new Map<string, bigint>()
  const live = new Map<ChartState, bigint>()
  const passages = new Map<ChartState, Map<string, Passage>>()
  const bitOf = (test: Test): bigint => {
    const key = `${test.fact} ${test.values}`
    const known = bits.get(key)
    if (known !== undefined) return known
    const bit = 1n << BigInt(tests.length)
    bits.set(key, bit)
    tests.push(test)
    return bit
  }
  for (const state of model.leaves) {
    let asked = 0n
    const further = new Map<string, Passage>()
    const ask = (test: Test) => {
      asked |= bitOf(test)
    }
    const pass = (candidate: Candidate, event: FlowEvent) => {
      const { transition, leaf } = candidate
      for (const test of testsOf(transition.guard?.params)) if (event.output?.[test.fact] === undefined) ask(test)
      // What stays is asked nothing more by that.
      if (leaf === null || leaf === state) return
      const sets = factsSet(candidate, event)
      further.set(`${leaf.key} ${[...sets]}`, { to: leaf, sets })
    }
    askedByWords(model.definition.script.steps[state.key]).forEach(ask)
    if (actorEntry(state.config.invoke?.src ?? '')?.needsEvidence) ask({ fact: 'identity', values: ['verified'] })
    for (const { event, candidates } of model.movesAt(state)) for (const one of candidates) pass(one, event)
    // What an eventless transition keeps depends on what led to it: nothing is counted as set by that.
    for (const one of model.alwaysAt(state)) pass(one, { type: '' })
    live.set(state, asked)
    passages.set(state, further)
  }

  const onFact = new Map<string, bigint>()
  for (const [i, { fact }] of tests.entries()) onFact.set(fact, (onFact.get(fact) ?? 0n) | (1n << BigInt(i)))
  const backwards = [...model.leaves].reverse().map((state) => ({
    state,
    onward: [...(passages.get(state)?.values() ?? [])].map(({ to, sets }) => ({
      to,
      kept: [...sets].reduce((all, fact) => all & ~(onFact.get(fact) ?? 0n), -1n),
    })),
  }))
  for (let isStable = false; !isStable; ) {
    isStable = true
    for (const { state, onward } of backwards) {
      const before = live.get(state) ?? 0n
      const asked = onward.reduce((all, { to, kept }) => all | ((live.get(to) ?? 0n) & kept), before)
      if (asked === before) continue
      live.set(state, asked)
      isStable = false
    }
  }
  return new Map([...live].map(([state, asked]) => [state, tests.filter((_, i) => (asked & (1n << BigInt(i))) !== 0n)]))
}
