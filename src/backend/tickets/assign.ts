import type { Transaction } from 'kysely'
import type { Ticket } from '#shared/domain/ticket.ts'
import type { User } from '#shared/domain/user.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import type { TicketRow } from './presenter.ts'
import { holdTickets, readBackTicket, setAssignee } from './repository.ts'

type Trx = Transaction<Database>

/**
 * Has a ticket handled by somebody. Twice is once.
 * @param from who they think handles it; null: nobody
 * @throws ProblemError `not-found`; `conflict` when it is solved, a duplicate, or somebody else took it meanwhile
 */
export async function takeTicket(trx: Trx, id: string, from: string | null, user: User, now: Date): Promise<Ticket> {
  const ticket = await held(trx, id)
  if (ticket.assignee_id === user.id) return readBackTicket(trx, id)
  if (ticket.state === 'solved') throw new ProblemError('conflict', { detail: 'Ce signalement est déjà résolu.' })
  if (ticket.merged_into !== null)
    throw new ProblemError('conflict', {
      detail: `Ce signalement est un doublon de ${ticket.kept_number} : prenez celui-là en charge.`,
    })
  if (ticket.assignee_id !== from)
    throw new ProblemError('conflict', {
      detail: ticket.assignee_name
        ? `${ticket.assignee_name} a pris ce signalement en charge.`
        : 'Ce signalement n’est plus pris en charge.',
    })
  await setAssignee(trx, id, user.id)
  await recordAudit(trx, { userId: user.id, action: 'ticket-taken', ticketId: id, outcome: 'done' }, now)
  return readBackTicket(trx, id)
}

/** Has a ticket handled by nobody again. @throws ProblemError `not-found`; `conflict` when it is not theirs */
export async function releaseTicket(trx: Trx, id: string, user: User, now: Date): Promise<Ticket> {
  const ticket = await held(trx, id)
  if (ticket.assignee_id === null) return readBackTicket(trx, id)
  if (ticket.assignee_id !== user.id)
    throw new ProblemError('conflict', { detail: `${ticket.assignee_name} a pris ce signalement en charge.` })
  await setAssignee(trx, id, null)
  await recordAudit(trx, { userId: user.id, action: 'ticket-released', ticketId: id, outcome: 'done' }, now)
  return readBackTicket(trx, id)
}

async function held(trx: Trx, id: string): Promise<TicketRow> {
  const ticket = (await holdTickets(trx, [id])).get(id)
  if (!ticket) throw new ProblemError('not-found')
  return ticket
}
