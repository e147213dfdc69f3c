import { isDeepStrictEqual } from 'node:util'
import type { StationOutput, StationParsed } from '#shared/contracts/station.ts'
import type { User } from '#shared/domain/user.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { StationFailure } from '../failure.ts'
import type { Store } from '../store/store.ts'
import type { Workplace } from '../workplace.ts'
import { performerOf } from './actors/registry.ts'
import { openCallOf } from './own-call.ts'

/** Runs an actor of the registry for one of the agent's open calls; what acts outside only after its intention. */
export async function perform(
  { callId, actor, key, facts, secret }: StationParsed<'calls.perform'>,
  agent: User,
  workplace: Workplace,
): Promise<StationOutput<'calls.perform'>> {
  const call = openCallOf(workplace.store, callId, agent.id)
  const entry = actorEntry(actor)
  const performer = performerOf(actor)
  if (!entry || !performer) throw new StationFailure('invalid-input', 'Cette action n’existe pas.')
  if (entry.kind !== 'lookup') checkIntention(callId, actor, key, workplace.store)

  const values = workplace.store.values.read(callId)
  const performed = await performer({ call, key: key ?? '', values, facts, secret: secret ?? null, workplace })
  if (!entry.outcomes.some((outcome) => isDeepStrictEqual({ ...outcome }, performed.output)))
    throw new Error(`${actor} came back with an outcome that it does not declare.`)
  return performed
}

/** The key is the eventId of an intention of this actor, journaled on this call. */
function checkIntention(callId: string, actor: string, key: string | null, store: Store): void {
  const intention = key === null ? null : store.journal.find(key)
  if (intention?.callId !== callId || intention.event.type !== 'intention' || intention.event.actor !== actor)
    throw new StationFailure('invalid-input', 'Cette action n’a pas été annoncée au journal de l’appel.')
}
