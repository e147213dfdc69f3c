import { actorEntry } from './actors.ts'
import type { ChartState } from './chart.ts'
import type { Sentence, StepWords } from './definition.ts'
import { type Model, noted } from './model.ts'
import { placeholders, placeholdersOf } from './placeholders.ts'

/** The facts that a step's own words read: which version is said, what a placeholder needs, what must be true. */
function readByWords(words: StepWords | undefined): string[] {
  const ofSentence = (sentence: Sentence | undefined) =>
    (typeof sentence === 'string' ? [{ when: {}, text: sentence }] : (sentence ?? [])).flatMap(({ when, text }) => [
      ...Object.keys(when ?? {}),
      ...placeholdersOf(text).flatMap((name) => Object.keys(placeholders[name]?.guaranteedBy ?? {})),
    ])
  return [...ofSentence(words?.say), ...ofSentence(words?.do), ...Object.keys(words?.requires ?? {})]
}

interface Flowing {
  reads: readonly string[]
  sets: ReadonlySet<string>
  to: ChartState
}

/**
 * The facts that still matter at each state: those that a guard, a sentence or a rule may read from there on, before
 * they are set anew. Two standings of one state that agree on them cannot be told apart by anything that follows.
 */
export function liveFacts(model: Model): ReadonlyMap<ChartState, readonly string[]> {
  const own = new Map<ChartState, readonly string[]>()
  const edges = new Map<ChartState, Flowing[]>()
  for (const state of model.leaves) {
    const needsEvidence = actorEntry(state.config.invoke?.src ?? '')?.needsEvidence
    own.set(state, [...readByWords(model.definition.script.steps[state.key]), ...(needsEvidence ? ['identity'] : [])])
    const found: Flowing[] = []
    for (const { event, candidates } of model.movesAt(state))
      for (const { transition, leaf, entry } of candidates)
        found.push({
          reads: Object.keys(transition.guard?.params ?? {}).filter((fact) => event.output?.[fact] === undefined),
          sets: new Set([...(transition.actions ?? []), ...entry].flatMap((one) => Object.keys(noted(one, event)))),
          to: leaf ?? state,
        })
    for (const { transition, leaf, entry } of model.alwaysAt(state))
      found.push({
        reads: Object.keys(transition.guard?.params ?? {}),
        // What an eventless transition keeps depends on what led to it: nothing is counted as set.
        sets: new Set([...(transition.actions ?? []), ...entry].flatMap((one) => Object.keys(noted(one, { type: '' })))),
        to: leaf ?? state,
      })
    edges.set(state, found)
  }

  const live = new Map(model.leaves.map((state) => [state, new Set(own.get(state))]))
  for (let isStable = false; !isStable; ) {
    isStable = true
    for (const [state, facts] of live) {
      const before = facts.size
      for (const { reads, sets, to } of edges.get(state) ?? []) {
        for (const fact of reads) facts.add(fact)
        for (const fact of live.get(to) ?? []) if (!sets.has(fact)) facts.add(fact)
      }
      if (facts.size > before) isStable = false
    }
  }
  return new Map([...live].map(([state, facts]) => [state, [...facts].sort()]))
}
