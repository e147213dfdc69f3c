import type { Selectable, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db } from '../../database/open.ts'
import type { Database } from '../../database/tables.ts'
import { transact } from '../../database/transact.ts'
import type { AnnouncementTable } from '../tables.ts'
import { queueForTeam } from '../team/queue.ts'
import type { TeamRecipient } from '../team/recipients.ts'
import type { IncidentNews } from './news.ts'
import { type Announced, listRecipients, type Recipient, type Source, sourcesOf } from './recipients.ts'

type Trx = Transaction<Database>
type Announcement = Selectable<AnnouncementTable>

/** So many recipients in one transaction: what a process holds of a hundred thousand, and how long others wait for it. */
const batchSize = 500

interface FanOut {
  team: readonly TeamRecipient[]
  now: Date
}

/** Queues the recipients of all the news that are due. Several processes may: one at a time tells an incident's. */
export async function fanOutDue(db: Db, by: FanOut, isStopped = () => false): Promise<void> {
  while (!isStopped() && (await transact(db, (trx) => fanOutNext(trx, by))));
}

/**
 * Queues the next recipients of the news that is due first. What has been queued and how far it came are kept together: a
 * process that dies is followed by another, from there.
 * @returns false when nothing is due
 */
async function fanOutNext(trx: Trx, { team, now }: FanOut): Promise<boolean> {
  const due = await trx
    .selectFrom('announcement')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now.toISOString())
    // One incident's news in their order: the later ones depend on who has heard the former.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('announcement as former')
            .select('former.id')
            .whereRef('former.incident_id', '=', 'announcement.incident_id')
            .whereRef('former.id', '<', 'announcement.id')
            .where('former.state', '=', 'waiting')
            .whereRef('former.due_at', '<=', 'announcement.due_at'),
        ),
      ),
    )
    .orderBy('due_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!due) return false
  const of = announcedBy(due)
  const stages = stagesOf(of)
  const stage = stages[due.stage]
  const last = stage ? await runStage(trx, due, of, stage, { team, now }) : null
  const isDone = last === null && due.stage + 1 >= stages.length
  await trx
    .updateTable('announcement')
    .set({
      begun_at: due.begun_at ?? now.toISOString(),
      ...(last === null ? { stage: due.stage + 1, told_up_to: '' } : { told_up_to: last }),
      ...(isDone && { state: 'done' as const }),
    })
    .where('id', '=', due.id)
    .execute()
  return true
}

type Stage = 'team' | 'replaced' | Source

/** The team first, of what is not their own doing; then what has not left of former news makes room for this one. */
export const stagesOf = (of: Announced): readonly Stage[] => [
  ...(of.isMaintenance || of.event === 'updated' || of.event === 'resolved' ? [] : (['team'] as const)),
  'replaced',
  ...sourcesOf(of),
]

/** @returns how far it came; null when the stage is over */
async function runStage(
  trx: Trx,
  announcement: Announcement,
  of: Announced,
  stage: Stage,
  { team, now }: FanOut,
): Promise<string | null> {
  switch (stage) {
    case 'team':
      await queueForTeam(
        trx,
        {
          ...{ kind: 'team-alert', key: announcement.id, subject_id: announcement.incident_id, data: '{}' },
          ...{ announcement_id: announcement.id, trace_id: announcement.trace_id },
        },
        team,
        now,
      )
      return null
    case 'replaced':
      return (await dropFormer(trx, of, now)) < batchSize ? null : ''
    default: {
      const recipients = await listRecipients(trx, of, stage, announcement.told_up_to, batchSize)
      await queueRecipients(trx, announcement, recipients, now)
      return recipients.length < batchSize ? null : (recipients.at(-1)?.email ?? null)
    }
  }
}

/** What an announcement's recipients are looked for by. */
export function announcedBy({ id, incident_id, event, version, data }: Announcement): Announced {
  const { services, isMajor, kind }: IncidentNews = JSON.parse(data)
  return {
    ...{ id, incidentId: incident_id, event, version, isMajor, isMaintenance: kind === 'maintenance' },
    serviceIds: services.map((of) => of.id),
  }
}

async function dropFormer(trx: Trx, { id, incidentId }: Announced, now: Date): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('notification')
    .set({
      ...{ state: 'dropped', data: '{}', ended_at: now.toISOString() },
      last_error: 'Remplacé par des nouvelles plus récentes.',
    })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('notification')
        .select('id')
        .where('subject_id', '=', incidentId)
        .where('audience', '!=', 'team')
        .where('announcement_id', '!=', id)
        .where('state', '=', 'waiting')
        .limit(batchSize),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Whoever knows nothing of an incident that goes on hears of it whole. */
function kindFor({ event }: Announcement, { isTold }: Recipient) {
  if (event === 'resolved') return 'incident-resolved'
  return isTold ? 'incident-updated' : 'incident-started'
}

/** Promises an announcement to some of its recipients; nobody twice. */
export async function queueRecipients(
  trx: Trx,
  announcement: Announcement,
  recipients: readonly Recipient[],
  now: Date,
): Promise<void> {
  if (recipients.length === 0) return
  const at = now.toISOString()
  await trx
    .insertInto('notification')
    .values(
      recipients.map((recipient) => ({
        ...ofAnnouncement(announcement, at),
        ...{ id: uuid(), dedupe_key: `${announcement.id}/email/${recipient.email}` },
        ...{ kind: kindFor(announcement, recipient), recipient: recipient.email, audience: recipient.audience },
        ...{ data: JSON.stringify({ firstName: recipient.firstName }), priority: 1 as const },
      })),
    )
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .execute()
}

const ofAnnouncement = ({ id, incident_id, trace_id }: Announcement, at: string) => ({
  ...{ subject_id: incident_id, announcement_id: id, trace_id, state: 'waiting' as const, attempts: 0 },
  ...{ created_at: at, next_attempt_at: at, resent_at: null, expires_at: null, ended_at: null, last_error: null },
})
