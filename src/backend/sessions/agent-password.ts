import type { Transaction } from 'kysely'
import type { User } from '#shared/domain/user.ts'
import { passwordFault } from '../accounts/password-rules.ts'
import { clearAttempts, countAttempt, type Limit } from '../attempts/attempts.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { isPassword } from './password.ts'
import { revokeSessionsOf } from './repository.ts'

/** Whoever finds a workplace open does not find the password by trying. */
const ownTries: Limit = { scope: 'own-password', max: 5, windowSeconds: 15 * 60 }

/** @throws ProblemError `invalid-input` when it would be easily guessed */
export function checkAgentPassword(
  password: string,
  { displayName, email }: Pick<User, 'displayName' | 'email'>,
): void {
  const [firstName = ''] = displayName.split(' ')
  const fault = passwordFault(password, { first_name: firstName, last_name: '', email })
  if (fault !== null) throw invalidField('password', fault)
}

/**
 * Recognises somebody who is signed in by their password. @returns the hash that it was recognised by
 * @throws ProblemError `invalid-input`, `too-many-attempts`
 */
export async function checkOwnPassword(db: Db, userId: string, current: string, now: Date): Promise<string> {
  const wait = await transact(db, (trx) => countAttempt(trx, ownTries, userId, now))
  if (wait !== null) throw new ProblemError('too-many-attempts', { retryAfterSeconds: wait })
  const row = await db.selectFrom('user').select('password_hash').where('id', '=', userId).executeTakeFirst()
  const isOwn = await isPassword(current, row?.password_hash ?? null)
  if (!row || !isOwn) throw notOwn()
  await clearAttempts(db, ownTries, userId)
  return row.password_hash
}

/** Not theirs, or theirs no longer. */
export const notOwn = (): ProblemError => invalidField('current', 'Ce n’est pas votre mot de passe actuel.')

/**
 * Whether an agent still is who they were recognised as: reading a password takes a while, in which somebody may have
 * given them another or disabled them. They stay so until the transaction ends.
 */
export async function isStillPassword(
  trx: Transaction<Database>,
  userId: string,
  passwordHash: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('user')
    .select('id')
    .where('id', '=', userId)
    .where('password_hash', '=', passwordHash)
    .where('is_disabled', '=', 0)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Gives an agent another password: what was opened with the old one ends. @returns the hashes of those tokens */
export async function setAgentPassword(
  trx: Transaction<Database>,
  userId: string,
  passwordHash: string,
  now: Date,
): Promise<string[]> {
  await trx.updateTable('user').set({ password_hash: passwordHash }).where('id', '=', userId).execute()
  return revokeSessionsOf(trx, userId, now)
}
