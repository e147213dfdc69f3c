import { alikeWords, signatureOf, signsOf } from '#shared/domain/incident-proposal.ts'
import { secondsAfter } from '../clock.ts'
import type { Db } from '../database/open.ts'
import type { NotificationOf } from '../notifications/notification.ts'
import { queueForTeam } from '../notifications/team/queue.ts'
import type { TeamRecipient } from '../notifications/team/recipients.ts'
import { listProposals, type ProposalSettings } from './proposals.ts'

/** What came in longer ago is no news any more. */
const newsSeconds = 3600
/** More than any hotline takes in an hour; the last ones count. */
const maxRead = 2000

interface Telling {
  team: readonly TeamRecipient[]
  proposals: ProposalSettings
  now: Date
}

/**
 * Tells the technical team what clients report (R14, detection), if it is configured: a report that is like none they
 * were told of in the last minutes, and alike ones once they propose an incident, again and again as long as nobody makes
 * anything of them. A text message is for what cannot wait: a critical report, and a proposal. What is attached to an
 * incident is known already. Several processes may: the same is told once.
 */
export async function tellTeam(db: Db, telling: Telling): Promise<void> {
  if (telling.team.length === 0) return
  await tellReports(db, telling)
  await tellProposals(db, telling)
}

async function tellReports(db: Db, { team, proposals: { minutes }, now }: Telling): Promise<void> {
  const newsSince = secondsAfter(now, -newsSeconds)
  const lastTold = new Map<string, string>()
  for (const { isTold, ...report } of await readReports(db, secondsAfter(new Date(newsSince), -minutes * 60))) {
    const isCritical = report.priority === 'critical'
    const signature = signatureOf(report)
    // The first critical one says more than those before it.
    const alike = signature && `${signature}/${isCritical}`
    const former = alike && lastTold.get(alike)
    const isNews =
      report.isOpen &&
      report.receivedAt > newsSince &&
      !(former && secondsAfter(new Date(former), minutes * 60) > report.receivedAt)
    if (!isTold && !isNews) continue
    if (alike) lastTold.set(alike, report.receivedAt)
    if (isTold) continue
    const { ticketId, number, kind, errorCode, priority, receivedAt } = report
    const data: NotificationOf<'report-alert'>['data'] = { ticketId, number, kind, errorCode, priority, receivedAt }
    await queueForTeam(
      db,
      { kind: 'report-alert', key: `report-alert/${ticketId}`, ...about(ticketId, data) },
      isCritical ? team : team.filter(({ channel }) => channel !== 'sms'),
      now,
    )
  }
}

/** Oldest first. */
async function readReports(db: Db, since: string) {
  const rows = await db
    .selectFrom('ticket')
    .select(['id', 'number', 'kind', 'priority', 'error_message', 'page', 'received_at'])
    .select(['state', 'incident_id', 'merged_into'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('notification')
            .select('notification.id')
            .whereRef('subject_id', '=', 'ticket.id')
            .where('notification.kind', '=', 'report-alert'),
        )
        .as('is_told'),
    )
    .where('received_at', '>', since)
    .orderBy('received_at', 'desc')
    .orderBy('number', 'desc')
    .limit(maxRead)
    .execute()
  return rows.toReversed().map(({ id, number, priority, received_at, is_told, ...of }) => ({
    ...signsOf({ kind: of.kind, errorMessage: of.error_message, page: of.page }),
    ...{ ticketId: id, number, priority, receivedAt: received_at, isTold: Boolean(is_told) },
    isOpen: of.state === 'open' && of.incident_id === null && of.merged_into === null,
  }))
}

async function tellProposals(db: Db, { team, proposals, now }: Telling): Promise<void> {
  for (const proposal of await listProposals(db, proposals, now)) {
    const { signature, firstAt, reports, callsUnderWay } = proposal
    const told = await db
      .selectFrom('notification')
      .select('id')
      .where('subject_id', '=', signature)
      .where('kind', '=', 'proposal-alert')
      .where('created_at', '>=', firstAt)
      .limit(1)
      .executeTakeFirst()
    if (told) continue
    const data: NotificationOf<'proposal-alert'>['data'] = {
      ...{ reports, callsUnderWay, firstAt, minutes: proposals.minutes, alike: alikeWords(proposal) },
    }
    const key = `proposal-alert/${signature}/${firstAt}`
    await queueForTeam(db, { kind: 'proposal-alert', key, ...about(signature, data) }, team, now)
  }
}

const about = (subject: string, data: object) => ({
  ...{ subject_id: subject, announcement_id: null, data: JSON.stringify(data), trace_id: null },
})
