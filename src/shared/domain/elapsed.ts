import type { Call, JournalRecord } from './call.ts'

/** The longest gap in a journal that still counts as the call going on; past it, the workplace was simply closed. */
const maxUnobservedMs = 5 * 60_000

/**
 * Milliseconds that a call has already lasted when it is opened, parked time left out.
 * A call parked counts up to its parking; one that was interrupted counts the gap, unless it is too long to be talk.
 */
export function elapsedAtOpening(call: Call, journal: readonly JournalRecord[], now: number): number {
  const last = journal.at(-1)
  const counted = last?.elapsedMs ?? 0
  const since = Date.parse(last?.at ?? call.startedAt)
  if (call.endedAt) return counted
  const gap = Math.max(0, (call.parkedAt ? Date.parse(call.parkedAt) : now) - since)
  return counted + (call.parkedAt || gap <= maxUnobservedMs ? gap : 0)
}
