import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import {
  type ImpactLevel,
  type Incident,
  type IncidentChange,
  type IncidentFacts,
  incidentState,
  isEnded,
} from '#shared/domain/incident.ts'
import type { LevelPeriod } from '#shared/domain/incident-levels.ts'
import type { Period } from '#shared/domain/service-period.ts'
import { millisecondsOf } from '../database/instants.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>
type IncidentRow = Selectable<Database['incident']>

export async function findIncident(db: Db, id: string): Promise<Incident | undefined> {
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst()
  return row && (await present(db, [row]))[0]
}

/** An incident that the transaction has just written. */
export async function readBack(trx: Db, id: string): Promise<Incident> {
  const found = await findIncident(trx, id)
  if (!found) throw new Error('An incident just written is not there.')
  return found
}

/** Those of a kind that started last, or will, newest first. */
export const listLatest = async (db: Db, kind: Incident['kind'], limit: number): Promise<Incident[]> =>
  present(
    db,
    await db
      .selectFrom('incident')
      .selectAll()
      .where('kind', '=', kind)
      .orderBy('started_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute(),
  )

/** Those of both kinds that were changed last, newest change first. */
export const listLatestChanged = async (db: Db, limit: number): Promise<Incident[]> =>
  present(
    db,
    await db.selectFrom('incident').selectAll().orderBy('updated_at', 'desc').orderBy('id').limit(limit).execute(),
  )

/** Those of both kinds that began from one instant (included) to another (excluded), newest first. */
export const listBegun = async (db: Db, from: string, to: string): Promise<Incident[]> =>
  present(
    db,
    await db
      .selectFrom('incident')
      .selectAll()
      .where('state', '!=', 'scheduled')
      .where('started_at', '>=', from)
      .where('started_at', '<', to)
      .orderBy('started_at', 'desc')
      .orderBy('id')
      .execute(),
  )

/** Those of both kinds that ended after an instant, the last to end first; what was called off never took place. */
export const listEndedSince = async (db: Db, since: string): Promise<Incident[]> =>
  present(
    db,
    await db
      .selectFrom('incident')
      .selectAll()
      .where('resolved_at', '>', since)
      .whereRef('resolved_at', '>=', 'started_at')
      .orderBy('resolved_at', 'desc')
      .orderBy('id')
      .execute(),
  )

/** When the first of all began; null: none ever did. */
export async function firstBegun(db: Db): Promise<string | null> {
  const { first } = await db
    .selectFrom('incident')
    .select((eb) => eb.fn.min('started_at').as('first'))
    .where('state', '!=', 'scheduled')
    .executeTakeFirstOrThrow()
  return first
}

/** For how long incidents kept services at a level, between two instants; until the second where they still do. */
export async function listImpacts(db: Db, from: Date, to: Date): Promise<Map<string, Period<ImpactLevel>[]>> {
  const rows = await db
    .selectFrom('incident_service')
    .innerJoin('incident', 'incident.id', 'incident_service.incident_id')
    .select(({ fn, ref, val }) => [
      ...(['service_id', 'level'] as const),
      millisecondsOf(db, ref('since')).as('from'),
      fn.coalesce(millisecondsOf(db, fn.coalesce('until', 'resolved_at')), val(to.getTime())).as('to'),
    ])
    .where('state', '!=', 'scheduled')
    .where('since', '<', to.toISOString())
    .where((eb) => {
      const end = eb.fn.coalesce('until', 'resolved_at')
      return eb.or([eb(end, 'is', null), eb(end, '>', from.toISOString())])
    })
    .execute()
  return Map.groupBy(rows, ({ service_id }) => service_id)
}

/** Keeps others from changing an incident until the transaction ends, and reads it. */
export async function holdIncident(trx: Db, id: string): Promise<Incident | undefined> {
  await trx.selectFrom('incident').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  return findIncident(trx, id)
}

/** Oldest first. `open`: begun and not ended; `scheduled`: maintenances to come. */
export async function listIncidents(db: Db, state: 'open' | 'scheduled'): Promise<Incident[]> {
  const ordered = db.selectFrom('incident').selectAll().orderBy('started_at').orderBy('id')
  // The states by name: their index then spares reading every incident that ever ended.
  const asked = state === 'open' ? ordered.where('state', 'in', open) : ordered.where('state', '=', state)
  return present(db, await asked.execute())
}

/** The last to start first. @param after the last of the page before */
export async function listPastIncidents(
  db: Db,
  state: 'ended' | 'all',
  { limit, after }: { limit: number; after?: Incident | undefined },
): Promise<Incident[]> {
  let page = db.selectFrom('incident').selectAll().orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (state === 'ended') page = page.where('state', 'in', ended)
  if (after) {
    const { id, startedAt } = after
    page = page.where((eb) =>
      eb.or([eb('started_at', '<', startedAt), eb.and([eb('started_at', '=', startedAt), eb('id', '<', id)])]),
    )
  }
  return present(db, await page.execute())
}

const ended = ['resolved', 'completed'] as const
const open = incidentState.options.filter((state) => state !== 'scheduled' && !isEnded({ state }))

export async function addIncident(db: Db, row: Insertable<Database['incident']>): Promise<void> {
  await db.insertInto('incident').values(row).execute()
}

/** Changes an incident as it was at `version`. @returns whether it was still at that version */
export async function changeIncidentAt(
  db: Db,
  { id, version }: Pick<Incident, 'id' | 'version'>,
  change: Updateable<Database['incident']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('incident')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The columns of an incident's own row. */
export const factColumns = (of: IncidentFacts) => ({
  number: of.number,
  nature: of.nature,
  impact: of.impact,
  affected_percent: of.affectedPercent,
  started_at: of.startedAt,
  estimated_end_at: of.estimatedEndAt,
  cause: of.cause,
  team: of.team,
  state: of.state,
  resolved_at: of.resolvedAt,
  resolution: of.resolution,
})

export type FactColumns = ReturnType<typeof factColumns>

/** In the order that `setPeriods` was given. */
export const listPeriods = (db: Db, incidentId: string): Promise<LevelPeriod[]> =>
  db
    .selectFrom('incident_service')
    .select(['service_id as serviceId', 'level', 'since', 'until'])
    .where('incident_id', '=', incidentId)
    .orderBy('position')
    .execute()

export async function setPeriods(db: Db, incidentId: string, periods: readonly LevelPeriod[]): Promise<void> {
  await db.deleteFrom('incident_service').where('incident_id', '=', incidentId).execute()
  await db
    .insertInto('incident_service')
    .values(
      periods.map(({ serviceId, level, since, until }, position) => ({
        ...{ incident_id: incidentId, service_id: serviceId, position },
        ...{ level, since, until },
      })),
    )
    .execute()
}

export async function setWorkarounds(db: Db, incidentId: string, workarounds: readonly string[]): Promise<void> {
  await db.deleteFrom('incident_workaround').where('incident_id', '=', incidentId).execute()
  if (workarounds.length > 0)
    await db
      .insertInto('incident_workaround')
      .values(workarounds.map((text, position) => ({ incident_id: incidentId, position, text })))
      .execute()
}

export async function addNote(db: Db, row: Insertable<Database['incident_note']>): Promise<void> {
  await db.insertInto('incident_note').values(row).execute()
}

export async function rewordNote(db: Db, id: string, text: string): Promise<void> {
  await db.updateTable('incident_note').set({ text }).where('id', '=', id).execute()
}

export async function addChange(db: Db, row: Insertable<Database['incident_change']>): Promise<void> {
  await db.insertInto('incident_change').values(row).execute()
}

/** Whether somebody, and not the calendar or the monitoring, has changed it at or after `since`. */
export async function hasBeenTouched(db: Db, incidentId: string, since: string): Promise<boolean> {
  const change = await db
    .selectFrom('incident_change')
    .select('version')
    .where('incident_id', '=', incidentId)
    .where('user_id', 'is not', null)
    .where('at', '>=', since)
    .executeTakeFirst()
  return change !== undefined
}

/** What was changed after `version`, oldest first. */
export async function listChanges(db: Db, incidentId: string, version: number): Promise<IncidentChange[]> {
  const rows = await db
    .selectFrom('incident_change')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('version', '>', version)
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    at: row.at,
    by: row.author_name,
    kind: row.kind,
    fields: JSON.parse(row.fields),
  }))
}

