import type { Channel, JournalRecord } from '../domain/call.ts'
import type { CompiledFlow } from './compile.ts'
import { Fold, isAnswer } from './replay.ts'
import type { Snapshot } from './snapshot.ts'

/** One stay of a call at a step of its flow; going back is a stay of its own. */
export interface Visit {
  stepId: string
  phaseId: string
  /** Milliseconds since the call started, parked time left out. */
  enteredMs: number
  durationMs: number
  /** The type of the event it was left by; null: the call ended there. */
  leftBy: string | null
  /** The event that it was left by was taken back later, or is what followed from one that was. */
  isTakenBack: boolean
  /** How the call stood when it came there. */
  snapshot: Snapshot
  /** All that was recorded there, the last being what it was left by. */
  records: readonly JournalRecord[]
}

/** What a whole journal comes to, step by step. */
export interface Course {
  visits: Visit[]
  /** The end of it. */
  fold: Fold
}

/**
 * Where a call went, in order. Pure.
 * @throws FoldError at the first record that cannot come there
 */
export function courseOf(flow: CompiledFlow, channel: Channel, journal: readonly JournalRecord[]): Course {
  let fold = Fold.start(flow, channel)
  let stay = { fold, enteredMs: 0, records: [] as JournalRecord[] }
  const stays: (typeof stay & { leftMs: number; leftBy: JournalRecord | null })[] = []
  for (const record of journal) {
    const before = fold.stepId
    fold = fold.take(record)
    stay.records.push(record)
    if (fold.stepId === before && !isAnswer(record)) continue
    stays.push({ ...stay, leftMs: record.elapsedMs, leftBy: record })
    stay = { fold, enteredMs: record.elapsedMs, records: [] }
  }
  stays.push({ ...stay, leftMs: stay.records.at(-1)?.elapsedMs ?? stay.enteredMs, leftBy: null })
  const counts = new Set(fold.taken.map(({ eventId }) => eventId))
  return {
    fold,
    visits: stays.map(({ fold: { stepId, snapshot }, enteredMs, leftMs, leftBy, records }) => ({
      ...{ stepId, enteredMs, snapshot, records },
      phaseId: flow.chart.get(stepId)?.phaseId ?? '',
      // A workplace's clock may have been set back meanwhile.
      durationMs: Math.max(0, leftMs - enteredMs),
      leftBy: leftBy?.event.type ?? null,
      isTakenBack: leftBy !== null && leftBy.event.type !== 'back' && !counts.has(leftBy.eventId),
    })),
  }
}
