import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#backend/database/tables.ts'
import type { Kpi, KpiEvent, KpiId } from '#shared/domain/kpi.ts'
import { dateAfter } from '#shared/domain/paris-day.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount, newTicket } from './samples.ts'

let backend: TestBackend
let db: Kysely<Database>
let supervisor: SignedIn
beforeAll(async () => {
  backend = await openBackend({
    services: [
      { id: 'portail-client', name: 'Portail client', isPublic: true },
      { id: 'hotline', name: 'Hotline', isPublic: true },
      { id: 'application-mobile', name: 'Application mobile', isPublic: false },
    ],
  })
  db = backend.db
})
afterAll(() => backend.close())
beforeEach(async () => {
  backend.clock.set('2025-12-19T10:00:00.000Z')
  await forget()
  supervisor = await backend.signIn('supervisor')
})

async function forget(): Promise<void> {
  const tables = [
    'notification',
    'survey',
    'ticket',
    'incident_change',
    'incident_workaround',
    'incident_service',
  ] as const
  for (const table of tables) await db.deleteFrom(table).execute()
  for (const table of ['incident', 'call', 'account', 'service_period'] as const) await db.deleteFrom(table).execute()
}

/** Minutes since the period's first midnight in Paris. */
const at = (minute: number): string => new Date(Date.parse('2025-12-16T23:00:00.000Z') + minute * 60_000).toISOString()
const days = { from: '2025-12-17', to: '2025-12-20' }
/** The clock's now is within the third day: what is looked at ends there. */
const lastMinute = 60 + 2 * 1440 + 10 * 60

const read = async (query: Record<string, string> = days) => {
  const response = await backend.ask('readKpis', { query, token: supervisor.token })
  expect(response.json()).toMatchObject({ callDuration: expect.anything() })
  const { kpis, callDuration } = response.json()
  return new Map([...kpis, callDuration].map((kpi: Kpi) => [kpi.id, kpi]))
}
const listAll = async (id: Kpi['id'], query: Record<string, string> = days): Promise<KpiEvent[]> => {
  const all: KpiEvent[] = []
  for (let after: string | null = null; ; ) {
    const page = { ...query, ...(after && { after }) }
    const response = await backend.ask('listKpiEvents', { params: { id }, query: page, token: supervisor.token })
    const { events, next }: { events: KpiEvent[]; next: string | null } = response.json()
    all.push(...events)
    if (next === null) return all
    after = next
  }
}

interface MadeIncident {
  kind: 'incident' | 'maintenance'
  start: number
  lasts: number | null
  percent: number | null
  services: { id: string; level: 'degraded' | 'down' }[]
}

async function addIncident({ kind, start, lasts, percent, services }: MadeIncident): Promise<string> {
  const id = uuid()
  const end = lasts === null ? null : at(start + lasts)
  const open = kind === 'incident' ? ('investigating' as const) : ('inProgress' as const)
  const ended = kind === 'incident' ? ('resolved' as const) : ('completed' as const)
  await db
    .insertInto('incident')
    .values({
      ...{ id, kind, nature: 'Erreur 502', impact: 'Connexion impossible', affected_percent: percent, number: null },
      ...{ started_at: at(start), estimated_end_at: null, cause: null, team: null, state: end ? ended : open },
      ...{ resolved_at: end, resolution: null, created_at: at(start), updated_at: at(start), version: 1 },
    })
    .execute()
  for (const [position, { id: service_id, level }] of services.entries())
    await db
      .insertInto('incident_service')
      .values({
        ...{ incident_id: id, service_id, position, since: at(start), until: null },
        level: kind === 'maintenance' ? 'maintenance' : level,
      })
      .execute()
  return id
}

async function addPeriods(id: string, periods: readonly { gap: number; lasts: number; level: Level }[]): Promise<void> {
  let minute = -500
  for (const { gap, lasts, level } of periods) {
    const from_at = at(minute + gap)
    minute += gap + lasts
    await db
      .insertInto('service_period')
      .values({ service_id: id, level, from_at, to_at: at(minute) })
      .execute()
  }
  await db
    .updateTable('service')
    .set({ observed_until: at(minute) })
    .where('id', '=', id)
    .execute()
}
type Level = 'operational' | 'degraded' | 'down'

const addSurvey = (incidentId: string, minute: number, rating: number) =>
  db
    .insertInto('survey')
    .values({ id: uuid(), incident_id: incidentId, rating, comment: '', answered_at: at(minute) })
    .execute()

