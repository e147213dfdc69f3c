import type { Kysely, Transaction } from 'kysely'
import type { ServiceLevel } from '#shared/domain/service.ts'
import { effectivePeriods, type HistoryLevel, observedPeriods, type Period } from '#shared/domain/service-period.ts'
import { millisecondsOf } from '../database/instants.ts'
import type { Database } from '../database/tables.ts'
import { listImpacts } from '../incidents/repository.ts'
import { listEvidence } from './evidence.ts'

/**
 * Writes what the present evidence proves of a service until `at`: called before any of it is replaced, so that nothing
 * observed is lost and nothing unobserved is made up, however long the backend was away.
 */
export async function writeHistory(trx: Transaction<Database>, serviceId: string, at: string): Promise<void> {
  const { observed_until: from } = await trx
    .selectFrom('service')
    .select('observed_until')
    .where('id', '=', serviceId)
    // Another process must not write the same stretch.
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  if (from !== null && from >= at) return
  await trx.updateTable('service').set({ observed_until: at }).where('id', '=', serviceId).execute()
  if (from === null) return
  const evidence = (await listEvidence(trx, serviceId)).get(serviceId) ?? []
  for (const period of observedPeriods(evidence, Date.parse(from), Date.parse(at))) await append(trx, serviceId, period)
}

/** What each service was between two instants, in order and without a hole; until now when `to` is now. */
export async function readServiceHistory(
  db: Kysely<Database>,
  from: Date,
  to: Date,
): Promise<Map<string, Period<HistoryLevel>[]>> {
  const impacts = await listImpacts(db, from, to)
  const observed = await readObserved(db, from, to)
  return new Map(
    [...observed].map(([id, periods]) => [
      id,
      effectivePeriods(periods, impacts.get(id) ?? [], from.getTime(), to.getTime()),
    ]),
  )
}

/** What was observed of each service between two instants, in order. */
async function readObserved(db: Kysely<Database>, from: Date, to: Date): Promise<Map<string, Period<ServiceLevel>[]>> {
  const services = await db.selectFrom('service').select(['id', 'observed_until']).execute()
  const written = await db
    .selectFrom('service_period')
    .select(({ ref }) => [
      ...(['service_id', 'level'] as const),
      millisecondsOf(db, ref('from_at')).as('from'),
      millisecondsOf(db, ref('to_at')).as('to'),
    ])
    .where('to_at', '>', from.toISOString())
    .where('from_at', '<', to.toISOString())
    .orderBy('from_at')
    .execute()
  const periods = Map.groupBy(written, ({ service_id }) => service_id)
  const evidence = await listEvidence(db)
  return new Map(
    services.map(({ id, observed_until }) => {
      const since = observed_until === null ? to.getTime() : Date.parse(observed_until)
      return [id, [...(periods.get(id) ?? []), ...observedPeriods(evidence.get(id) ?? [], since, to.getTime())]]
    }),
  )
}

/** Adds a period at the end of the history, or makes the last one longer. */
async function append(trx: Transaction<Database>, serviceId: string, period: Period<ServiceLevel>): Promise<void> {
  const from = new Date(period.from).toISOString()
  const to = new Date(period.to).toISOString()
  const { numUpdatedRows } = await trx
    .updateTable('service_period')
    .set({ to_at: to })
    .where('service_id', '=', serviceId)
    .where('level', '=', period.level)
    .where('to_at', '=', from)
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    await trx
      .insertInto('service_period')
      .values({ service_id: serviceId, level: period.level, from_at: from, to_at: to })
      .execute()
}
