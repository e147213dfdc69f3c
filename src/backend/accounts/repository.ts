import type { Kysely, Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { fold, toE164 } from './search-form.ts'

type Db = Kysely<Database>
export type AccountRow = Selectable<Database['account']>

const maxFound = 20

export const findAccount = (db: Db, id: string) =>
  db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()

/** The account, which nobody else acts on until the transaction ends. */
export const findAccountToActOn = (trx: Transaction<Database>, id: string) =>
  trx.selectFrom('account').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/**
 * Accounts by what a caller says of themselves: words of their name, their address (its beginning at least), or their
 * whole number. A part of a number finds nothing: an agent has no use for guessing digits.
 */
export function searchAccounts(db: Db, q: string): Promise<AccountRow[]> {
  const phone = toE164(q)
  const all = db.selectFrom('account').selectAll().orderBy('search_name').orderBy('id').limit(maxFound)
  if (phone) return all.where('phone', '=', phone).execute()
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
