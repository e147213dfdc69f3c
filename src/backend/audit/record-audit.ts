import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'

/** Who did what to which account, on which call, and how it ended. Never a code, an address or a number. */
export interface AuditEntry {
  userId: string
  action:
    | 'identity-code-sent'
    | 'identity-code-checked'
    | 'callback-attested'
    | 'account-unlocked'
    | 'password-reset-sent'
    | 'email-validation-sent'
  accountId: string
  callId: string
  /** `done`, or the code of the problem that refused it. */
  outcome: 'done' | 'code-wrong' | 'code-expired' | 'identity-required' | 'not-applicable' | 'too-many-attempts'
}

/** Writes one line of the audit, in the transaction of what it tells. */
export async function recordAudit(db: Kysely<Database>, entry: AuditEntry, now: Date): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      id: uuid(),
      at: now.toISOString(),
      user_id: entry.userId,
      action: entry.action,
      account_id: entry.accountId,
      call_id: entry.callId,
      outcome: entry.outcome,
    })
    .execute()
}
