import type { Kysely, Selectable, Updateable } from 'kysely'
import type { Incident, IncidentDetails } from '#shared/domain/incident.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>
export type IncidentRow = Selectable<Database['incident']>

export async function addIncident(db: Db, row: IncidentRow): Promise<void> {
  await db.insertInto('incident').values(row).execute()
}

export const findIncident = (db: Db, id: string) =>
  db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst()

/** Changes an incident that is still open. @returns the row as it is now; undefined when it was resolved meanwhile */
export const changeOpenIncident = (db: Db, id: string, change: Updateable<Database['incident']>) =>
  db
    .updateTable('incident')
    .set(change)
    .where('id', '=', id)
    .where('state', '!=', 'resolved')
    .returningAll()
    .executeTakeFirst()

/** Oldest first. */
export async function listIncidents(db: Db, state: 'open' | 'all'): Promise<Incident[]> {
  const all = db.selectFrom('incident').selectAll().orderBy('started_at').orderBy('id')
  const rows = await (state === 'open' ? all.where('state', '!=', 'resolved') : all).execute()
  return rows.map(presentIncident)
}

export const presentIncident = (row: IncidentRow): Incident => ({
  id: row.id,
  number: row.number,
  serviceIds: JSON.parse(row.service_ids),
  nature: row.nature,
  impact: row.impact,
  affectedPercent: row.affected_percent,
  startedAt: row.started_at,
  estimatedEndAt: row.estimated_end_at,
  cause: row.cause,
  workaround: row.workaround,
  state: row.state,
  resolvedAt: row.resolved_at,
  resolution: row.resolution,
  updatedAt: row.updated_at,
})

/** The columns of what a technician wrote. */
export const detailColumns = (details: IncidentDetails) => ({
  service_ids: JSON.stringify([...new Set(details.serviceIds)]),
  nature: details.nature,
  impact: details.impact,
  affected_percent: details.affectedPercent,
  started_at: details.startedAt,
  estimated_end_at: details.estimatedEndAt,
  cause: details.cause || null,
  workaround: details.workaround || null,
})
