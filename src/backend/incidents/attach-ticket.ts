import type { Transaction } from 'kysely'
import { isEnded } from '#shared/domain/incident.ts'
import type { Ticket } from '#shared/domain/ticket.ts'
import type { User } from '#shared/domain/user.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { announceLate } from '../notifications/announcements/latecomers.ts'
import type { TicketRow } from '../tickets/presenter.ts'
import { holdTickets, readBackTicket, setIncident } from '../tickets/repository.ts'
import { holdIncident } from './repository.ts'

type Trx = Transaction<Database>

/**
 * Attaches a ticket, with its duplicates, to an incident: their callers are told of its end. Twice is once.
 * @throws ProblemError `not-found`; `conflict` when it is a duplicate, or attached to another incident
 */
export async function attachTicket(
  trx: Trx,
  incidentId: string,
  ticketId: string,
  user: User,
  now: Date,
): Promise<Ticket> {
  const ticket = await followedTicket(trx, ticketId)
  const incident = await holdIncident(trx, incidentId)
  if (!incident) throw new ProblemError('not-found')
  if (ticket.incident_id === incidentId) return readBackTicket(trx, ticketId)
  if (ticket.incident_id !== null)
    throw new ProblemError('conflict', {
      detail: 'Ce signalement est rattaché à un autre incident : détachez-le d’abord.',
    })
  await setIncident(trx, ticketId, incidentId)
  await recordAudit(trx, { userId: user.id, action: 'ticket-attached', ticketId, incidentId, outcome: 'done' }, now)
  // Attached after the end: the promise is kept at once.
  if (isEnded(incident)) await announceLate(trx, incident, now)
  return readBackTicket(trx, ticketId)
}

/** Detaches a ticket, with its duplicates, from an incident. @throws ProblemError `not-found` when it is not attached to it */
export async function detachTicket(
  trx: Trx,
  incidentId: string,
  ticketId: string,
  user: User,
  now: Date,
): Promise<Ticket> {
  const ticket = await followedTicket(trx, ticketId)
  if (ticket.incident_id !== incidentId) throw new ProblemError('not-found')
  await setIncident(trx, ticketId, null)
  await recordAudit(trx, { userId: user.id, action: 'ticket-detached', ticketId, incidentId, outcome: 'done' }, now)
  return readBackTicket(trx, ticketId)
}

async function followedTicket(trx: Trx, id: string): Promise<TicketRow> {
  const ticket = (await holdTickets(trx, [id])).get(id)
  if (!ticket) throw new ProblemError('not-found')
  if (ticket.merged_into !== null)
    throw new ProblemError('conflict', {
      detail: `Ce signalement est un doublon de ${ticket.kept_number} : il le suit.`,
    })
  return ticket
}
