import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { v7 as uuid } from 'uuid'
import { systemClock } from '#backend/clock.ts'
import { openDatabase } from '#backend/database/open.ts'
import { readFacts } from '#backend/kpis/facts.ts'
import { computeCallDuration, computeKpis } from '#shared/domain/kpi.ts'
import { inTurn, medianPair, type Row, timed } from './row.ts'
import { inFolder } from './workplace.ts'

const calls = 100_000
const incidents = 10_000
const rounds = 15

const from = Date.parse('2025-01-01T00:00:00.000Z')
const to = Date.parse('2026-01-01T00:00:00.000Z')
const services = ['hotline-telephonique', 'portail-client', 'notifications-email']

/** All the figures of a year, and the same sums and the same periods asked of SQLite by itself. */
export const kpis: Row = {
  name: 'kpis',
  what: `Indicateurs sur ${calls.toLocaleString('fr-FR')} appels et ${incidents.toLocaleString('fr-FR')} incidents`,
  unit: 'ms',
  bound: 1.5,
  measure: () =>
    inFolder(async (folder) => {
      const db = await openDatabase({ databaseUrl: null, dataDir: folder, clock: systemClock })
      const bare = new Sqlite(join(folder, 'numi.sqlite'))
      fill(bare)
      try {
        const samples = await inTurn(
          rounds,
          () =>
            timed(async () => {
              const facts = await readFacts(db, { from: new Date(from), to: new Date(to) })
              if (facts.calls.count !== calls) throw new Error('Not every call was counted.')
              return [...computeKpis(facts), computeCallDuration(facts)]
            }),
          () => timed(() => aggregate(bare)),
        )
        return medianPair(samples)
      } finally {
        bare.close()
        await db.destroy()
      }
    }),
}

/** The aggregates by themselves: each query once, nothing made of what it answers. */
function aggregate(bare: Sqlite.Database): void {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  for (const query of queries) bare.prepare(query).all(period)
}

const queries = [
  `select count(*), sum(unixepoch(resolved_at, 'subsec') - unixepoch(started_at, 'subsec')) from incident
    where kind = 'incident' and resolved_at >= @from and resolved_at < @to`,
  `select count(*) from incident where kind = 'incident' and started_at < @to
    and (resolved_at is null or resolved_at >= @to) and @from is not null`,
  `select count(*), count(affected_percent), count(*) filter (where affected_percent > 50), sum(affected_percent)
    from incident where kind = 'incident' and started_at >= @from and started_at < @to`,
  'select count(*) from account where created_at < @to and @from is not null',
  `select count(client) from (select distinct i.id, coalesce(t.account_id, t.reporter) as client from incident i
    join ticket t on t.incident_id = i.id where i.kind = 'incident' and started_at >= @from and started_at < @to
    and affected_percent is not null)`,
  `select count(*) filter (where client is null) from (select coalesce(t.account_id, t.reporter) as client
    from incident i join ticket t on t.incident_id = i.id where i.kind = 'incident' and started_at >= @from
    and started_at < @to and affected_percent is not null)`,
  'select service_id, level, from_at, to_at from service_period where to_at > @from and from_at < @to order by from_at',
  `select service_id, level, since, coalesce(until, resolved_at) as until from incident_service
    join incident on incident.id = incident_id where state != 'scheduled' and since < @to
    and (coalesce(until, resolved_at) is null or coalesce(until, resolved_at) > @from)`,
  'select count(*), sum(rating) from survey where answered_at >= @from and answered_at < @to',
  `select count(*) filter (where closing != 'left-open'), count(*) filter (where closing = 'left-open'),
    sum(duration_ms) filter (where closing != 'left-open'),
    count(*) filter (where closing != 'left-open' and duration_ms >= 180000 and duration_ms <= 420000)
    from call where ended_at >= @from and ended_at < @to`,
]

/** A year of a hotline, written at once. */
function fill(bare: Sqlite.Database): void {
  const at = (share: number, plusMs = 0) =>
    new Date(from + Math.floor(share * (to - from - 86_400_000)) + plusMs).toISOString()
  const journal = JSON.stringify(
    Array.from({ length: 12 }, (_, seq) => ({ seq, stepId: 'greet', event: { type: 'a' } })),
  )
  const agentId = uuid()
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row)
    const statement =
      statements.get(table) ??
      bare.prepare(
        `insert into "${table}" (${columns.map((name) => `"${name}"`).join()}) values (${columns.map((name) => `@${name}`).join()})`,
      )
    statements.set(table, statement)
    statement.run(row)
  }
  const statements = new Map<string, Sqlite.Statement>()
  bare.transaction(() => {
    insert('user', {
      ...{ id: agentId, email: 'lea@numi.example', display_name: 'Léa', role: 'hotliner', password_hash: 'x' },
      ...{ is_disabled: 0, created_at: at(0) },
    })
    for (const [position, id] of services.entries()) {
      insert('service', { id, name: id, is_public: 1, position, observed_until: at(1) })
      for (let day = 0; day < 360; day += 1)
        insert('service_period', {
          ...{ service_id: id, level: day % 30 === 0 ? 'degraded' : 'operational' },
          ...{ from_at: at(day / 360), to_at: at((day + 0.99) / 360) },
        })
    }
    for (let call = 0; call < calls; call += 1)
      insert('call', {
        ...{ id: uuid(), agent_id: agentId, flow_id: 'bug-technique', flow_hash: 'f', channel: 'phone' },
        ...{ started_at: at(call / calls), ended_at: at(call / calls, 300_000), closing: 'resolved', journal },
        ...{
          values: '{}',
          content_hash: 'h',
          received_at: at(call / calls),
          duration_ms: 60_000 + (call % 600) * 1000,
        },
      })
    for (let index = 0; index < incidents; index += 1) {
      const id = uuid()
      const began = at(index / incidents)
      const ended = at(index / incidents, (10 + (index % 80)) * 60_000)
      insert('incident', {
        ...{ id, kind: index % 20 === 0 ? 'maintenance' : 'incident', nature: 'Panne', impact: 'Aucun' },
        ...{ affected_percent: index % 7 === 0 ? null : index % 100, started_at: began, resolved_at: ended },
        ...{ state: index % 20 === 0 ? 'completed' : 'resolved', created_at: began, updated_at: ended, version: 1 },
      })
      insert('incident_service', {
        ...{ incident_id: id, service_id: services[index % 3], position: 0, since: began },
        level: index % 20 === 0 ? 'maintenance' : 'degraded',
      })
      insert('survey', { id: uuid(), incident_id: id, rating: 1 + (index % 5), comment: '', answered_at: ended })
    }
  })()
}
