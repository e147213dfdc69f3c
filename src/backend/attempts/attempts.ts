import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { secondsAfter } from '../clock.ts'
import { lock } from '../database/engine.ts'
import type { Database } from '../database/tables.ts'

/** So many tries of one kind, for one subject, in any such stretch of time. */
export interface Limit {
  scope: string
  max: number
  windowSeconds: number
}

/** An address or an account is only ever kept here as its hash. */
const hashed = (subject: string): string => createHash('sha256').update(subject).digest('hex')

/**
 * Counts a try before it is made, so that many at once cannot slip through together: until the transaction ends, nobody
 * else counts one of the same subject.
 * @returns null when it may be made, else the seconds to wait
 */
export async function countAttempt(
  trx: Transaction<Database>,
  { scope, max, windowSeconds }: Limit,
  subject: string,
  now: Date,
): Promise<number | null> {
  await lock(trx, `attempt/${scope}/${hashed(subject)}`)
  const since = secondsAfter(now, -windowSeconds)
  const recent = await trx
    .selectFrom('attempt')
    .select('at')
    .where('scope', '=', scope)
    .where('subject', '=', hashed(subject))
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .limit(max)
    .execute()
  const oldest = recent[max - 1]
  if (oldest) return Math.max(1, Math.ceil((Date.parse(oldest.at) - Date.parse(since)) / 1000))
  await trx
    .insertInto('attempt')
    .values({ scope, subject: hashed(subject), at: now.toISOString() })
    .execute()
  return null
}

/** Forgets the tries of a subject that has proven itself. */
export async function clearAttempts(trx: Kysely<Database>, { scope }: Limit, subject: string): Promise<void> {
  await trx.deleteFrom('attempt').where('scope', '=', scope).where('subject', '=', hashed(subject)).execute()
}
