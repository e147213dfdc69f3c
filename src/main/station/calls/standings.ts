import { stationErrors } from '#shared/contracts/station-errors.ts'
import type { Call } from '#shared/domain/call.ts'
import type { Facts } from '#shared/flow/definition.ts'
import { type Fold, FoldError, fold } from '#shared/flow/replay.ts'
import { StationFailure } from '../failure.ts'
import type { FlowShelf } from '../flows/flow-shelf.ts'
import type { Store } from '../store/store.ts'

/** What an act that must not wait came back with. */
export interface Outcome {
  /** The eventId of its intention. */
  key: string
  output: Facts
}

/**
 * Where the calls of this workplace stand. The journal alone says it: what is kept in memory of the calls being led
 * spares folding them whole at each answer.
 */
export interface Standings {
  /** Throws a StationFailure when the call cannot be taken up: its journal or its flow lies. */
  of(call: Call): Fold
  /** The call has come there, and its journal says so on disk. */
  keep(callId: string, at: Fold): void
  /** What the call's last direct act came back with since this station opened; null: it made none. */
  outcomeOf(callId: string): Outcome | null
  keepOutcome(callId: string, outcome: Outcome): void
  /** The call is no longer being led. */
  forget(callId: string): void
}

export function openStandings(store: Store, flows: FlowShelf): Standings {
  const folds = new Map<string, Fold>()
  const outcomes = new Map<string, Outcome>()

  function folded({ id, flowHash, channel }: Call): Fold {
    const flow = flows.pinned(flowHash)
    try {
      return fold(flow, channel, store.journal.read(id))
    } catch (error) {
      if (!(error instanceof FoldError)) throw error
      throw new StationFailure('unexpected-event', `${error.message} ${stationErrors['unexpected-event']}`)
    }
  }

  return {
    of(call) {
      const known = folds.get(call.id)
      // Another process on this folder may have led the call on.
      return known?.seq === store.journal.lastSeq(call.id) ? known : folded(call)
    },
    keep(callId, at) {
      folds.set(callId, at)
    },
    outcomeOf: (callId) => outcomes.get(callId) ?? null,
    keepOutcome(callId, outcome) {
      outcomes.set(callId, outcome)
    },
    forget(callId) {
      folds.delete(callId)
      outcomes.delete(callId)
    },
  }
}
