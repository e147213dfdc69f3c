import type { Kysely } from 'kysely'
import { callTarget } from '#shared/domain/call.ts'
import { majorPercent } from '#shared/domain/incident.ts'
import type { KpiFacts } from '#shared/domain/kpi.ts'
import { type TimeAt, timeAt } from '#shared/domain/service-period.ts'
import { secondsBetween } from '../database/instants.ts'
import type { Database } from '../database/tables.ts'
import { readServiceHistory } from '../services/history.ts'
import type { KpiPeriod } from './period.ts'

type Db = Kysely<Database>

/** Everything that the figures of a period are computed from, added up by the database. */
export async function readFacts(db: Db, period: KpiPeriod): Promise<KpiFacts> {
  return {
    from: period.from.getTime(),
    to: period.to.getTime(),
    resolved: await readResolved(db, period),
    stillOpen: await countStillOpen(db, period),
    ...(await readBegun(db, period)),
    time: await readTime(db, period),
    surveys: await readSurveys(db, period),
    calls: await readCalls(db, period),
  }
}

async function readResolved(db: Db, { from, to }: KpiPeriod): Promise<KpiFacts['resolved']> {
  const { count, seconds } = await db
    .selectFrom('incident')
    .select(({ fn, ref }) => [
      fn.countAll<number>().as('count'),
      fn.sum<number | null>(secondsBetween(db, ref('started_at'), ref('resolved_at'))).as('seconds'),
    ])
    .where('kind', '=', 'incident')
    .where('resolved_at', '>=', from.toISOString())
    .where('resolved_at', '<', to.toISOString())
    .executeTakeFirstOrThrow()
  return { count, seconds: seconds ?? 0 }
}

async function countStillOpen(db: Db, { to }: KpiPeriod): Promise<number> {
  const { count } = await db
    .selectFrom('incident')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'incident')
    .where('started_at', '<', to.toISOString())
    .where((eb) => eb.or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', to.toISOString())]))
    .executeTakeFirstOrThrow()
  return count
}

async function readBegun(db: Db, period: KpiPeriod): Promise<Pick<KpiFacts, 'begun' | 'reports'>> {
  const to = period.to.toISOString()
  const begun = db
    .selectFrom('incident')
    .where('incident.kind', '=', 'incident')
    .where('started_at', '>=', period.from.toISOString())
    .where('started_at', '<', to)
  const incidents = await begun
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.count<number>('affected_percent').as('known'),
      fn.countAll<number>().filterWhere('affected_percent', '>', majorPercent).as('major'),
      fn.sum<number | null>('affected_percent').as('percents'),
    ])
    .executeTakeFirstOrThrow()
  const { clients } = await db
    .selectFrom('account')
    .select(({ fn }) => fn.countAll<number>().as('clients'))
    .where('created_at', '<', to)
    .executeTakeFirstOrThrow()
  const reported = begun
    .innerJoin('ticket', 'ticket.incident_id', 'incident.id')
    .where('affected_percent', 'is not', null)
    .select(({ fn }) => ['incident.id as incident_id', fn.coalesce('account_id', 'reporter').as('client')])
  const { reporting } = await db
    .selectFrom(reported.distinct().as('reporter'))
    .select(({ fn }) => fn.count<number>('client').as('reporting'))
    .executeTakeFirstOrThrow()
  const { withoutAccount } = await db
    .selectFrom(reported.as('reported'))
    .select(({ fn }) => fn.countAll<number>().filterWhere('client', 'is', null).as('withoutAccount'))
    .executeTakeFirstOrThrow()
  return {
    begun: { major: incidents.major, ofUnknownShare: incidents.all - incidents.known },
    reports: {
      affected: ((incidents.percents ?? 0) / 100) * clients,
      reporting,
      withoutAccount,
    },
  }
}

/** The public services' time together. */
async function readTime(db: Db, { from, to }: KpiPeriod): Promise<TimeAt> {
  const services = await db.selectFrom('service').select('id').where('is_public', '=', 1).execute()
  const history = await readServiceHistory(db, from, to)
  const total: TimeAt = { operational: 0, degraded: 0, down: 0, maintenance: 0, unknown: 0 }
  for (const { id } of services) {
    const time = timeAt(history.get(id) ?? [], from.getTime(), to.getTime())
    for (const level of Object.keys(total) as (keyof TimeAt)[]) total[level] += time[level]
  }
  return total
}

async function readSurveys(db: Db, { from, to }: KpiPeriod): Promise<KpiFacts['surveys']> {
  const { count, ratings } = await db
    .selectFrom('survey')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('rating').as('ratings')])
    .where('answered_at', '>=', from.toISOString())
    .where('answered_at', '<', to.toISOString())
    .executeTakeFirstOrThrow()
  return { count, ratings: ratings ?? 0 }
}

async function readCalls(db: Db, { from, to }: KpiPeriod): Promise<KpiFacts['calls']> {
  const { count, milliseconds, withinTarget, leftOpen } = await db
    .selectFrom('call')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('closing', '!=', 'left-open').as('count'),
      fn.countAll<number>().filterWhere('closing', '=', 'left-open').as('leftOpen'),
      fn.sum<number | null>('duration_ms').filterWhere('closing', '!=', 'left-open').as('milliseconds'),
      fn
        .countAll<number>()
        .filterWhere('closing', '!=', 'left-open')
        .filterWhere('duration_ms', '>=', callTarget.minMs)
        .filterWhere('duration_ms', '<=', callTarget.maxMs)
        .as('withinTarget'),
    ])
    .where('ended_at', '>=', from.toISOString())
    .where('ended_at', '<', to.toISOString())
    .executeTakeFirstOrThrow()
  return { count, seconds: (milliseconds ?? 0) / 1000, withinTarget, leftOpen }
}
