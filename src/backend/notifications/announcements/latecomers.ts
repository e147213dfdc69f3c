import type { Transaction } from 'kysely'
import type { Incident } from '#shared/domain/incident.ts'
import type { Database } from '../../database/tables.ts'
import { announce } from './announce.ts'
import { announcedBy, queueRecipients } from './fan-out.ts'
import { listRecipients } from './recipients.ts'

const atOnce = 200

/**
 * Promises the end of an incident that is over to those who have been attached to it since: a report or a subscription
 * that a workplace delivered late.
 */
export async function announceLate(trx: Transaction<Database>, of: Incident, now: Date): Promise<void> {
  const end = await trx
    .selectFrom('announcement')
    .selectAll()
    .where('incident_id', '=', of.id)
    .where('event', '=', 'resolved')
    .where('state', '!=', 'dropped')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!end) return announce(trx, of, 'resolved', now)
  // Where it has not begun to be told, they are found with the others.
  if (end.begun_at === null) return
  for (let after = ''; ; ) {
    const recipients = await listRecipients(trx, announcedBy(end), 'attached', after, atOnce)
    await queueRecipients(trx, end, recipients, now)
    const last = recipients.at(-1)
    if (!last || recipients.length < atOnce) return
    after = last.email
  }
}
