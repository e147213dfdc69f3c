import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import type { AccountLinkTable } from '../notifications/tables.ts'

export type LinkPurpose = AccountLinkTable['purpose']
export type AccountLink = Selectable<AccountLinkTable>

/**
 * What a link has in its address: its id, and the proof that we made it for this purpose. The proof is kept nowhere, not
 * even hashed: it follows from the id and the backend's secret, so an email sent again carries the same link.
 */
export function linkToken(secret: Buffer, purpose: LinkPurpose, linkId: string): string {
  return `${linkId}.${createHmac('sha256', secret).update(`${purpose}/${linkId}`).digest('base64url')}`
}

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
  const id = provenId(secret, purpose, token)
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

function provenId(secret: Buffer, purpose: LinkPurpose, token: string): string | null {
  const id = token.slice(0, Math.max(0, token.indexOf('.')))
  const expected = Buffer.from(linkToken(secret, purpose, id))
  const given = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}
