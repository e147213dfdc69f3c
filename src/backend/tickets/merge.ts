import type { Transaction } from 'kysely'
import type { Ticket } from '#shared/domain/ticket.ts'
import type { User } from '#shared/domain/user.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { holdTickets, readBackTicket, separate, setIncident, setMerged } from './repository.ts'

type Trx = Transaction<Database>

/**
 * Has a ticket followed through the one that it says again: attached with it, solved with it, its caller told with it.
 * @throws ProblemError `not-found`; `conflict` when one is solved, is already a duplicate, or each has an incident of its own
 */
export async function mergeTicket(trx: Trx, id: string, into: string, user: User, now: Date): Promise<Ticket> {
  if (id === into) throw invalidField('into', 'Un signalement n’est pas son propre doublon.')
  const held = await holdTickets(trx, [id, into])
  const [duplicate, kept] = [held.get(id), held.get(into)]
  if (!duplicate || !kept) throw new ProblemError('not-found')
  for (const { number, state, merged_into, kept_number } of [duplicate, kept]) {
    if (state === 'solved') throw new ProblemError('conflict', { detail: `${number} est déjà résolu.` })
    if (merged_into !== null)
      throw new ProblemError('conflict', { detail: `${number} est déjà un doublon de ${kept_number}.` })
  }
  const incidentId = kept.incident_id ?? duplicate.incident_id
  if (duplicate.incident_id !== null && duplicate.incident_id !== incidentId)
    throw new ProblemError('conflict', {
      detail: 'Ces signalements sont rattachés à deux incidents : détachez d’abord l’un des deux.',
    })
  await setMerged(trx, id, into)
  await setIncident(trx, into, incidentId)
  await recordAudit(trx, { userId: user.id, action: 'ticket-merged', ticketId: id, incidentId, outcome: 'done' }, now)
  return readBackTicket(trx, id)
}

/** Has a ticket followed for itself again. @throws ProblemError `not-found`; `conflict` when it is no duplicate, or solved */
export async function separateTicket(trx: Trx, id: string, user: User, now: Date): Promise<Ticket> {
  const ticket = (await holdTickets(trx, [id])).get(id)
  if (!ticket) throw new ProblemError('not-found')
  if (ticket.merged_into === null)
    throw new ProblemError('conflict', { detail: 'Ce signalement n’est pas un doublon.' })
  if (ticket.state === 'solved') throw new ProblemError('conflict', { detail: 'Ce signalement est déjà résolu.' })
  await separate(trx, id)
  await recordAudit(
    trx,
    { userId: user.id, action: 'ticket-separated', ticketId: id, incidentId: ticket.incident_id, outcome: 'done' },
    now,
  )
  return readBackTicket(trx, id)
}
