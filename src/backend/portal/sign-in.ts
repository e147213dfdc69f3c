import type { Transaction } from 'kysely'
import { issueEmailValidation, validationsPerAccount } from '../accounts/email-validation.ts'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { isPassword } from '../sessions/password.ts'
import { openClientSession } from './client-session.ts'

/** So many wrong passwords in a row lock an account; a hotliner, or a new password, unlocks it. */
const triesBeforeLock = 5
/** Slows down who tries many accounts from one address (a whole company may share it). */
const perVisitor: Limit = { scope: 'portal-sign-in-address', max: 40, windowSeconds: 15 * 60 }

interface Credentials {
  /** Lower case. */
  email: string
  password: string
  /** The network address that asks. */
  address: string
}

type SignIn =
  | { outcome: 'open'; token: string }
  /** Unknown address, wrong password or locked account: nobody is told which. */
  | { outcome: 'refused' }
  /** The password is right: who knows it may know the rest. */
  | { outcome: 'suspended' | 'unvalidated' }
  | { outcome: 'too-many'; retryAfterSeconds: number }

/**
 * Signs a client in. A try counts before its password is looked at, so that many at once are no more than five. From
 * then on no password is looked at any more, in the same time and with the same answer as for an unknown address.
 */
export async function signInClient(db: Db, { email, password, address }: Credentials, now: Date): Promise<SignIn> {
  const tried = await transact(db, async (trx) => {
    const wait = await countAttempt(trx, perVisitor, address, now)
    return wait === null ? { wait, account: await countTry(trx, email) } : { wait }
  })
  if (tried.wait !== null) return { outcome: 'too-many', retryAfterSeconds: tried.wait }

  const { account } = tried
  const isLookedAt = account && account.state !== 'locked' && account.failed_sign_ins <= triesBeforeLock
  const hash = isLookedAt ? account.password_hash : null
  if (!(await isPassword(password, hash)) || !account) {
    if (account) await lockWhenTooMany(db, account.id)
    return { outcome: 'refused' }
  }
  return transact(db, async (trx) => {
    // As it is now: locked or given another password meanwhile, it is refused.
    const current = await trx
      .updateTable('account')
      .set({ failed_sign_ins: 0 })
      .where('id', '=', account.id)
      .where('password_hash', '=', hash)
      .where('state', '!=', 'locked')
      .returning(['id', 'first_name', 'state', 'email_validated'])
      .executeTakeFirst()
    if (!current) return { outcome: 'refused' }
    if (current.state === 'suspended') return { outcome: 'suspended' }
    if (!current.email_validated) {
      if ((await countAttempt(trx, validationsPerAccount, current.id, now)) === null)
        await issueEmailValidation(trx, { ...current, email }, now)
      return { outcome: 'unvalidated' }
    }
    await trx.updateTable('account').set({ last_sign_in_at: now.toISOString() }).where('id', '=', current.id).execute()
    return { outcome: 'open', token: await openClientSession(trx, current.id, now) }
  })
}

const countTry = (trx: Transaction<Database>, email: string) =>
  trx
    .updateTable('account')
    .set((eb) => ({ failed_sign_ins: eb('failed_sign_ins', '+', 1) }))
    .where('email', '=', email)
    .returning(['id', 'state', 'password_hash', 'failed_sign_ins'])
    .executeTakeFirst()

async function lockWhenTooMany(db: Db, accountId: string): Promise<void> {
  await db
    .updateTable('account')
    .set({ state: 'locked' })
    .where('id', '=', accountId)
    .where('state', '=', 'active')
    .where('failed_sign_ins', '>=', triesBeforeLock)
    .execute()
}
