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

/** Whether somebody who is signed in is who they say. @throws ProblemError `invalid-input`, `too-many-attempts` */
export async function checkOwnPassword(db: Db, userId: string, current: string, now: Date): Promise<void> {
  const wait = await transact(db, (trx) => countAttempt(trx, ownTries, userId, now))
  if (wait !== null) throw new ProblemError('too-many-attempts', { retryAfterSeconds: wait })
  const row = await db.selectFrom('user').select('password_hash').where('id', '=', userId).executeTakeFirst()
  if (!(await isPassword(current, row?.password_hash ?? null)))
    throw invalidField('current', 'Ce n’est pas votre mot de passe actuel.')
  await clearAttempts(db, ownTries, userId)
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
