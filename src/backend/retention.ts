import { isOfNoTicket } from './attachments/repository.ts'
import { secondsAfter } from './clock.ts'
import { forgetComparisons } from './comparisons/comparisons.ts'
import type { Db } from './database/open.ts'
import { keptForDays } from './idempotency/once.ts'

const day = 24 * 3600
/** Calls come every day: what was compared is then compared anew. */
const comparisonSeconds = 30 * day
/** Longer than any limit's window. */
const attemptSeconds = day
/** A screenshot sent ahead of a ticket that never followed. */
const orphanSeconds = 60 * day
/** Two years of a service's history can be compared, month by month. */
const historySeconds = 25 * 31 * day

/** Deletes what has no more use: ended sessions, old tries and keys, dead codes, screenshots of no ticket, old history. */
export async function forgetExpired(db: Db, now: Date): Promise<void> {
  const before = (seconds: number) => secondsAfter(now, -seconds)
  await db.deleteFrom('session').where('expires_at', '<', now.toISOString()).execute()
  await db.deleteFrom('client_session').where('expires_at', '<', now.toISOString()).execute()
  await db.deleteFrom('attempt').where('at', '<', before(attemptSeconds)).execute()
  await db
    .deleteFrom('idempotency')
    .where('created_at', '<', before(keptForDays * day))
    .execute()
  await forgetComparisons(db, before(comparisonSeconds))
  await db.deleteFrom('call_sign').where('at', '<', before(day)).execute()
  await db.deleteFrom('identity_code').where('expires_at', '<', before(day)).execute()
  await db.deleteFrom('service_period').where('to_at', '<', before(historySeconds)).execute()
  await db.deleteFrom('attachment').where('created_at', '<', before(orphanSeconds)).where(isOfNoTicket).execute()
}
