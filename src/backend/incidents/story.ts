import type { Incident } from '#shared/domain/incident.ts'
import type { IncidentStoryRead, StoryEntry } from '#shared/domain/incident-story.ts'
import { incidentStages, type JournalEntry, type Milestone } from '#shared/domain/incident-timeline.ts'
import type { Db } from '../database/open.ts'
import { listVersions, milestonesOf } from './post-mortem.ts'
import { listToldNews } from './told-news.ts'

/** Everything that is known of how an incident went, now. */
export async function readStory(db: Db, incident: Incident, now: Date): Promise<IncidentStoryRead> {
  const journal = await listJournal(db, incident.id)
  const entries = [
    ...journal.map((entry) => ({ type: 'change' as const, ...entry })),
    ...(await listInternalNotes(db, incident.id)),
    ...(await listReceived(db, incident.id)),
    ...(await listTicketChanges(db, incident.id)),
    ...(await listAlerts(db, incident.id)),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const stages = incidentStages(
    {
      ...{ incident, journal, detected: detectedBy(entries) },
      told: await listToldNews(db, incident.id),
      postMortem: milestonesOf(await listVersions(db, incident.id)),
    },
    now.getTime(),
  )
  return { incident, stages, entries }
}

/** Whoever, or whatever, noticed it first. */
function detectedBy(entries: readonly StoryEntry[]): Milestone | null {
  const first = entries.find(({ type }) => type === 'alert' || type === 'ticket')
  if (!first) return null
  return { at: first.at, by: first.type === 'alert' ? first.name : 'by' in first ? first.by : null }
}

async function listJournal(db: Db, incidentId: string): Promise<JournalEntry[]> {
  const rows = await db
    .selectFrom('incident_change')
    .leftJoin('incident_note', 'incident_note.id', 'incident_change.note_id')
    .select(['version', 'incident_change.at', 'incident_change.author_name', 'kind', 'fields', 'reason', 'text'])
    .where('incident_change.incident_id', '=', incidentId)
    .orderBy('version')
    .execute()
  return rows.map(({ version, at, author_name, kind, fields, reason, text }) => ({
    ...{ version, at, by: author_name, kind, fields: JSON.parse(fields), note: text, reason },
  }))
}

async function listInternalNotes(db: Db, incidentId: string): Promise<StoryEntry[]> {
  const rows = await db
    .selectFrom('incident_note')
    .select(['at', 'author_name as by', 'text'])
    .where('incident_id', '=', incidentId)
    .where('is_public', '=', 0)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ type: 'internalNote', ...row }))
}

async function listReceived(db: Db, incidentId: string): Promise<StoryEntry[]> {
  const rows = await db
    .selectFrom('ticket')
    .leftJoin('user', 'user.id', 'ticket.author_id')
    .select(['ticket.id', 'ticket.number', 'ticket.received_at as at', 'user.display_name as by'])
    .where('incident_id', '=', incidentId)
    .execute()
  return rows.map(({ id, number, at, by }) => ({
    ...{ type: 'ticket', at, by: by ?? 'Client (portail)', action: 'received' },
    ticket: { id, number },
  }))
}

const ticketActions = {
  'ticket-attached': 'attached',
  'ticket-detached': 'detached',
  'ticket-merged': 'merged',
  'ticket-separated': 'separated',
} as const

async function listTicketChanges(db: Db, incidentId: string): Promise<StoryEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .innerJoin('ticket', 'ticket.id', 'audit.ticket_id')
    .innerJoin('user', 'user.id', 'audit.user_id')
    .select(['audit.at', 'audit.action', 'user.display_name as by', 'ticket.id', 'ticket.number'])
    .where('audit.incident_id', '=', incidentId)
    .execute()
  return rows.flatMap(({ at, action, by, id, number }) =>
    action in ticketActions
      ? [
          {
            type: 'ticket',
            at,
            by,
            action: ticketActions[action as keyof typeof ticketActions],
            ticket: { id, number },
          },
        ]
      : [],
  )
}

async function listAlerts(db: Db, incidentId: string): Promise<StoryEntry[]> {
  const rows = await db
    .selectFrom('alert')
    .innerJoin('service', 'service.id', 'alert.service_id')
    .select(['alert.name', 'summary', 'received_at', 'resolved_at', 'service.name as service'])
    .where('incident_id', '=', incidentId)
    .execute()
  return rows.flatMap(({ name, summary, received_at, resolved_at, service }) => {
    const firing = { type: 'alert', at: received_at, action: 'firing', name, service, summary } as const
    return resolved_at === null ? [firing] : [firing, { ...firing, at: resolved_at, action: 'resolved' }]
  })
}