const addCall = (minute: number, duration_ms: number) =>
  db
    .insertInto('call')
    .values({
      ...{ id: uuid(), agent_id: supervisor.id, flow_id: 'bug-technique', flow_hash: 'f', channel: 'phone' },
      ...{ started_at: at(minute - 10), ended_at: at(minute), closing: 'resolved', duration_ms, content_hash: 'h' },
      ...{ journal: '[]', values: '{}', received_at: at(minute) },
    })
    .execute()

async function report(incidentId: string, accountId: string | null): Promise<void> {
  const { id } = (await backend.ask('fileTicket', { body: newTicket({ accountId }), token: supervisor.token })).json()
  await db.updateTable('ticket').set({ incident_id: incidentId }).where('id', '=', id).execute()
}

const minute = fc.integer({ min: -1000, max: lastMinute - 1 })
const serviceId = fc.constantFrom('portail-client', 'hotline', 'application-mobile')
const incident: fc.Arbitrary<MadeIncident> = fc.record({
  kind: fc.constantFrom('incident', 'incident', 'maintenance'),
  start: minute,
  lasts: fc.option(fc.integer({ min: 1, max: 3000 })),
  percent: fc.option(fc.constantFrom(0, 10, 50, 50.5, 80, 100)),
  services: fc.uniqueArray(fc.record({ id: serviceId, level: fc.constantFrom('degraded', 'down') }), {
    selector: ({ id }) => id,
    minLength: 1,
  }),
})
const periods = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 600 }),
    lasts: fc.integer({ min: 1, max: 900 }),
    level: fc.constantFrom<Level[]>('operational', 'operational', 'degraded', 'down'),
  }),
  { maxLength: 8 },
)
const story = fc.record({
  incidents: fc.array(incident, { maxLength: 6 }),
  observed: fc.tuple(periods, periods, periods),
  accounts: fc.array(minute, { maxLength: 5 }),
  reports: fc.array(fc.record({ incident: fc.nat(), account: fc.option(fc.nat()) }), { maxLength: 8 }),
  surveys: fc.array(fc.record({ incident: fc.nat(), minute, rating: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 6,
  }),
  calls: fc.array(fc.record({ minute, duration: fc.integer({ min: 0, max: 900_000 }) }), { maxLength: 8 }),
})

describe('the figures agree with the rows', () => {
  it('whatever the rows', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (of) => {
        await forget()
        const incidents: string[] = []
        for (const one of of.incidents) incidents.push(await addIncident(one))
        const services = ['portail-client', 'hotline', 'application-mobile'] as const
        for (const [index, id] of services.entries()) await addPeriods(id, of.observed[index] ?? [])
        const accounts: string[] = []
        for (const created of of.accounts) {
          const id = await addAccount(db)
          await db
            .updateTable('account')
            .set({ created_at: at(created) })
            .where('id', '=', id)
            .execute()
          accounts.push(id)
        }
        const oneOf = (all: string[], index: number | null) =>
          index === null ? null : (all[index % all.length] ?? null)
        for (const one of of.reports) {
          const id = oneOf(incidents, one.incident)
          if (id) await report(id, oneOf(accounts, one.account))
        }
        for (const one of of.surveys) {
          const id = oneOf(incidents, one.incident)
          if (id) await addSurvey(id, one.minute, one.rating)
        }
        for (const one of of.calls) await addCall(one.minute, one.duration)

        const kpis = await read()
        for (const [id, expected] of Object.entries(await recount()))
          if (expected === null) expect([id, kpis.get(id as KpiId)?.value]).toEqual([id, null])
          else expect(kpis.get(id as KpiId)?.value, id).toBeCloseTo(expected, 6)
        // What opens under a figure is what it was computed from.
        for (const id of ['mttr', 'major-incidents', 'satisfaction', 'call-duration'] as const)
          expect((await listAll(id)).filter(({ isCounted }) => isCounted)).toHaveLength(
            kpis.get(id)?.counted[0]?.count ?? -1,
          )
      }),
      { numRuns: 40, seed: 20251219 },
    )
  }, 120_000)
})

