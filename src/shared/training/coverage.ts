import type { CompiledFlow } from '../flow/compile.ts'
import type { FlowDefinition } from '../flow/definition.ts'
import { drawingOf } from '../flow/drawing.ts'
import { clientPickedType } from '../flow/events.ts'
import { type Rehearsal, rehearse, ScenarioError } from '../flow/rehearsal.ts'
import { fold } from '../flow/replay.ts'
import type { Scenario } from '../flow/scenario.ts'
import { branchId, type PracticeSummary } from './practice.ts'

/** What leads on from each step: its own answers, and the client's being found where that does. */
export function exitsOf(definition: FlowDefinition): ReadonlyMap<string, readonly string[]> {
  const exits = new Map(
    Object.entries(definition.script.steps).map(([stepId, { answers }]) => [stepId, Object.keys(answers ?? {})]),
  )
  for (const { from, events } of drawingOf(definition).ways)
    if (events.includes(clientPickedType) && !exits.get(from)?.includes(clientPickedType))
      exits.set(from, [...(exits.get(from) ?? []), clientPickedType])
  return exits
}

/** Every branch of a script: one a step and way on. */
export const branchesOf = (definition: FlowDefinition): string[] =>
  [...exitsOf(definition)].flatMap(([stepId, exits]) => exits.map((exit) => branchId(stepId, exit)))

/** A scenario with what it trains for on the flow of today. */
export interface PlayableScenario {
  scenario: Scenario
  /** The way it should go. */
  rehearsal: Rehearsal
  branches: readonly string[]
}

/** A scenario that the flow does not follow, and why in French. */
export interface StaleScenario {
  scenario: Scenario
  why: string
}

/** Sorts scenarios into those that can be played on a flow and those that it no longer follows. */
export function playable(
  flow: CompiledFlow,
  scenarios: readonly Scenario[],
): { playable: PlayableScenario[]; stale: StaleScenario[] } {
  const known = new Set(branchesOf(flow.definition))
  const sorted = { playable: [] as PlayableScenario[], stale: [] as StaleScenario[] }
  for (const scenario of scenarios)
    try {
      const rehearsal = rehearse(flow, scenario)
      const { taken } = fold(flow, scenario.channel, rehearsal.journal)
      const branches = taken.map(({ stepId, event }) => branchId(stepId, event.type)).filter((one) => known.has(one))
      sorted.playable.push({ scenario, rehearsal, branches })
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      sorted.stale.push({ scenario, why: error.message })
    }
  return sorted
}

/**
 * The scenario that trains for most of what has not been practised yet; among equals the one practised the least, then
 * the one that went worst. null: there is none.
 */
export function proposed(
  scenarios: readonly PlayableScenario[],
  practised: ReadonlySet<string>,
  practices: readonly PracticeSummary[],
): PlayableScenario | null {
  const rank = ({ scenario, branches }: PlayableScenario) => {
    const done = practices.filter(({ scenarioId }) => scenarioId === scenario.id)
    return {
      missing: new Set(branches.filter((one) => !practised.has(one))).size,
      times: done.length,
      score: Math.max(0, ...done.map(({ score }) => score)),
    }
  }
  const ranked = scenarios.map((one) => ({ one, ...rank(one) }))
  ranked.sort((a, b) => b.missing - a.missing || a.times - b.times || a.score - b.score)
  return ranked[0]?.one ?? null
}
