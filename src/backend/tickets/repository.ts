import type { Insertable, Kysely } from 'kysely'
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

/** The last received first. */
export async function listTickets(db: Db, state: 'open' | 'solved' | 'all'): Promise<Ticket[]> {
  const latest = rows(db).orderBy('ticket.received_at', 'desc').orderBy('ticket.number', 'desc').limit(maxListed)
  return present(db, await (state === 'all' ? latest : latest.where('ticket.state', '=', state)).execute())
}

export async function addAddition(db: Db, ticketId: string, userId: string, text: string, at: string): Promise<void> {
  await db
    .insertInto('ticket_addition')
    .values({ id: uuid(), ticket_id: ticketId, user_id: userId, text, at })
    .execute()
}

/** @returns whether it was still open */
export async function closeTicket(db: Db, id: string, explanation: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('ticket')
    .set({ state: 'solved', solved_at: at, explanation })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const rows = (db: Db) =>
  db
    .selectFrom('ticket')
    .innerJoin('user', 'user.id', 'ticket.author_id')
    .selectAll('ticket')
    .select('user.display_name as author_name')

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
