import type { Kysely } from 'kysely'
import { prepared } from '../database/prepared.ts'
import type { Database } from '../database/tables.ts'
import { keyedHash } from '../idempotency/content-hash.ts'

type Db = Kysely<Database>

const hashOf = (email: string, secret: Buffer): string => keyedHash(secret, { erased: email.toLowerCase() })

/** Keeps that an address was erased, not the address. */
export async function rememberErased(db: Db, email: string, secret: Buffer, now: Date): Promise<void> {
  const erased_at = now.toISOString()
  await db
    .insertInto('erased_address')
    .values({ address_hash: hashOf(email, secret), erased_at })
    .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ erased_at }))
    .execute()
}

/**
 * Whether somebody was erased after something about them was written: a workplace that was offline delivers it late. What
 * they say afterwards, under the same address, is theirs again.
 */
export async function isErasedSince(
  db: Db,
  { accountId, email }: { accountId: string | null; email: string | null },
  writtenAt: string,
  secret: Buffer,
): Promise<boolean> {
  const account =
    accountId !== null &&
    (await db
      .selectFrom('account')
      .select('id')
      .where('id', '=', accountId)
      .where('erased_at', 'is not', null)
      .executeTakeFirst())
  if (account) return true
  if (email === null) return false
  const [address] = await selectErased(db, { hash: hashOf(email, secret) })
  return address !== undefined && address.erased_at > new Date(writtenAt).toISOString()
}

const selectErased = prepared((db, { hash }: { hash: string }) =>
  db.selectFrom('erased_address').select('erased_at').where('address_hash', '=', hash),
)
