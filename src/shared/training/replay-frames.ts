import type { Channel, JournalRecord } from '../domain/call.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import { clientPickedType } from '../flow/events.ts'
import { Fold, isAnswer } from '../flow/replay.ts'

/** A call as it stood after some of its records. */
export interface Frame {
  /** How many records have been taken. */
  length: number
  stepId: string
  /** When it came to stand so, in milliseconds since the call started, parked time left out. */
  elapsedMs: number
  /** Whether it has just come to a step, be it the same again, as `courseOf` tells it: where a step back or a jump stops. */
  isArrival: boolean
  /** What is answered there next; null: nothing any more, or something else comes first. */
  answer: string | null
}

/**
 * A journal, frame by frame: one before its first record, then one after each. Pure.
 * @throws FoldError when the journal is not of this flow
 */
export function framesOf(flow: CompiledFlow, channel: Channel, journal: readonly JournalRecord[]): Frame[] {
  let fold = Fold.start(flow, channel)
  const frames: Frame[] = [frameAt(fold, 0, true, journal)]
  for (const record of journal) {
    const before = fold.stepId
    fold = fold.take(record)
    frames.push(frameAt(fold, record.elapsedMs, fold.stepId !== before || isAnswer(record), journal))
  }
  return frames
}

function frameAt(
  { seq, stepId }: Fold,
  elapsedMs: number,
  isArrival: boolean,
  journal: readonly JournalRecord[],
): Frame {
  const next = journal.slice(seq).find((record) => movesOn(record))
  return { length: seq, stepId, elapsedMs, isArrival, answer: next?.origin === 'agent' ? next.event.type : null }
}

/** What leads somewhere, be it back to the same step: an answer, a result, a step back. */
const movesOn = ({ origin, event }: JournalRecord): boolean =>
  origin === 'agent' ? event.type !== clientPickedType : origin === 'actor' && event.type !== 'intention'

/** The frame where a replay stands once so much of the call has gone by. */
export const frameAfter = (frames: readonly Frame[], elapsedMs: number): Frame =>
  frames.findLast((frame) => frame.elapsedMs <= elapsedMs) ?? (frames[0] as Frame)
