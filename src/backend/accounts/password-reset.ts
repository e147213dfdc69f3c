import type { Transaction } from 'kysely'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { enqueue } from '../notifications/outbox.ts'
import { closeClientSessions } from '../portal/client-session.ts'
import { hashPassword } from '../sessions/password.ts'
import { closeLinks, makeLink, readLink } from './account-link.ts'

const validForSeconds = 3600

/** Makes the link that lets the client choose a new password, and promises the email that carries it. */
export async function issuePasswordReset(
  trx: Transaction<Database>,
  account: { id: string; first_name: string; email: string },
  now: Date,
): Promise<void> {
  const link = await makeLink(trx, 'password-reset', account, validForSeconds, now)
  await enqueue(
    trx,
    {
      kind: 'password-reset',
      to: account.email,
      data: { firstName: account.first_name, linkId: link.id, expiresAt: link.expires_at },
    },
    now,
  )
}

/**
 * Sets the password that the client chose, once for a link, and ends their sessions everywhere. An account locked by
 * failed attempts is unlocked: whoever reads the address has proven who they are. A suspension stays.
 * @returns false when the link does not hold any more
 */
export async function setPassword(
  db: Db,
  secret: Buffer,
  token: string,
  password: string,
  now: Date,
): Promise<boolean> {
  const hash = await hashPassword(password)
  return transact(db, async (trx) => {
    const link = await readLink(trx, secret, 'password-reset', token, now)
    if (!link || !(await closeLinks(trx, link, now))) return false
    await trx
      .updateTable('account')
      .set((account) => ({
        password_hash: hash,
        password_changed_at: now.toISOString(),
        // The link came by this address.
        email_validated: 1,
        failed_sign_ins: 0,
        state: account
          .case()
          .when('state', '=', 'locked')
          .then('active' as const)
          .else(account.ref('state'))
          .end(),
      }))
      .where('id', '=', link.account_id)
      .execute()
    await closeClientSessions(trx, link.account_id)
    return true
  })
}
