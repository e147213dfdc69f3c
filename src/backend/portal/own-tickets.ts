import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

const maxListed = 100

/** A ticket as its client may see it: nothing of what agents write to each other. */
const rows = (db: Db, accountId: string) =>
  db
    .selectFrom('ticket')
    .select(['id', 'number', 'kind', 'description', 'error_message', 'page', 'browser', 'os'])
    .select(['origin', 'received_at', 'state', 'solved_at', 'explanation'])
    .where('account_id', '=', accountId)

export type OwnTicket = Awaited<ReturnType<typeof listOwnTickets>>[number]

/** A client's tickets, by phone or by the portal, the last received first. */
export const listOwnTickets = (db: Db, accountId: string) =>
  rows(db, accountId).orderBy('received_at', 'desc').orderBy('number', 'desc').limit(maxListed).execute()

/** @returns undefined also when it is another client's */
export const findOwnTicket = (db: Db, accountId: string, id: string): Promise<OwnTicket | undefined> =>
  rows(db, accountId).where('id', '=', id).executeTakeFirst()

/** What the technical team answered to a ticket's client, by email too; the first first. */
export const listAnswers = (db: Db, ticketId: string) =>
  db
    .selectFrom('ticket_addition')
    .select(['id', 'at', 'text'])
    .where('ticket_id', '=', ticketId)
    .where('is_answer', '=', 1)
    .orderBy('at')
    .orderBy('id')
    .execute()

/** The names of the screenshots that came with a ticket. */
export async function listScreenshotNames(db: Db, ticketId: string): Promise<string[]> {
  const found = await db
    .selectFrom('ticket_attachment')
    .select('name')
    .where('ticket_id', '=', ticketId)
    .orderBy('position')
    .execute()
  return found.map(({ name }) => name)
}
