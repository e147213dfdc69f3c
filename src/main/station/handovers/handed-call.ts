import type { Call } from '#shared/domain/call.ts'
import { elapsedAtOpening } from '#shared/domain/elapsed.ts'
import type { HandedCall } from '#shared/domain/handover.ts'
import type { User } from '#shared/domain/user.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { handedOverType } from '#shared/flow/events.ts'
import type { Fold } from '#shared/flow/replay.ts'
import { openCallOf } from '../calls/own-call.ts'
import { StationFailure } from '../failure.ts'
import type { Store } from '../store/store.ts'
import type { Workplace } from '../workplace.ts'

/** What may be shown once the giver has verified the caller's identity: the taker verifies it again. */
const unmasked = ['client.email', 'client.phone']

/** A parked call as its colleague gets it. @param callId the agent's own, given or about to be */
export function handedCallOf(store: Store, callId: string, agentId: string): HandedCall {
  const call = store.calls.read(callId, agentId)
  if (!call) throw new StationFailure('not-found')
  const values = Object.entries(store.values.read(callId)).filter(([key]) => !unmasked.includes(key))
  return {
    call,
    journal: store.journal.read(callId),
    values: Object.fromEntries(values),
    attachments: store.attachments.ofCall(callId),
  }
}

/** @returns the call; @throws StationFailure `invalid-input`, in words, where it cannot be given as it stands */
export function checkGivable(
  { store, standings }: Pick<Workplace, 'store' | 'standings'>,
  callId: string,
  agent: User,
): Call {
  const call = openCallOf(store, callId, agent.id)
  const refuse = (why: string): never => {
    throw new StationFailure('invalid-input', why)
  }
  if (call.parkedAt === null) refuse('Mettez d’abord l’appel en attente : seul un appel en attente se confie.')
  if (store.outbox.ticketOfCall(callId) !== null)
    refuse('Le ticket de cet appel est déjà créé : l’appel ne se confie plus, terminez-le.')
  const at = standings.of(call)
  if (at.invoke && actorEntry(at.invoke.src)?.kind !== 'lookup')
    refuse('Une action est en cours à cette étape : reprenez l’appel et attendez sa réponse avant de le confier.')
  if (isActUnknown(at))
    refuse('On ne sait pas si le service a fait ce qui lui était demandé : redemandez-le-lui avant de confier l’appel.')
  return call
}

/** An unlock or a reset that may have been done: its giver alone can ask what became of it. */
const isActUnknown = (at: Fold): boolean =>
  at.taken.some(
    ({ event }) =>
      event.type === 'intention' &&
      actorEntry(event.actor ?? '')?.needsEvidence &&
      at.pendingIntention(event.invoke ?? '')?.eventId !== undefined,
  )

/** A screenshot's content, as it came. */
export type Contents = ReadonlyMap<string, Buffer>

/**
 * Makes a call that was taken this agent's own, parked at the step where it was, its journal saying from whom it comes.
 * One transaction: there whole, or still to be received. What its giver had proven of the caller is not there.
 * @param giver its id; @param handoverId names the record
 */
export function receiveCall(
  { store, flows, standings }: Pick<Workplace, 'store' | 'flows' | 'standings'>,
  { call, journal, values, attachments }: HandedCall,
  handoverId: string,
  agent: User,
  contents: Contents,
): void {
  // Another call's journal on this workplace is not the service's to add to.
  if (journal.some(({ callId }) => callId !== call.id))
    throw new StationFailure('internal-error', 'Le journal reçu n’est pas celui de cet appel.')
  const giverId = call.agentId
  const now = new Date().toISOString()
  const own = { ...call, agentId: agent.id, parkedAt: now }
  store.change(() => {
    const taking = store.handovers.taking(handoverId, agent.id)
    if (taking === null || taking.isGoingBack) throw new StationFailure('conflict', 'Cet appel a été rendu.')
    const owner = store.calls.owner(call.id)
    if (owner !== null && !store.handovers.ofCall(call.id, owner))
      throw new StationFailure('conflict', 'Cet appel est déjà mené sur ce poste.')
    store.calls.receive(own)
    for (const record of journal) store.journal.append(record)
    store.evidence.forget(call.id)
    for (const { sha256 } of store.attachments.ofCall(call.id)) store.attachments.remove(call.id, sha256)
    for (const attachment of attachments) {
      const content = contents.get(attachment.sha256)
      if (content) store.attachments.add(call.id, attachment, content, now)
    }
    standings.forget(call.id)
    const at = standings.of(own)
    store.journal.append({
      ...{ callId: call.id, seq: at.seq + 1, eventId: handoverId, stepId: at.stepId, origin: 'station', at: now },
      elapsedMs: elapsedAtOpening(call, journal, Date.now()),
      event: { type: handedOverType, from: giverId, to: agent.id },
    })
    store.values.forget(call.id)
    store.values.set(call.id, at.seq + 1, values)
    // Given from this very workplace, its giver is told at once; come back to its giver, it is theirs again.
    store.handovers.taken(handoverId, agent.displayName)
    store.handovers.removeOfCall(call.id, agent.id)
    store.handovers.endTaking(taking.id)
  })
  standings.forget(call.id)
  flows.pinned(call.flowHash)
}
