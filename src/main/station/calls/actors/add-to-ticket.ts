import { api } from '#shared/contracts/api.ts'
import { StationFailure } from '../../failure.ts'
import type { Addition } from '../../outbox/delivery.ts'
import type { Performer, Writer } from './actor.ts'

export const writeAddition: Writer = ({ call, record, values, store }) => {
  const ticketId = store.outbox.ticketOfCall(call.id)
  if (ticketId === null) throw new StationFailure('invalid-input', 'Aucun signalement n’a été créé sur cet appel.')
  const parsed = api.addToTicket.body.safeParse({ text: values.urgentRequest })
  if (!parsed.success)
    throw new StationFailure('invalid-input', 'La demande urgente est vide ou dépasse 1 000 caractères.')
  const body: Addition = { ticketId, text: parsed.data.text }
  store.outbox.insert({
    id: record.eventId,
    agentId: call.agentId,
    kind: 'addition',
    callId: call.id,
    body,
    createdAt: record.at,
    waitsFor: store.outbox.lastOfTicket(call.id),
    attachments: [],
  })
}

export const performAddToTicket: Performer = async () => ({ output: { addition: 'queued' }, values: {} })
