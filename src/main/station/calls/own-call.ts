import type { Call } from '#shared/domain/call.ts'
import { StationFailure } from '../failure.ts'
import type { Store } from '../store/store.ts'

/**
 * The agent's own call; another's is 'not-found', as if it did not exist. One that they give to a colleague is led by
 * nobody here until they take it back.
 */
export function callOf(store: Store, callId: string, agentId: string): Call {
  const found = store.calls.read(callId, agentId)
  if (!found) throw new StationFailure('not-found')
  const given = store.handovers.ofCall(callId, agentId)
  if (given?.state === 'taken') throw new StationFailure('handed-over', `${given.takenBy} a pris cet appel.`)
  if (given) throw new StationFailure('handed-over', 'Cet appel est proposé à un collègue : reprenez-le d’abord.')
  return found
}

/** The agent's own call, which nothing is added to once it has ended. */
export function openCallOf(store: Store, callId: string, agentId: string): Call {
  const found = callOf(store, callId, agentId)
  if (found.endedAt !== null) throw new StationFailure('call-ended')
  return found
}
