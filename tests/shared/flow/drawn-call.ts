import type { Channel } from '#shared/domain/call.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import type { Model, Move, Standing } from '#shared/flow/model.ts'
import { Journal } from './journal.ts'

/** Numbers that look drawn at random and are the same each time (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

const originOf = ({ kind, event }: Move) =>
  kind === 'answer' || kind === 'anytime' || event.type === 'client-picked'
    ? 'agent'
    : kind === 'outside'
      ? 'platform'
      : 'actor'

function write(journal: Journal, at: Standing, move: Move): void {
  const { invoke } = journal.fold
  const acts = invoke && move.kind === 'done' && actorEntry(invoke.src)?.kind !== 'lookup'
  if (acts && !journal.fold.pendingIntention(invoke.id)) journal.intends(invoke.id, invoke.src)
  const { type, output, facts } = move.event
  journal.record(
    originOf(move),
    { type, ...(output && { output: { ...output } }), ...(facts && { facts: { ...facts } }) },
    at.state.key,
  )
}

/** One call drawn at random: what the proof's own walk takes, until the end or thirty events. */
export function drawCall(
  flow: CompiledFlow,
  model: Model,
  seed: number,
): { channel: Channel; journal: Journal; refused: Map<string, Move[]> } {
  const draw = dice(seed)
  const starts = model.starts()
  let at: Standing = starts[draw(starts.length)] as Standing
  const channel = at.facts.channel as Channel
  const journal = new Journal(flow, channel)
  /** The moves that nothing took, by the event that came instead. */
  const refused = new Map<string, Move[]>()
  while (journal.records.length < 30) {
    const moves = model.movesAt(at.state)
    const open = moves.filter((move) => model.follow(at, move) !== null)
    const move = open[draw(open.length)]
    if (!move) break
    write(journal, at, move)
    refused.set(
      journal.records.at(-1)?.eventId ?? '',
      moves.filter((one) => !open.includes(one)),
    )
    at = model.follow(at, move) as Standing
  }
  return { channel, journal, refused }
}
