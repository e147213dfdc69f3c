import type { Actor, AnyStateMachine } from 'xstate'
import type { StationError } from '#shared/contracts/station.ts'
import type { StationErrorCode } from '#shared/contracts/station-errors.ts'
import type { Attachment } from '#shared/domain/attachment.ts'
import type { Call, CallValues, JournalRecord } from '#shared/domain/call.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import type { Fold } from '#shared/flow/replay.ts'

/** Something that could not be kept: it is shown until it is mended, and what was under way waits. */
export interface CallProblem {
  error: StationError
  /** `retry`: the same record is offered again. `reload`: what this window knows of the call is no longer true. */
  remedy: 'retry' | 'reload'
}

/** All that a screen knows of the call being played. */
export interface CallState {
  call: Call
  /** A recorded call played again: it is looked at, nothing of it changes. */
  isReplay: boolean
  flow: CompiledFlow
  /** The live machine; replaced by another one when the agent goes back. */
  machine: Actor<AnyStateMachine>
  journal: readonly JournalRecord[]
  /** What the journal comes to: what still counts of it. */
  path: Fold
  values: CallValues
  /** Typed codes: handed to the next actor that takes one, kept nowhere. */
  secrets: Readonly<Record<string, string>>
  attachments: readonly Attachment[]
  /** An answer has been being committed for a while: it is said. */
  isAnswering: boolean
  /** Whether everything typed is kept on the workplace. */
  isSaved: boolean
  problem: CallProblem | null
}

const reloaded: readonly StationErrorCode[] = [
  'out-of-order',
  'call-ended',
  'handed-over',
  'not-found',
  'invalid-input',
  'unexpected-event',
]

/** What an error of the station asks of the agent. */
export function problemOf(error: StationError): CallProblem {
  return { error, remedy: reloaded.includes(error.code) ? 'reload' : 'retry' }
}