/** The same figures from the rows themselves, told as plainly as can be: by a query each, and time minute by minute. */
async function recount(): Promise<Record<string, number | null>> {
  const [from, to] = [at(0), at(lastMinute)]
  const all = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows
  const mean = (values: number[]) =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

  const resolved = await all(
    sql<{ started_at: string; resolved_at: string }>`select started_at, resolved_at from incident
      where kind = 'incident' and state = 'resolved' and resolved_at >= ${from} and resolved_at < ${to}`,
  )
  const major = await all(
    sql`select id from incident where kind = 'incident' and affected_percent > 50
      and started_at >= ${from} and started_at < ${to}`,
  )
  const begun = await all(
    sql<{ id: string; affected_percent: number }>`select id, affected_percent from incident
      where kind = 'incident' and affected_percent is not null and started_at >= ${from} and started_at < ${to}`,
  )
  const clients = await all(sql`select id from account where created_at < ${to}`)
  let reporting = 0
  for (const { id } of begun) {
    const tickets = await all(
      sql<{ account_id: string | null }>`select account_id from ticket where incident_id = ${id}`,
    )
    reporting += new Set(tickets.flatMap(({ account_id }) => account_id ?? [])).size
  }
  const affected = begun.reduce((sum, { affected_percent }) => sum + (clients.length * affected_percent) / 100, 0)
  const ratings = await all(
    sql<{ rating: number }>`select rating from survey where answered_at >= ${from} and answered_at < ${to}`,
  )
  const calls = await all(
    sql<{ duration_ms: number }>`select duration_ms from call where ended_at >= ${from} and ended_at < ${to}`,
  )
  return {
    mttr: mean(resolved.map((row) => (Date.parse(row.resolved_at) - Date.parse(row.started_at)) / 60_000)),
    'major-incidents': major.length,
    availability: await recountAvailability(all),
    'report-rate': affected === 0 ? null : reporting / affected,
    satisfaction: mean(ratings.map(({ rating }) => rating)),
    'call-duration': mean(calls.map(({ duration_ms }) => duration_ms / 60_000)),
  }
}

async function recountAvailability(
  all: <Row>(query: ReturnType<typeof sql<Row>>) => Promise<Row[]>,
): Promise<number | null> {
  const observed = await all(
    sql<{ service_id: string; level: string; from_at: string; to_at: string }>`select p.* from service_period p
      join service s on s.id = p.service_id where s.is_public = 1`,
  )
  const impacts = await all(
    sql<{
      service_id: string
      level: string
      since: string
      until: string | null
    }>`select x.service_id, x.level, x.since,
      coalesce(x.until, i.resolved_at) as until from incident_service x join incident i on i.id = x.incident_id`,
  )
  let [well, seen] = [0, 0]
  for (const id of ['portail-client', 'hotline'])
    for (let minute = 0; minute < lastMinute; minute += 1) {
      const now = at(minute)
      const level = observed.find((row) => row.service_id === id && row.from_at <= now && now < row.to_at)?.level
      const told = impacts
        .filter((row) => row.service_id === id && row.since <= now && (row.until === null || now < row.until))
        .map((row) => row.level)
      if (told.length > 0 && told.every((one) => one === 'maintenance')) continue
      const isDisturbed = told.includes('down') || told.includes('degraded')
      if (!level && !isDisturbed) continue
      seen += 1
      if (!isDisturbed && level === 'operational') well += 1
    }
  return seen === 0 ? null : well / seen
}

const one = (change: Partial<MadeIncident> = {}): MadeIncident => ({
  ...{ kind: 'incident', start: 60, lasts: 45, percent: 80, services: [{ id: 'portail-client', level: 'down' }] },
  ...change,
})

describe('a period', () => {
  it('is of days in Paris, its last one excluded', async () => {
    await addIncident(one({ start: -1 - 45 }))
    await addIncident(one({ start: 0 - 45 }))
    await addIncident(one({ start: 1440 - 45 }))
    expect((await read({ from: '2025-12-17', to: '2025-12-18' })).get('mttr')?.counted[0]?.count).toBe(1)
    const response = await backend.ask('readKpis', { query: days, token: supervisor.token })
    expect(response.json()).toMatchObject({ from: '2025-12-16T23:00:00.000Z', to: '2025-12-19T10:00:00.000Z' })
  })

  it.each([
    [{ from: '2025-12-17', to: '2025-12-17' }, 'La fin doit suivre le début.'],
    [{ from: '2025-12-17', to: '2024-12-17' }, 'La fin doit suivre le début.'],
    [{ from: '2024-01-01', to: '2025-02-06' }, 'La période dépasse 400 jours.'],
    [{ from: '2025-02-30', to: '2025-03-01' }, expect.any(String)],
    [{ from: 'hier', to: 'demain' }, expect.any(String)],
  ])('that is none is refused, in French: %j', async (query, message) => {
    for (const [name, params] of [['readKpis', {}] as const, ['listKpiEvents', { id: 'mttr' }] as const]) {
      const response = await backend.ask(name, { query, params, token: supervisor.token })
      expect(response.statusCode).toBe(400)
      expect(response.json().fields[0].message).toEqual(message)
    }
  })

  it('of 400 days is not too long, and one to come is empty', async () => {
    expect((await read({ from: '2024-11-15', to: '2025-12-20' })).get('mttr')?.value).toBeNull()
    expect((await read({ from: '2026-01-01', to: '2026-02-01' })).get('availability')?.value).toBeNull()
  })
})

