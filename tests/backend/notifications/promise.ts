import { v5 as uuidOf } from 'uuid'
import type { Db } from '#backend/database/open.ts'
import { fanOutDue, queueRecipients } from '#backend/notifications/announcements/fan-out.ts'
import { type Notification, type NotificationOf, personalNotification } from '#backend/notifications/notification.ts'
import { enqueue } from '#backend/notifications/outbox.ts'
import { queueForTeam } from '#backend/notifications/team/queue.ts'
import { teamRecipients } from '#backend/notifications/team/recipients.ts'
import type { TestBackend } from '../open-backend.ts'

type News = NotificationOf<'incident-started' | 'incident-updated' | 'incident-resolved' | 'team-alert'>

const namespace = '1f0e6f6e-8f0a-4a8e-9d57-3c0b8d4b9a11'

/** Promises a notification as the product does: its recipient's own, or news that are told to them among others. */
export async function promise(db: Db, of: Notification, now: Date): Promise<void> {
  const personal = personalNotification.safeParse(of)
  if (personal.success) await db.transaction().execute((trx) => enqueue(trx, personal.data, now))
  else if (of.kind === 'report-alert' || of.kind === 'proposal-alert') {
    const about = { kind: of.kind, key: of.kind, subject_id: of.kind, announcement_id: null, trace_id: null }
    const data = JSON.stringify(of.data)
    await queueForTeam(db, { ...about, data }, [{ channel: 'email', recipient: of.to }], now)
  } else await announceTo(db, of as News, now)
}

async function announceTo(db: Db, { to, kind, data: { incidentId, event, ...data } }: News, now: Date): Promise<void> {
  const at = now.toISOString()
  const announcement = {
    ...{ id: uuidOf(`${incidentId}/${event}`, namespace), incident_id: incidentId, event, from_version: 0, version: 1 },
    ...{ at, due_at: at, data: JSON.stringify(data), state: 'done' as const, begun_at: at, stage: 0, told_up_to: '' },
    trace_id: null,
  }
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('incident')
      .values({
        ...{ id: incidentId, kind: 'incident', nature: 'n', impact: 'i', started_at: at, state: 'investigating' },
        ...{ number: null, affected_percent: null, estimated_end_at: null, cause: null, team: null, resolved_at: null },
        ...{ resolution: null, created_at: at, updated_at: at, version: 1 },
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    await trx
      .insertInto('announcement')
      .values(announcement)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    const audience = 'audience' in data ? data.audience : 'client'
    const firstName = 'firstName' in data ? data.firstName : null
    const isTold = kind === 'incident-updated'
    await queueRecipients(trx, announcement, [{ email: to.toLowerCase(), firstName, audience, isTold }], now)
    if (kind === 'team-alert')
      await trx.updateTable('notification').set({ kind, audience: 'team' }).where('recipient', '=', to).execute()
  })
}

/** Finds whom all that was announced is for, as the backend does when it listens. */
export const tellAll = ({ db, clock, config }: Pick<TestBackend, 'db' | 'clock' | 'config'>): Promise<void> =>
  fanOutDue(db, { team: teamRecipients(config.team), now: clock.now() })
