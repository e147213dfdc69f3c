import type { Insertable, Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>
type AlertRow = Database['alert']
export type KnownAlert = Pick<AlertRow, 'service_id' | 'starts_at' | 'name'> & { level: NonNullable<AlertRow['level']> }

/** Keeps an occurrence of an alert once. One told as over stays so, whatever is told of it later. */
export async function keepAlert(db: Db, row: Insertable<AlertRow>): Promise<void> {
  await db
    .insertInto('alert')
    .values(row)
    .onConflict((conflict) => conflict.columns(['fingerprint', 'starts_at']).doNothing())
    .execute()
  const own = db.updateTable('alert').where('fingerprint', '=', row.fingerprint).where('resolved_at', 'is', null)
  if (row.resolved_at !== null)
    await own.set({ resolved_at: row.resolved_at }).where('starts_at', '=', row.starts_at).execute()
  // The same alert anew: its former occurrence is over, even where nobody said so.
  await own
    .set({ resolved_at: row.received_at })
    .where(({ eb, selectFrom }) =>
      eb(
        'starts_at',
        '<',
        selectFrom('alert as other')
          .select(({ fn }) => fn.max('other.starts_at').as('last'))
          .where('other.fingerprint', '=', row.fingerprint),
      ),
    )
    .execute()
}

/** The alerts of a group that go on, are worth an incident, and have none. */
export async function listWithoutIncident(db: Db, groupKey: string): Promise<KnownAlert[]> {
  const rows = await db
    .selectFrom('alert')
    .select(['service_id', 'starts_at', 'name', 'level'])
    .where('group_key', '=', groupKey)
    .where('resolved_at', 'is', null)
    .where('incident_id', 'is', null)
    .where('level', 'is not', null)
    .orderBy('starts_at')
    .orderBy('fingerprint')
    .execute()
  return rows.flatMap(({ level, ...row }) => (level === null ? [] : [{ ...row, level }]))
}

/** Gives those of some services their incident. */
export async function giveIncident(
  db: Db,
  groupKey: string,
  serviceIds: readonly string[],
  incidentId: string,
): Promise<void> {
  await db
    .updateTable('alert')
    .set({ incident_id: incidentId })
    .where('group_key', '=', groupKey)
    .where('service_id', 'in', serviceIds)
    .where('resolved_at', 'is', null)
    .where('incident_id', 'is', null)
    .where('level', 'is not', null)
    .execute()
}

/** The incidents that alerts of a group have come to, the last to be opened first. */
export async function listGroupIncidents(db: Db, groupKey: string): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .innerJoin('incident', 'incident.id', 'alert.incident_id')
    .select('incident.id')
    .distinct()
    .where('group_key', '=', groupKey)
    .where('incident.resolved_at', 'is', null)
    .orderBy('incident.id', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}

/** When the last alert of an incident ended; null: one goes on. */
export async function lastAlertEnd(db: Db, incidentId: string): Promise<string | null> {
  const ends = await db.selectFrom('alert').select('resolved_at').where('incident_id', '=', incidentId).execute()
  const last =
    ends
      .map(({ resolved_at }) => resolved_at ?? '~')
      .toSorted()
      .at(-1) ?? '~'
  return last === '~' ? null : last
}
