import type { Kysely } from 'kysely'
import { secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import { hashToken, newToken } from '../sessions/token.ts'

type Db = Kysely<Database>

/** A working day without a word ends a session… */
const idleSeconds = 8 * 3600
/** …and so does a week, whatever is done meanwhile. */
const longestSeconds = 7 * 24 * 3600
/** So seldom does reading a page write that it was read. */
const movedEverySeconds = 10 * 60

/** A client who is signed in. */
export interface Client {
  id: string
  firstName: string
  lastName: string
  email: string
}

/** @returns the token, for the client's browser alone to keep */
export async function openClientSession(db: Db, accountId: string, now: Date): Promise<string> {
  const token = newToken()
  await db
    .insertInto('client_session')
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      created_at: now.toISOString(),
      expires_at: secondsAfter(now, idleSeconds),
    })
    .execute()
  return token
}

/**
 * The client of a token, whose session goes on for as long again.
 * @returns null when it is unknown or over, or the account suspended or without an address since
 */
export async function findClient(db: Db, token: string, now: Date): Promise<Client | null> {
  const found = await db
    .selectFrom('client_session')
    .innerJoin('account', 'account.id', 'client_session.account_id')
    .select(['token_hash', 'client_session.created_at', 'expires_at'])
    .select(['account.id', 'first_name', 'last_name', 'email'])
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now.toISOString())
    .where('state', '!=', 'suspended')
    .executeTakeFirst()
  if (!found || found.email === null) return null
  const longest = secondsAfter(new Date(found.created_at), longestSeconds)
  const fresh = secondsAfter(now, idleSeconds)
  const expiresAt = fresh < longest ? fresh : longest
  if (Date.parse(expiresAt) - Date.parse(found.expires_at) > movedEverySeconds * 1000)
    await db
      .updateTable('client_session')
      .set({ expires_at: expiresAt })
      .where('token_hash', '=', found.token_hash)
      .execute()
  return { id: found.id, firstName: found.first_name, lastName: found.last_name, email: found.email }
}

export async function closeClientSession(db: Db, token: string): Promise<void> {
  await db.deleteFrom('client_session').where('token_hash', '=', hashToken(token)).execute()
}

/** Ends a client's sessions everywhere: whoever had their password has it no longer. */
export async function closeClientSessions(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('client_session').where('account_id', '=', accountId).execute()
}
