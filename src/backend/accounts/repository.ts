import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import { cardTickets } from '#shared/domain/account.ts'
import type { Database } from '../database/tables.ts'
import { fold, toE164, toTicketNumber } from './search-form.ts'

type Db = Kysely<Database>
export type AccountRow = Selectable<Database['account']>

const maxFound = 20

export const findAccount = (db: Db, id: string) =>
  db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()

/** The account, which nobody else acts on until the transaction ends. */
export const findAccountToActOn = (trx: Transaction<Database>, id: string) =>
  trx.selectFrom('account').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/** The tickets that the account's card tells. */
export const lastTickets = (db: Db, accountId: string) =>
  db
    .selectFrom('ticket')
    .select(['number', 'state', 'received_at'])
    .where('account_id', '=', accountId)
    .orderBy('received_at', 'desc')
    .orderBy('number', 'desc')
    .limit(cardTickets)
    .execute()

export type TicketOfCard = Awaited<ReturnType<typeof lastTickets>>[number]

/**
 * Accounts by what a caller says of themselves: words of their name, their address (its beginning at least), their whole
 * number, or that of a ticket they were given. A part of a number finds nothing: an agent has no use for guessing digits.
 */
export function searchAccounts(db: Db, q: string): Promise<AccountRow[]> {
  const phone = toE164(q)
  const all = db.selectFrom('account').selectAll().orderBy('search_name').orderBy('id').limit(maxFound)
  if (phone) return all.where('phone', '=', phone).execute()
  const ticket = toTicketNumber(q)
  if (ticket)
    return all
      .where('id', 'in', (eb) =>
        eb.selectFrom('ticket').select('account_id').$castTo<{ account_id: string }>().where('number', '=', ticket),
      )
      .execute()
  const words = fold(q).split(/\s+/).filter(Boolean)
  return all
    .where((eb) =>
      eb.or([
        eb.and(words.map((word) => sql<boolean>`${eb.ref('search_name')} like ${`%${literal(word)}%`} escape '\\'`)),
        sql<boolean>`${eb.ref('email')} like ${`${literal(fold(q))}%`} escape '\\'`,
      ]),
    )
    .execute()
}

/** A text that LIKE takes as it is. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** Lets a client locked by failed sign-ins try again, as often as anybody. */
export async function unlock(db: Db, id: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ state: 'active', failed_sign_ins: 0 })
    .where('id', '=', id)
    .where('state', '=', 'locked')
    .execute()
}
