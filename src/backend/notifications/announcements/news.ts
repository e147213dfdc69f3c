import type { Transaction } from 'kysely'
import { z } from 'zod'
import { type Incident, incident, incidentKind, incidentState, isMajor, publicNote } from '#shared/domain/incident.ts'
import type { Database } from '../../database/tables.ts'

type Trx = Transaction<Database>

const at = z.iso.datetime()

/** An incident as it is told: everything that its emails and its alerts are written from. */
export const incidentNews = incident
  .pick({ kind: true, number: true, nature: true, impact: true, estimatedEndAt: true, cause: true, workarounds: true })
  .extend({
    kind: incidentKind,
    isMajor: z.boolean(),
    services: z.array(z.object({ id: z.string(), name: z.string() })).min(1),
    startedAt: at,
    state: incidentState,
    resolvedAt: at.nullable(),
    resolution: z.string().nullable(),
    /** What was said of it since it was last told, oldest first. */
    notes: z.array(publicNote),
  })
export type IncidentNews = z.infer<typeof incidentNews>

/** What there is to tell of an incident as it is now. @param fromVersion what was said of the versions after it is told */
export async function readNews(trx: Trx, of: Incident, fromVersion: number): Promise<IncidentNews> {
  const named = await trx.selectFrom('service').select(['id', 'name']).execute()
  const notes = await trx
    .selectFrom('incident_change')
    .innerJoin('incident_note', 'incident_note.id', 'incident_change.note_id')
    .select(['incident_note.id', 'incident_note.at', 'text', 'state'])
    .where('incident_change.incident_id', '=', of.id)
    .where('version', '>', fromVersion)
    .where('is_public', '=', 1)
    .orderBy('version')
    .execute()
  return incidentNews.parse({
    ...of,
    isMajor: isMajor(of),
    services: of.services.map(({ id }) => ({ id, name: named.find((service) => service.id === id)?.name ?? id })),
    notes,
  })
}

/** Has a note told in its corrected words by whatever has not been sent yet. */
export async function rewordNews(trx: Trx, incidentId: string, note: { id: string; text: string }): Promise<void> {
  const announced = await trx
    .selectFrom('announcement')
    .select(['id', 'data'])
    .where('incident_id', '=', incidentId)
    .where('data', 'like', `%${note.id}%`)
    .execute()
  for (const { id, data } of announced) {
    const news: IncidentNews = JSON.parse(data)
    const notes = news.notes.map((of) => (of.id === note.id ? { ...of, text: note.text } : of))
    await trx
      .updateTable('announcement')
      .set({ data: JSON.stringify({ ...news, notes }) })
      .where('id', '=', id)
      .execute()
  }
}
