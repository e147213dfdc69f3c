import type { Transaction } from 'kysely'
import type { OperationInput } from '#shared/contracts/api.ts'
import type { Incident } from '#shared/domain/incident.ts'
import type { IncidentPreview } from '#shared/domain/notification.ts'
import type { Backend } from '../backend.ts'
import { alertsOf } from '../banner/alerts.ts'
import type { Caller } from '../contract/operation.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { readPlatformStatus } from '../events/platform.ts'
import { authorOf } from '../incidents/change-incident.ts'
import { declareIncident, reopenIncident, resolveIncident, updateIncident } from '../incidents/incidents.ts'
import { readCircumstances } from '../post-office.ts'
import { attachProposed } from '../proposals/proposals.ts'
import { listServices } from '../services/repository.ts'
import { incidentFacts } from '../status-page/incident-facts.tsx'
import { publish } from '../status-page/publication.tsx'
import { overall, readReport } from '../status-page/report.ts'
import { announcedBy, stagesOf } from './announcements/fan-out.ts'
import { countRecipients, type RecipientCount } from './announcements/recipients.ts'
import { asSlack } from './channels/slack.ts'
import { asSms } from './channels/sms.ts'
import type { Circumstances } from './emails/circumstances.ts'
import { writeEmail } from './emails/write-email.tsx'
import { type Notification, notification } from './notification.ts'
import { alertOf } from './team/alert.ts'
import { teamRecipients } from './team/recipients.ts'

type Trx = Transaction<Database>
type Change = OperationInput<'previewIncidentChange'>['body']

/** Undoes a change that was made only to be looked at. */
class Looked extends Error {
  readonly preview: IncidentPreview
  constructor(preview: IncidentPreview) {
    super('Nothing of this is kept.')
    this.preview = preview
  }
}

/**
 * Makes a change as it would be, reads what is then said everywhere and to how many, and undoes it: what is shown is what
 * would be, not a likeness of it.
 * @throws ProblemError as the change itself would
 */
export async function previewChange(
  backend: Pick<Backend, 'config'>,
  db: Db,
  change: Change,
  by: Pick<Caller, 'user'>,
  now: Date,
): Promise<IncidentPreview> {
  try {
    return await transact(db, async (trx) => {
      throw new Looked(await lookAround(backend, trx, await make(trx, change, by, now), now))
    })
  } catch (error) {
    if (error instanceof Looked) return error.preview
    throw error
  }
}

async function make(trx: Trx, of: Change, { user }: Pick<Caller, 'user'>, now: Date): Promise<Incident> {
  const by = authorOf({ user })
  switch (of.change) {
    case 'declare': {
      const { proposal, ...declared } = of.of
      const incident = await declareIncident(trx, declared, by, now)
      if (proposal) await attachProposed(trx, incident.id, proposal, user, now)
      return incident
    }
    case 'update':
      return updateIncident(trx, of.incidentId, of.of, by, now)
    case 'resolve':
      return resolveIncident(trx, of.incidentId, of.of, by, now)
    case 'reopen':
      return reopenIncident(trx, of.incidentId, of.of, by, now)
  }
}

async function lookAround(
  { config }: Pick<Backend, 'config'>,
  trx: Trx,
  incident: Incident,
  now: Date,
): Promise<IncidentPreview> {
  const platform = await readPlatformStatus(trx, now)
  const publication = publish({ db: trx, config }, now, 'served')
  const [banner] = alertsOf(await publication.openIncidents(), now.toISOString())
  const circumstances = await readCircumstances({ config }, trx, now)
  const announced = await trx
    .selectFrom('announcement')
    .selectAll()
    .where('incident_id', '=', incident.id)
    .where('version', '=', incident.version)
    .where('state', '=', 'waiting')
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  const emails: IncidentPreview['emails'] = []
  let team: IncidentPreview['team'] = []
  for (const announcement of announced) {
    const of = announcedBy(announcement)
    const told = { ...JSON.parse(announcement.data), incidentId: incident.id, event: announcement.event }
    emails.push(
      ...groupsOf(of.event, await countRecipients(trx, of)).map(({ kind, recipients, audience }) => {
        const { subject, html, text } = write(kind, { ...told, firstName: null, audience }, circumstances)
        return { event: of.event, kind, leavesAt: announcement.due_at, subject, html, text, recipients }
      }),
    )
    if (stagesOf(of).includes('team')) team = teamPreview(config, told, circumstances)
  }
  return {
    incident,
    platform,
    statusPage: await pagePreview(trx, incident, now),
    banner: banner ? { title: banner.title, text: banner.lines.join('\n') } : null,
    emails,
    team,
  }
}

/** What the status page says as a whole, and of the incident. */
async function pagePreview(trx: Trx, { id }: Incident, now: Date): Promise<IncidentPreview['statusPage']> {
  const report = await readReport(trx, now)
  const shown = [...report.incidents, ...report.maintenances].find((of) => of.id === id)
  const names = new Map((await listServices(trx, now)).map((service) => [service.id, service.name]))
  return {
    overall: overall(report),
    incident: shown
      ? {
          title: shown.nature,
          facts: incidentFacts(shown, names, now.toISOString()).map(([word, value]) => [
            word,
            typeof value === 'string' ? value : value.join('\n'),
          ]),
          note: shown.notes[0]?.text ?? null,
        }
      : null,
  }
}

type ClientKind = 'incident-started' | 'incident-updated' | 'incident-resolved'
type Recipients = IncidentPreview['emails'][number]['recipients']

/** The emails of one piece of news: one to whoever knows of the incident already, another to whoever does not. */
function groupsOf(event: IncidentPreview['emails'][number]['event'], counts: readonly RecipientCount[]) {
  const kindOf = (isTold: boolean): ClientKind =>
    event === 'resolved' ? 'incident-resolved' : isTold ? 'incident-updated' : 'incident-started'
  const groups = new Map<ClientKind, Recipients>()
  for (const { audience, isTold, count } of counts) {
    const recipients = groups.get(kindOf(isTold)) ?? { attached: 0, subscriber: 0, client: 0 }
    recipients[audience] += count
    groups.set(kindOf(isTold), recipients)
  }
  // To nobody, it is shown all the same.
  if (groups.size === 0) groups.set(kindOf(event === 'updated'), { attached: 0, subscriber: 0, client: 0 })
  return [...groups].map(([kind, recipients]) => ({ kind, recipients, audience: mostOf(recipients) }))
}

const mostOf = ({ attached, subscriber, client }: Recipients) =>
  client > subscriber && client > attached ? 'client' : subscriber > attached ? 'subscriber' : 'attached'

/** No recipient's, nor any notification's. */
const nobody = { to: 'personne@numi.support', id: '00000000-0000-0000-0000-000000000000' }

const write = (kind: Notification['kind'], data: object, circumstances: Circumstances) =>
  writeEmail({ id: nobody.id, notification: notification.parse({ kind, to: nobody.to, data }) }, circumstances)

function teamPreview({ team }: Backend['config'], data: object, circumstances: Circumstances): IncidentPreview['team'] {
  const told = notification.parse({ kind: 'team-alert', to: nobody.to, data })
  const alert = alertOf(told)
  const texts = {
    slack: () => ({ subject: null, text: asSlack(alert) }),
    sms: () => ({ subject: null, text: asSms(alert.short) }),
    email: () => {
      const { subject, text } = write('team-alert', data, circumstances)
      return { subject, text }
    },
  }
  const channels = Map.groupBy(teamRecipients(team), ({ channel }) => channel)
  return [...channels].map(([channel, of]) => ({ channel, recipients: of.length, ...texts[channel]() }))
}
