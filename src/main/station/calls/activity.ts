import type { Call, JournalRecord } from '#shared/domain/call.ts'

/** When somebody last did something on each call. */
export interface Activity {
  /** The agent, or what they set going, is at work on the call. */
  worked(callId: string): void
  /**
   * For how long nobody has done anything on a call, in milliseconds: never more than two clocks say. The wall clock alone
   * knows what was before this station opened; the monotonic one is not fooled when it is set.
   */
  idleMs(call: Call, journal: readonly JournalRecord[]): number
}

export function openActivity(): Activity {
  const lastWorked = new Map<string, number>()

  return {
    worked(callId) {
      lastWorked.set(callId, performance.now())
    },
    idleMs(call, journal) {
      const own = journal.findLast(({ origin }) => origin !== 'platform')
      const instants = [call.startedAt, call.parkedAt, own?.at].flatMap((at) => (at ? Date.parse(at) : []))
      const byWall = Date.now() - Math.max(...instants)
      const here = lastWorked.get(call.id)
      return here === undefined ? byWall : Math.min(byWall, performance.now() - here)
    },
  }
}
