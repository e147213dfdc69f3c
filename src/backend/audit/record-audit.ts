import type { Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'

/** Who did what to which account, agent or ticket, on which call, and how it ended. Never a code, an address or a number. */
export interface AuditEntry {
  userId: string
  action:
    | 'identity-code-sent'
    | 'identity-code-checked'
    | 'callback-attested'
    | 'account-unlocked'
    | 'password-reset-sent'
    | 'email-validation-sent'
    | 'user-created'
    | 'user-changed'
    | 'user-password-set'
    | 'user-sessions-ended'
    | 'own-password-set'
    | 'client-counted'
    | 'client-exported'
    | 'client-erased'
    | 'call-read'
    | 'call-offered'
    | 'call-taken'
    | 'call-returned'
    | 'call-reviewed'
    | 'calls-exported'
    | 'review-grid-changed'
    | 'ticket-attached'
    | 'ticket-detached'
    | 'ticket-merged'
    | 'ticket-separated'
    | 'ticket-taken'
    | 'ticket-released'
    | 'ticket-answered'
    | 'notifications-resent'
  accountId?: string
  callId?: string
  /** The agent it was done to. */
  aboutUserId?: string
  ticketId?: string
  /** The incident that the ticket is attached to, or was; that the notifications told of. */
  incidentId?: string | null
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
      account_id: entry.accountId ?? null,
      call_id: entry.callId ?? null,
      about_user_id: entry.aboutUserId ?? null,
      ticket_id: entry.ticketId ?? null,
      incident_id: entry.incidentId ?? null,
      outcome: entry.outcome,
    })
    .execute()
}
