import type { Kysely } from 'kysely'
import { secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'

const day = 24 * 3600
const linkSeconds = 30 * day
/** The demonstration's letters show codes and links, as any letter box does. */
const letterSeconds = 7 * day

/** Deletes the links and letters that have been kept long enough. */
export async function forgetLinks(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('account_link').where('expires_at', '<', secondsAfter(now, -linkSeconds)).execute()
  await db.deleteFrom('letter').where('received_at', '<', secondsAfter(now, -letterSeconds)).execute()
}
