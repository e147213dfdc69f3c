import type { Transaction } from 'kysely'
import type { Limit } from '../attempts/attempts.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { enqueue } from '../notifications/outbox.ts'
import { closeLinks, makeLink, readLink } from './account-link.ts'

const validForSeconds = 72 * 3600
/** Whoever asks for them: the client, or an agent for them. */
export const validationsPerAccount: Limit = { scope: 'email-validation', max: 3, windowSeconds: 3600 }

/** Makes the link that validates the account's address, and promises the email that carries it. */
export async function issueEmailValidation(
  trx: Transaction<Database>,
  account: { id: string; first_name: string; email: string },
  now: Date,
): Promise<void> {
  const link = await makeLink(trx, 'email-validation', account, validForSeconds, now)
  await enqueue(
    trx,
    {
      kind: 'email-validation',
      to: account.email,
      data: { firstName: account.first_name, linkId: link.id, expiresAt: link.expires_at },
    },
    now,
  )
}

/** Validates the address that a link was sent to. @returns false when the link does not hold any more */
export async function validateEmail(db: Db, secret: Buffer, token: string, now: Date): Promise<boolean> {
  return transact(db, async (trx) => {
    const link = await readLink(trx, secret, 'email-validation', token, now)
    if (!link || !(await closeLinks(trx, link, now))) return false
    await trx.updateTable('account').set({ email_validated: 1 }).where('id', '=', link.account_id).execute()
    return true
  })
}
