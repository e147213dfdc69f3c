import type { Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { maskEmail } from '#shared/domain/account.ts'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import { type AuditEntry, recordAudit } from '../audit/record-audit.ts'
import { secondsAfter } from '../clock.ts'
import { Refused } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { enqueue } from '../notifications/outbox.ts'
import { addEvidence, type Bond } from './evidence.ts'
import { isIdentityCode } from './identity-code.ts'
import type { AccountRow } from './repository.ts'

type Trx = Transaction<Database>

const codeSeconds = 10 * 60
const guessesPerCode = 5
/** New codes must not be a way to more guesses: an account has only so many of both. */
const codesPerAccount: Limit = { scope: 'identity-code', max: 5, windowSeconds: 3600 }
const guessesPerAccount: Limit = { scope: 'identity-guess', max: 10, windowSeconds: 3600 }

/** Sends a new code to the address on file; any earlier one for this account, call and agent is dead. */
export async function sendIdentityCode(trx: Trx, account: AccountRow, bond: Bond, now: Date) {
  const end = endOf(trx, 'identity-code-sent', bond, now)
  if (account.email === null) return end.refuse('not-applicable')
  const wait = await countAttempt(trx, codesPerAccount, account.id, now)
  if (wait !== null) return end.refuse('too-many-attempts', wait)

  await openCodes(trx, bond).set({ closed_at: now.toISOString() }).execute()
  const codeId = uuid()
  const expiresAt = secondsAfter(now, codeSeconds)
  await trx
    .insertInto('identity_code')
    .values({
      id: codeId,
      account_id: bond.accountId,
      call_id: bond.callId,
      agent_id: bond.agentId,
      attempts_left: guessesPerCode,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      closed_at: null,
    })
    .execute()
  await enqueue(
    trx,
    { kind: 'identity-code', to: account.email, data: { firstName: account.first_name, codeId, expiresAt } },
    now,
  )
  await end.done()
  return { sentTo: maskEmail(account.email), expiresAt }
}

/** Checks the code that the caller read out. Every guess counts, also a right one told too late. */
export async function proveByCode(trx: Trx, secret: Buffer, told: string, bond: Bond, now: Date) {
  const end = endOf(trx, 'identity-code-checked', bond, now)
  const wait = await countAttempt(trx, guessesPerAccount, bond.accountId, now)
  if (wait !== null) return end.refuse('too-many-attempts', wait)

  const code = await trx
    .selectFrom('identity_code')
    .select(['id', 'attempts_left'])
    .where('account_id', '=', bond.accountId)
    .where('call_id', '=', bond.callId)
    .where('agent_id', '=', bond.agentId)
    .where('closed_at', 'is', null)
    .where('attempts_left', '>', 0)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  if (!code) return end.refuse('code-expired')

  if (!isIdentityCode(secret, code.id, told)) {
    await trx
      .updateTable('identity_code')
      .set({ attempts_left: code.attempts_left - 1 })
      .where('id', '=', code.id)
      .execute()
    return end.refuse('code-wrong')
  }
  await openCodes(trx, bond).set({ closed_at: now.toISOString() }).execute()
  await end.done()
  return addEvidence(trx, bond, 'code', now)
}

/** Takes the agent's word that they called the number on file back. */
export async function proveByCallback(trx: Trx, account: AccountRow, bond: Bond, now: Date) {
  const end = endOf(trx, 'callback-attested', bond, now)
  if (account.phone === null) return end.refuse('not-applicable')
  await end.done()
  return addEvidence(trx, bond, 'callback', now)
}

const openCodes = (trx: Trx, bond: Bond) =>
  trx
    .updateTable('identity_code')
    .where('account_id', '=', bond.accountId)
    .where('call_id', '=', bond.callId)
    .where('agent_id', '=', bond.agentId)
    .where('closed_at', 'is', null)

/** How an audited action ends: done, or refused in a way that keeps the audit. */
export function endOf(trx: Trx, action: AuditEntry['action'], bond: Bond, now: Date) {
  const record = (outcome: AuditEntry['outcome']) =>
    recordAudit(trx, { userId: bond.agentId, action, accountId: bond.accountId, callId: bond.callId, outcome }, now)
  return {
    done: () => record('done'),
    async refuse<C extends Exclude<AuditEntry['outcome'], 'done'>>(code: C, retryAfterSeconds?: number) {
      await record(code)
      return new Refused(code, retryAfterSeconds === undefined ? {} : { retryAfterSeconds })
    },
  }
}
