import { type AnyMachineSnapshot, initialTransition } from 'xstate'
import type { Channel, FlowClosing, JournalEvent } from '../domain/call.ts'
import { actorEntry } from './actors.ts'
import { type ChartState, factsDeclared } from './chart.ts'
import type { CompiledFlow } from './compile.ts'
import type { Facts } from './definition.ts'
import { outsideEvents } from './events.ts'

/** Where a call stands: XState's own snapshot, whose context is the facts. */
export type Snapshot = AnyMachineSnapshot

/** The snapshot a call starts with. Pure. */
export function initialSnapshot(flow: CompiledFlow, channel: Channel): Snapshot {
  return initialTransition(flow.machine, { channel })[0]
}

/**
 * The snapshot after an event, or null when nothing takes it (a double press, a forged result) or when it would go round
 * for ever. Pure.
 */
export function next(flow: CompiledFlow, snapshot: Snapshot, event: JournalEvent): Snapshot | null {
  if (snapshot.status !== 'active' || !isHonest(flow, snapshot, event) || !snapshot.can(event)) return null
  try {
    return flow.machine.transition(snapshot, event, flow.inert)
  } catch {
    // Guards and actions are ours and never throw: what XState refuses is a flow that was never proven.
    return null
  }
}

/** The permanent id of the step where a snapshot stands. */
export function stepIdOf(snapshot: Snapshot): string {
  let value = snapshot.value
  while (typeof value !== 'string') value = Object.values(value)[0] ?? ''
  return value
}

/** The facts known at a snapshot. */
export const factsOf = (snapshot: Snapshot): Facts => snapshot.context

/** The end of the script that a snapshot stands at; null: none. */
export function closingOf(flow: CompiledFlow, snapshot: Snapshot): FlowClosing | null {
  if (snapshot.status !== 'done') return null
  return stateAt(flow, snapshot)?.config.meta?.closing ?? null
}

/** The state, with its configuration, where a snapshot stands. */
export const stateAt = (flow: CompiledFlow, snapshot: Snapshot): ChartState | undefined =>
  flow.chart.get(stepIdOf(snapshot))

/** An event carries what its kind may, and nothing else: a result, one that its actor declares; facts, only from outside. */
function isHonest(flow: CompiledFlow, snapshot: Snapshot, event: JournalEvent): boolean {
  const { type, output, facts, ...more } = event
  if (Object.values(more).some((value) => value !== undefined)) return false
  if (type.startsWith('xstate.done.actor.')) {
    const entry = actorEntry(stateAt(flow, snapshot)?.config.invoke?.src ?? '')
    return facts === undefined && (entry?.outcomes.some((outcome) => isSame(outcome, output ?? {})) ?? false)
  }
  return output === undefined && (facts === undefined || mayCarry(flow, type, facts))
}

/** Whether an event from outside may bring these facts, and the flow declares their values. */
function mayCarry(flow: CompiledFlow, type: string, facts: Facts): boolean {
  const carried = outsideEvents[type] ?? []
  const declared = factsDeclared(flow.definition)
  return (
    carried.some((all) => Object.entries(facts).every(([fact, value]) => all[fact] === value)) &&
    Object.entries(facts).every(([fact, value]) => declared[fact]?.includes(value) ?? true)
  )
}

const isSame = (one: Facts, other: Facts) =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([k, v]) => other[k] === v)
