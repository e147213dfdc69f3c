import type { ExpressionBuilder, Insertable, Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Ticket } from '#shared/domain/ticket.ts'
import type { Database } from '../database/tables.ts'
import { presentTicket, type TicketRow } from './presenter.ts'

type Db = Kysely<Database>

/** As many as a list may hold. */
const maxListed = 200

export async function addTicket(
  db: Db,
  row: Insertable<Database['ticket']>,
  attachments: readonly { sha256: string; name: string }[],
): Promise<void> {
  await db.insertInto('ticket').values(row).execute()
  if (attachments.length > 0)
    await db
      .insertInto('ticket_attachment')
      .values(attachments.map(({ sha256, name }, position) => ({ ticket_id: row.id, position, sha256, name })))
      .execute()
}

export const findTicketRow = (db: Db, id: string) => rows(db).where('ticket.id', '=', id).executeTakeFirst()

export async function findTicket(db: Db, id: string): Promise<Ticket | undefined> {
  const row = await findTicketRow(db, id)
  return row && (await present(db, [row]))[0]
}

/** A ticket that the transaction has just written. */
export async function readBackTicket(trx: Db, id: string): Promise<Ticket> {
  const ticket = await findTicket(trx, id)
  if (!ticket) throw new Error('A ticket just written is not there.')
  return ticket
}

/** The last received first. */
export async function listTickets(db: Db, state: 'open' | 'solved' | 'all'): Promise<Ticket[]> {
  const latest = rows(db).orderBy('ticket.received_at', 'desc').orderBy('ticket.number', 'desc').limit(maxListed)
  const asked = {
    all: latest,
    open: latest.where('ticket.state', '=', 'open').where('ticket.merged_into', 'is', null),
    solved: latest.where('ticket.state', '=', 'solved'),
  }
  return present(db, await asked[state].execute())
}

/** The last received first. */
export async function listIncidentTickets(db: Db, incidentId: string): Promise<Ticket[]> {
  const latest = rows(db).orderBy('ticket.received_at', 'desc').orderBy('ticket.number', 'desc').limit(maxListed)
  return present(db, await latest.where('ticket.incident_id', '=', incidentId).execute())
}

/**
 * Keeps others from changing these tickets until the transaction ends, and reads them.
 * Always taken in the same order: two who hold the same tickets wait for each other, never both.
 */
export async function holdTickets(trx: Db, ids: readonly string[]): Promise<Map<string, TicketRow>> {
  const held = new Map<string, TicketRow>()
  for (const id of [...ids].sort()) {
    await trx.selectFrom('ticket').select('id').where('id', '=', id).forNoKeyUpdate().execute()
    const row = await findTicketRow(trx, id)
    if (row) held.set(id, row)
  }
  return held
}

/** A ticket with those that say it again. */
const family = (id: string) => (eb: ExpressionBuilder<Database, 'ticket'>) =>
  eb.or([eb('ticket.id', '=', id), eb('ticket.merged_into', '=', id)])

/** Attaches a ticket, and those that say it again, to an incident; null: to none. */
export async function setIncident(db: Db, ticketId: string, incidentId: string | null): Promise<void> {
  await db.updateTable('ticket').set({ incident_id: incidentId }).where(family(ticketId)).execute()
}

/** Has a ticket, and those that say it again, said again by another. */
export async function setMerged(db: Db, ticketId: string, into: string): Promise<void> {
  await db.updateTable('ticket').set({ merged_into: into }).where(family(ticketId)).execute()
}

export async function separate(db: Db, ticketId: string): Promise<void> {
  await db.updateTable('ticket').set({ merged_into: null }).where('id', '=', ticketId).execute()
}

export async function addAddition(db: Db, ticketId: string, userId: string, text: string, at: string): Promise<void> {
  await db
    .insertInto('ticket_addition')
    .values({ id: uuid(), ticket_id: ticketId, user_id: userId, text, at })
    .execute()
}

/** Closes a ticket and those that say it again. @returns those that were still open */
export async function closeTickets(db: Db, id: string, explanation: string, at: string): Promise<TicketRow[]> {
  const closed = await db
    .updateTable('ticket')
    .set({ state: 'solved', solved_at: at, explanation })
    .where(family(id))
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  if (closed.length === 0) return []
  return rows(db)
    .where(
      'ticket.id',
      'in',
      closed.map((row) => row.id),
    )
    .execute()
}

/** Closes the tickets of an incident with it: their callers hear of its end, not of theirs. */
export async function closeTicketsOf(db: Db, incidentId: string, explanation: string, at: string): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ state: 'solved', solved_at: at, explanation })
    .where('incident_id', '=', incidentId)
    .where('state', '=', 'open')
    .execute()
}

/** Opens again the tickets that were closed with an incident at `at`. */
export async function reopenTicketsOf(db: Db, incidentId: string, at: string): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ state: 'open', solved_at: null, explanation: null })
    .where('incident_id', '=', incidentId)
    .where('solved_at', '=', at)
    .execute()
}

const rows = (db: Db) =>
  db
    .selectFrom('ticket')
    .innerJoin('user', 'user.id', 'ticket.author_id')
    .leftJoin('ticket as kept', 'kept.id', 'ticket.merged_into')
    .selectAll('ticket')
    .select(['user.display_name as author_name', 'kept.number as kept_number'])

async function present(db: Db, found: readonly TicketRow[]): Promise<Ticket[]> {
  if (found.length === 0) return []
  const ids = found.map((row) => row.id)
  const additions = await db
    .selectFrom('ticket_addition')
    .innerJoin('user', 'user.id', 'ticket_addition.user_id')
    .select(['ticket_addition.ticket_id', 'ticket_addition.at', 'user.display_name as by', 'ticket_addition.text'])
    .where('ticket_id', 'in', ids)
    .orderBy('ticket_addition.at')
    .orderBy('ticket_addition.id')
    .execute()
  const attachments = await db
    .selectFrom('ticket_attachment')
    .select(['ticket_id', 'sha256', 'name'])
    .where('ticket_id', 'in', ids)
    .orderBy('position')
    .execute()
  return found.map((row) => presentTicket(row, { additions, attachments }))
}