async function present(db: Db, rows: readonly IncidentRow[]): Promise<Incident[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const services = await db
    .selectFrom('incident_service')
    .select(['incident_id', 'service_id as id', 'level'])
    .where('incident_id', 'in', ids)
    .where('until', 'is', null)
    .orderBy('position')
    .execute()
  const workarounds = await db
    .selectFrom('incident_workaround')
    .select(['incident_id', 'text'])
    .where('incident_id', 'in', ids)
    .orderBy('position')
    .execute()
  const notes = await db
    .selectFrom('incident_note')
    .select(['incident_id', 'id', 'at', 'text', 'state'])
    .where('incident_id', 'in', ids)
    .where('is_public', '=', 1)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => {
    const isOwn = (of: { incident_id: string }) => of.incident_id === row.id
    return {
      ...presentRow(row),
      services: services.filter(isOwn).map(({ id, level }) => ({ id, level })),
      workarounds: workarounds.filter(isOwn).map(({ text }) => text),
      notes: notes.filter(isOwn).map(({ id, at, text, state }) => ({ id, at, text, state })),
    }
  })
}

const presentRow = (row: IncidentRow) => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  nature: row.nature,
  impact: row.impact,
  affectedPercent: row.affected_percent,
  startedAt: row.started_at,
  estimatedEndAt: row.estimated_end_at,
  cause: row.cause,
  team: row.team,
  state: row.state,
  declaredAt: row.created_at,
  resolvedAt: row.resolved_at,
  resolution: row.resolution,
  updatedAt: row.updated_at,
  version: row.version,
})
