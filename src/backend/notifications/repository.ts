import type { ExpressionBuilder, Kysely, Nullable } from 'kysely'
import type { OperationOutput } from '#shared/contracts/api.ts'
import type { NotificationChannel, NotificationRecord, NotificationState } from '#shared/domain/notification.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

interface Asked {
  incidentId?: string | undefined
  channel?: NotificationChannel | undefined
  state?: NotificationState | undefined
  limit: number
  after?: string | undefined
}

/** Newest first. */
export async function listNotifications(db: Db, asked: Asked, now: Date): Promise<NotificationRecord[]> {
  let page = selectRecords(db, now).orderBy('notification.id', 'desc').limit(asked.limit)
  if (asked.incidentId !== undefined)
    page = page.where('subject_id', '=', asked.incidentId).where('announcement_id', 'is not', null)
  if (asked.channel !== undefined) page = page.where('channel', '=', asked.channel)
  if (asked.state !== undefined) page = page.where('notification.state', '=', asked.state)
  if (asked.after !== undefined) page = page.where('notification.id', '<', asked.after)
  return (await page.execute()).map(toRecord)
}

export async function findNotification(db: Db, id: string, now: Date): Promise<NotificationRecord | undefined> {
  const row = await selectRecords(db, now).where('notification.id', '=', id).executeTakeFirst()
  return row && toRecord(row)
}

/** How many are in each state, by channel. @param incidentId of an incident's news alone; without it, of everything */
export async function countNotifications(
  db: Db,
  incidentId: string | undefined,
): Promise<OperationOutput<'listNotifications'>['counts']> {
  const counted = db
    .selectFrom('notification')
    .select(({ fn }) => ['channel', 'state', fn.countAll<number>().as('count')])
    .groupBy(['channel', 'state'])
    .orderBy('channel')
    .orderBy('state')
  return (
    incidentId === undefined
      ? counted
      : counted.where('subject_id', '=', incidentId).where('announcement_id', 'is not', null)
  ).execute()
}

/**
 * Has what failed sent again, by whoever comes first, if it is still worth it.
 * @returns how many
 */
export async function sendAgain(
  db: Db,
  { id, incidentId, channel }: { id?: string; incidentId?: string | null; channel?: NotificationChannel },
  now: Date,
): Promise<number> {
  const at = now.toISOString()
  let failed = selectRecords(db, now).clearSelect().select('notification.id').where(isWorthSending(now))
  if (id !== undefined) failed = failed.where('notification.id', '=', id)
  if (channel !== undefined) failed = failed.where('channel', '=', channel)
  if (incidentId) failed = failed.where('subject_id', '=', incidentId).where('announcement_id', 'is not', null)
  const { numUpdatedRows } = await db
    .updateTable('notification')
    .set({ state: 'waiting', attempts: 0, resent_at: at, next_attempt_at: at, ended_at: null })
    .where('id', 'in', failed)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

const selectRecords = (db: Db, now: Date) =>
  db
    .selectFrom('notification')
    .leftJoin('announcement', 'announcement.id', 'notification.announcement_id')
    .select(['notification.id', 'channel', 'kind', 'recipient', 'notification.state', 'attempts', 'last_error'])
    .select(['created_at', 'next_attempt_at', 'ended_at', 'audience', 'incident_id', 'event'])
    .select((eb) => isWorthSending(now)(eb).as('is_worth_sending'))

type Joined = Database & { announcement: Nullable<Database['announcement']> }

/** Not so: a code that has expired, words that are kept no more, news that others have followed. */
const isWorthSending = (now: Date) => (eb: ExpressionBuilder<Joined, 'notification' | 'announcement'>) =>
  eb.and([
    eb('notification.state', '=', 'failed'),
    eb('recipient', '!=', ''),
    eb.or([eb('notification.data', '!=', '{}'), eb('audience', '=', 'team')]),
    eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now.toISOString())]),
    eb.not(
      eb.exists(
        eb
          .selectFrom('announcement as later')
          .select('later.id')
          .whereRef('later.incident_id', '=', 'announcement.incident_id')
          .whereRef('later.version', '>', 'announcement.version')
          .where('later.begun_at', 'is not', null),
      ),
    ),
  ])

type RecordRow = Awaited<ReturnType<ReturnType<typeof selectRecords>['executeTakeFirstOrThrow']>>

const toRecord = (row: RecordRow): NotificationRecord => ({
  ...{ id: row.id, channel: row.channel, kind: row.kind, incidentId: row.incident_id, event: row.event },
  ...{ audience: row.audience, recipient: row.recipient, state: row.state, attempts: row.attempts },
  ...{ lastError: row.last_error, createdAt: row.created_at, endedAt: row.ended_at },
  nextAttemptAt: row.state === 'waiting' ? row.next_attempt_at : null,
  canBeSentAgain: Boolean(row.is_worth_sending),
})
