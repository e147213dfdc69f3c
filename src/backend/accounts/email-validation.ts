import type { Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import { enqueue } from '../notifications/outbox.ts'

const validForSeconds = 72 * 3600

/**
 * Makes the link that validates the account's address and promises the email that carries it.
 * @returns when the link expires (ISO)
 */
export async function issueEmailValidation(
  trx: Transaction<Database>,
  account: { id: string; first_name: string; email: string },
  now: Date,
): Promise<{ expiresAt: string }> {
  const linkId = uuid()
  const expiresAt = secondsAfter(now, validForSeconds)
  await trx
    .insertInto('account_link')
    .values({
      id: linkId,
      purpose: 'email-validation',
      account_id: account.id,
      email: account.email,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      closed_at: null,
    })
    .execute()
  await enqueue(
    trx,
    { kind: 'email-validation', to: account.email, data: { firstName: account.first_name, linkId, expiresAt } },
    now,
  )
  return { expiresAt }
}
