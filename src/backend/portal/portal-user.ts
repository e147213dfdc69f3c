import type { Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'

/** Who signs what comes from the portal, where a ticket names its author: a user that nobody is, and cannot sign in. */
export const portalUserId = '01978d2e-5f00-7000-8000-706f72746169'

/** Makes the portal's user when it first has something to sign. */
export async function ensurePortalUser(trx: Transaction<Database>, now: Date): Promise<void> {
  await trx
    .insertInto('user')
    .values({
      id: portalUserId,
      email: 'portail@numi.invalid',
      display_name: 'Portail client',
      role: 'hotliner',
      password_hash: 'none',
      is_disabled: 1,
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