describe('a curve', () => {
  const readSeries = async (every: string, query: Record<string, string> = days) =>
    backend.ask('readKpiSeries', { query: { ...query, every }, token: supervisor.token })

  it('has at each point what that day by itself reads, and nothing of what is to come', async () => {
    await addIncident(one())
    const ended = await addIncident(one({ start: 1500, lasts: 90, percent: 20 }))
    await addSurvey(ended, 1700, 5)
    await addPeriods('portail-client', [{ gap: 500, lasts: lastMinute, level: 'operational' }])
    for (const start of [10, 20, 1600, 2900]) await addCall(start, start * 1000)

    const { stretches } = (await readSeries('day', { ...days, to: '2025-12-31' })).json()
    expect(stretches.map(({ from }: { from: string }) => from)).toEqual([at(0), at(1440), at(2880)])
    for (const [index, date] of ['2025-12-17', '2025-12-18', '2025-12-19'].entries()) {
      const alone = await read({ from: date, to: dateAfter(date, 1) })
      for (const { id, value, words, counted } of stretches[index].points)
        expect({ id, value, words, counted }).toEqual({
          ...{ id, value: alone.get(id)?.value, words: alone.get(id)?.words, counted: alone.get(id)?.counted },
        })
    }
    const calls = stretches.map(({ points }: { points: Kpi[] }) => points.at(-1)?.counted[0]?.count)
    expect(calls).toEqual([2, 1, 1])
  })

  it.each([
    ['day', '2026-02-18', 400],
    ['day', '2026-02-17', 200],
    ['week', '2026-12-17', 200],
    ['hour', '2025-12-18', 400],
  ])('by %s up to %s answers %i', async (every, to, status) => {
    expect((await readSeries(every, { ...days, to })).statusCode).toBe(status)
  })
})

describe('the events under a figure', () => {
  it('say what each brings, and what was left out', async () => {
    const ended = await addIncident(one())
    await addIncident(one({ start: 100, lasts: null, percent: null, services: [{ id: 'hotline', level: 'down' }] }))
    await addSurvey(ended, 200, 4)
    await addPeriods('portail-client', [{ gap: 500, lasts: lastMinute, level: 'operational' }])
    expect((await listAll('mttr')).map(({ words, isCounted }) => [words, isCounted])).toEqual([
      ['45 min', true],
      ['encore ouvert à la fin de la période', false],
    ])
    expect((await listAll('major-incidents')).map(({ words, isCounted }) => [words, isCounted])).toEqual([
      ['80 % des utilisateurs touchés', true],
      ['part d’utilisateurs touchés inconnue', false],
    ])
    expect((await listAll('satisfaction')).map(({ words, of }) => [words, of])).toEqual([
      ['4/5', { kind: 'incident', id: ended }],
    ])
    const [first] = (await listAll('availability')).filter(({ of }) => of.id === 'portail-client')
    expect(first).toMatchObject({ title: 'Portail client', words: 'Indisponible, 45 min', isCounted: true })
  })

  it('come a hundred at a time, each once, oldest first, also where many happened at one instant', async () => {
    for (let call = 0; call < 250; call += 1) await addCall(Math.floor(call / 120), 300_000)
    const all = await listAll('call-duration')
    expect(all).toHaveLength(250)
    expect(new Set(all.map(({ id }) => id)).size).toBe(250)
    expect(all.map((event) => event.at)).toEqual(all.map((event) => event.at).toSorted())
  })

  it('begin again after a place that is none', async () => {
    await addCall(10, 1000)
    const query = { ...days, after: "'; drop table call; --" }
    const asked = { params: { id: 'call-duration' }, query, token: supervisor.token }
    expect((await backend.ask('listKpiEvents', asked)).statusCode).toBe(200)
  })
})
