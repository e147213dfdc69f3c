import type { Conditions, Facts } from './definition.ts'

/** An event as guards and actions see it: what an actor found, or the facts that a platform or client event carries. */
export interface FlowEvent {
  type: string
  output?: Facts | undefined
  facts?: Facts | undefined
}

/** Whether every condition holds: the fact has one of the values listed; of what was just found, before what was known. */
export function holds(conditions: Conditions | undefined, facts: Facts, found?: Facts): boolean {
  for (const fact in conditions) if (!conditions[fact]?.includes(found?.[fact] ?? facts[fact] ?? '')) return false
  return true
}

/**
 * The closed set of guards a flow may name. Entries are pure and only ever added to (`facts@2`): a call stays pinned
 * to the ones it started with. What an actor has just found counts; the facts of other events must be kept first.
 */
export const guards = {
  'facts@1': (facts: Facts, event: FlowEvent, conditions: Conditions) => holds(conditions, facts, event.output),
} as const

/** The closed set of actions: each says which facts it sets. Versioned and pure likewise. */
export const actions = {
  'note@1': (_event: FlowEvent, noted: Facts): Facts => noted,
  'keep@1': (event: FlowEvent, { facts: names }: { facts: readonly string[] }): Facts => {
    const kept: Record<string, string> = {}
    for (const name of names) {
      const value = event.output?.[name] ?? event.facts?.[name]
      if (value !== undefined) kept[name] = value
    }
    return kept
  },
} as const
