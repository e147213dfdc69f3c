import type { Kysely, Selectable, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import type { AccountLinkTable } from '../notifications/tables.ts'
import { signedId } from '../signed-token.ts'

export type LinkPurpose = AccountLinkTable['purpose']
export type AccountLink = Selectable<AccountLinkTable>

/** Makes a link for the account's present address. */
export async function makeLink(
  trx: Transaction<Database>,
  purpose: LinkPurpose,
  account: { id: string; email: string },
  validForSeconds: number,
  now: Date,
): Promise<AccountLink> {
  const link = {
    id: uuid(),
    purpose,
    account_id: account.id,
    email: account.email,
    created_at: now.toISOString(),
    expires_at: secondsAfter(now, validForSeconds),
    closed_at: null,
  }
  await trx.insertInto('account_link').values(link).execute()
  return link
}

/**
 * Reads the link that a token opens, without using it.
 * @returns null when it is none of ours, used, expired, or made for an address that the account no longer has
 */
export async function readLink(
  db: Kysely<Database>,
  secret: Buffer,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<AccountLink | null> {
  const id = signedId(secret, purpose, token)
  if (id === null) return null
  const link = await db
    .selectFrom('account_link')
    .innerJoin('account', (join) =>
      join.onRef('account.id', '=', 'account_link.account_id').onRef('account.email', '=', 'account_link.email'),
    )
    .selectAll('account_link')
    .where('account_link.id', '=', id)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return link ?? null
}

/**
 * Uses a link up, and with it every other of the same purpose and account.
 * @returns false when another use came first
 */
export async function closeLinks(trx: Transaction<Database>, link: AccountLink, now: Date): Promise<boolean> {
  const closed = await trx
    .updateTable('account_link')
    .set({ closed_at: now.toISOString() })
    .where('account_id', '=', link.account_id)
    .where('purpose', '=', link.purpose)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute()
  return closed.some(({ id }) => id === link.id)
}
