import type { Kysely } from 'kysely'
import { secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'

const day = 24 * 3600
const linkSeconds = 30 * day
/** The demonstration's letters show codes and links, as any letter box does. */
const letterSeconds = 7 * day

/** What could not be sent can be sent again for so long; then its words are of no more use. */
const failedSeconds = 30 * day

/** Deletes the links, the letters and the words of what could not be sent that have been kept long enough. */
export async function forgetLinks(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('account_link').where('expires_at', '<', secondsAfter(now, -linkSeconds)).execute()
  await db.deleteFrom('subscription_link').where('expires_at', '<', secondsAfter(now, -linkSeconds)).execute()
  await db
    .updateTable('notification')
    .set({ data: '{}' })
    .where('state', '=', 'failed')
    .where('data', '!=', '{}')
    .where('ended_at', '<', secondsAfter(now, -failedSeconds))
    .execute()
  await db.deleteFrom('letter').where('received_at', '<', secondsAfter(now, -letterSeconds)).execute()
}
