import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import { secondsAfter } from '../clock.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

/** What a proof of identity is bound to: another account, call or agent cannot use it. */
export interface Bond {
  accountId: string
  callId: string
  agentId: string
}

const evidenceSeconds = 15 * 60

/** Keeps that the caller is the account's owner, for one act of this agent on this call. */
export async function addEvidence(db: Db, bond: Bond, method: 'code' | 'callback', now: Date) {
  const evidence = { evidenceId: uuid(), expiresAt: secondsAfter(now, evidenceSeconds) }
  await db
    .insertInto('identity_evidence')
    .values({
      id: evidence.evidenceId,
      account_id: bond.accountId,
      call_id: bond.callId,
      agent_id: bond.agentId,
      method,
      created_at: now.toISOString(),
      expires_at: evidence.expiresAt,
      used_at: null,
    })
    .execute()
  return evidence
}

/** Whether an evidence is there to use, for just this account, call and agent. */
export async function isUsable(db: Db, evidenceId: string, bond: Bond, now: Date): Promise<boolean> {
  const found = await db
    .selectFrom('identity_evidence')
    .select('id')
    .where('id', '=', evidenceId)
    .where('account_id', '=', bond.accountId)
    .where('call_id', '=', bond.callId)
    .where('agent_id', '=', bond.agentId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return found !== undefined
}

/** Uses an evidence up. @throws when another act has used it meanwhile */
export async function spendEvidence(db: Db, evidenceId: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('identity_evidence')
    .set({ used_at: now.toISOString() })
    .where('id', '=', evidenceId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new ProblemError('identity-required')
}

/** Whether this agent has verified the identity on this call: then the card is shown in full, used up or not. */
export async function isVerified(db: Db, bond: Bond, now: Date): Promise<boolean> {
  const found = await db
    .selectFrom('identity_evidence')
    .select('id')
    .where('account_id', '=', bond.accountId)
    .where('call_id', '=', bond.callId)
    .where('agent_id', '=', bond.agentId)
    .where('expires_at', '>', now.toISOString())
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
