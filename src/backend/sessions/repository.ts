import type { Kysely, Selectable } from 'kysely'
import { prepared } from '../database/prepared.ts'
import type { Database } from '../database/tables.ts'
import { hashToken } from './token.ts'

type Db = Kysely<Database>

/** `delivery`: can only deliver what an agent wrote, and outlives the session. */
export type SessionKind = 'session' | 'delivery'

export const findUserByEmail = (db: Db, email: string) =>
  db
    .selectFrom('user')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .where('is_disabled', '=', 0)
    .executeTakeFirst()

export async function addSession(db: Db, session: Selectable<Database['session']>): Promise<void> {
  await db.insertInto('session').values(session).execute()
}

/** The session of a token, with its user; undefined when it is unknown, expired, revoked, or its user disabled. */
export async function findSession(db: Db, token: string, now: Date) {
  const [session] = await selectSession(db, { hash: hashToken(token), at: now.toISOString() })
  return session
}

const selectSession = prepared((db, { hash, at }: { hash: string; at: string }) =>
  openSessions(db, at)
    .select(['session.token_hash', 'session.kind', 'session.expires_at'])
    .select(['user.id', 'user.email', 'user.display_name', 'user.role'])
    .where('session.token_hash', '=', hash),
)

const openSessions = (db: Db, at: string) =>
  db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.user_id')
    .where('session.expires_at', '>', at)
    .where('session.revoked_at', 'is', null)
    .where('user.is_disabled', '=', 0)

/** No statement may carry more values than a database takes. */
const hashesAtOnce = 1000

/** Those of these sessions that still hold. */
export async function openAmong(db: Db, tokenHashes: readonly string[], now: Date): Promise<Set<string>> {
  const open = new Set<string>()
  for (let first = 0; first < tokenHashes.length; first += hashesAtOnce) {
    const some = tokenHashes.slice(first, first + hashesAtOnce)
    const rows = await openSessions(db, now.toISOString())
      .select('token_hash')
      .where('token_hash', 'in', some)
      .execute()
    for (const { token_hash } of rows) open.add(token_hash)
  }
  return open
}

export async function revokeSession(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ revoked_at: now.toISOString() })
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends everything an agent has open, wherever it is. @returns the hashes of the tokens that were good until now */
export async function revokeSessionsOf(db: Db, userId: string, now: Date): Promise<string[]> {
  const ended = await db
    .updateTable('session')
    .set({ revoked_at: now.toISOString() })
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .returning('token_hash')
    .execute()
  return ended.map(({ token_hash }) => token_hash)
}
