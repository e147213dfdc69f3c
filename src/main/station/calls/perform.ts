import { isDeepStrictEqual } from 'node:util'
import type { StationOutput, StationParsed } from '#shared/contracts/station.ts'
import { stationErrors } from '#shared/contracts/station-errors.ts'
import type { User } from '#shared/domain/user.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { StationFailure } from '../failure.ts'
import type { Workplace } from '../workplace.ts'
import { performerOf } from './actors/registry.ts'
import { openCallOf } from './own-call.ts'

/** Runs the actor that one of the agent's open calls is at; what acts outside only after its intention. */
export async function perform(
  { callId, actor, key, secret }: StationParsed<'calls.perform'>,
  agent: User,
  workplace: Workplace,
): Promise<StationOutput<'calls.perform'>> {
  const { store, standings } = workplace
  const call = openCallOf(store, callId, agent.id)
  const entry = actorEntry(actor)
  const performer = performerOf(actor)
  if (!entry || !performer) throw new StationFailure('invalid-input', 'Cette action n’existe pas.')
  const at = standings.of(call)
  if (at.invoke?.src !== actor)
    throw new StationFailure(
      'unexpected-event',
      `${stationErrors['unexpected-event']} Cette action n’est pas en cours.`,
    )
  // The key is the eventId of its intention, journaled on this call and not settled.
  if (entry.kind !== 'lookup' && (key === null || at.pendingIntention(at.invoke.id)?.eventId !== key))
    throw new StationFailure('invalid-input', 'Cette action n’a pas été annoncée au journal de l’appel.')

  const values = store.values.read(callId)
  const performed = await performer({ call, key: key ?? '', values, secret: secret ?? null, workplace })
  if (!entry.outcomes.some((outcome) => isDeepStrictEqual({ ...outcome }, performed.output)))
    throw new Error(`${actor} came back with an outcome that it does not declare.`)
  const isLed = store.calls.read(callId, agent.id)?.endedAt === null
  if (entry.kind === 'direct' && key !== null && isLed) standings.keepOutcome(callId, { key, output: performed.output })
  return performed
}
