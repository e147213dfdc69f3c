import { type Call, type CallValues, clientNameOf } from '#shared/domain/call.ts'
import { fillTicket, type NewTicket, newTicket } from '#shared/domain/ticket.ts'
import type { Facts } from '#shared/flow/definition.ts'
import { StationFailure } from '../../failure.ts'
import type { Store } from '../../store/store.ts'
import type { Performer, Writer } from './actor.ts'

/** How long the script may wait for a number before it tells that it will come by email. */
const numberMs = 4000

export const writeTicket: Writer = ({ record, ...filed }) =>
  putTicket({ ...filed, id: record.eventId, filedAt: record.at, seq: record.seq })

interface Filed {
  id: string
  filedAt: string
  call: Call
  /** Of the record that it follows. */
  seq: number
  facts: Facts
  values: CallValues
  store: Store
}

/**
 * Puts a call's ticket in the outbox, as the call fills it; inside a transaction.
 * @throws StationFailure `invalid-input` when something in it must be corrected first
 */
export function putTicket(filed: Filed): void {
  const { call, filedAt, seq, values, store } = filed
  const ticket = ticketOf(filed)
  store.outbox.insert({
    id: ticket.id,
    agentId: call.agentId,
    kind: 'ticket',
    callId: call.id,
    body: ticket,
    createdAt: filedAt,
    waitsFor: null,
    attachments: ticket.attachments.map(({ sha256 }) => sha256),
  })
  store.tickets.insert(ticket.id, clientNameOf(values))
  store.values.set(call.id, seq, { 'ticket.id': ticket.id })
}

export const performFileTicket: Performer = async ({ call, key, workplace: { store, courier, state } }) => {
  const isWaiting = store.outbox.read(key, call.agentId)?.state === 'waiting'
  if (isWaiting && state().link !== 'offline') await courier.whenSettled(key, numberMs)
  const number = store.tickets.read(key)?.number ?? null
  return {
    output: { ticket: number === null ? 'queued' : 'numbered' },
    values: { 'ticket.id': key, ...(number !== null && { 'ticket.number': number }) },
  }
}

/** The form as the call fills it. A known client is reached as the backend knows, never by what the screen showed. */
function ticketOf({ id, filedAt, call, facts, values, store }: Filed): NewTicket {
  const accountId = values['account.id'] || null
  const form = fillTicket(facts, values)
  // A known client whose address is lost leaves another: for the team to read, not for the backend to write to.
  const left = [values['contact.email'], values['contact.phone']].map((one) => one?.trim()).filter(Boolean)
  const reach = accountId !== null && left.length > 0 ? [`À joindre autrement : ${left.join(', ')}.`] : []
  const parsed = newTicket.safeParse({
    ...form,
    notes: [form.notes, ...reach].filter(Boolean).join('\n'),
    id,
    callId: call.id,
    accountId,
    contact: {
      name: clientNameOf(values),
      email: accountId === null ? values['contact.email']?.trim() || null : null,
      phone: accountId === null ? values['contact.phone']?.trim() || null : null,
    },
    incidentId: (facts.incident === 'confirmed' && values['incident.id']) || null,
    filedAt,
    attachments: store.attachments.ofCall(call.id).map(({ sha256, name }) => ({ sha256, name })),
  })
  if (parsed.success) return parsed.data
  const fields = new Set(parsed.error.issues.map(({ path }) => fieldWords[path.join('.')] ?? path.join('.')))
  throw new StationFailure('invalid-input', `À corriger avant de créer le signalement : ${[...fields].join(', ')}.`)
}

/** The form's own words for what an agent types. */
const fieldWords: Record<string, string> = {
  browser: 'navigateur',
  os: 'système d’exploitation',
  errorMessage: 'message d’erreur exact',
  page: 'page',
  since: 'depuis quand',
  notes: 'notes du hotliner',
  urgentRequest: 'demande urgente',
  'contact.name': 'nom du client',
  'contact.email': 'adresse email du client',
  'contact.phone': 'téléphone du client',
}
