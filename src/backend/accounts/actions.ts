import type { Transaction } from 'kysely'
import { countAttempt } from '../attempts/attempts.ts'
import type { Database } from '../database/tables.ts'
import { issueEmailValidation, validationsPerAccount } from './email-validation.ts'
import { type Bond, isUsable, spendEvidence } from './evidence.ts'
import { endOf } from './identity.ts'
import { issuePasswordReset } from './password-reset.ts'
import { presentCard } from './presenter.ts'
import { type AccountRow, lastTickets, unlock } from './repository.ts'

type Trx = Transaction<Database>

/** Unlocks an account locked by failed sign-ins. A suspension is not an agent's to lift. */
export async function unlockAccount(trx: Trx, account: AccountRow, evidenceId: string, bond: Bond, now: Date) {
  const end = endOf(trx, 'account-unlocked', bond, now)
  if (!(await isUsable(trx, evidenceId, bond, now))) return end.refuse('identity-required')
  if (account.state !== 'locked') return end.refuse('not-applicable')
  await spendEvidence(trx, evidenceId, now)
  await unlock(trx, account.id)
  await end.done()
  return presentCard({ ...account, state: 'active' }, await lastTickets(trx, account.id), true)
}

/** Promises the link by which the client chooses a new password. */
export async function sendPasswordReset(trx: Trx, account: AccountRow, evidenceId: string, bond: Bond, now: Date) {
  const end = endOf(trx, 'password-reset-sent', bond, now)
  if (!(await isUsable(trx, evidenceId, bond, now))) return end.refuse('identity-required')
  const { email } = account
  if (email === null || account.state === 'suspended') return end.refuse('not-applicable')
  await spendEvidence(trx, evidenceId, now)
  await issuePasswordReset(trx, { ...account, email }, now)
  await end.done()
  return undefined
}

/** Promises the link that validates the account's address, again. */
export async function sendEmailValidation(trx: Trx, account: AccountRow, bond: Bond, now: Date) {
  const end = endOf(trx, 'email-validation-sent', bond, now)
  const { email } = account
  if (email === null || account.email_validated) return end.refuse('not-applicable')
  const wait = await countAttempt(trx, validationsPerAccount, account.id, now)
  if (wait !== null) return end.refuse('too-many-attempts', wait)
  await issueEmailValidation(trx, { ...account, email }, now)
  await end.done()
  return undefined
}
