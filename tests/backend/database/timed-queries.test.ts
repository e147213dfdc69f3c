import { type Kysely, type KyselyPlugin, type RootOperationNode, SelectQueryNode, SqliteAdapter, sql } from 'kysely'
import { expect, it } from 'vitest'
import { validateIncidents } from '#backend/alerts/validate.ts'
import type { Db } from '#backend/database/open.ts'
import type { Database } from '#backend/database/tables.ts'
import { readPlatformStatus } from '#backend/events/platform.ts'
import { keepCalendar } from '#backend/incidents/calendar.ts'
import { readOutbox } from '#backend/metrics/shared-state.ts'
import { fanOutDue } from '#backend/notifications/announcements/fan-out.ts'
import { listRecipients } from '#backend/notifications/announcements/recipients.ts'
import { createDispatcher } from '#backend/notifications/dispatcher.ts'
import { forgetLinks } from '#backend/notifications/retention.ts'
import { purge } from '#backend/personal-data/purge.ts'
import { listProposals } from '#backend/proposals/proposals.ts'
import { forgetExpired } from '#backend/retention.ts'
import { openTemporaryDatabase } from '../notifications/temporary-database.ts'
import { testClock } from '../open-backend.ts'

/** Tables that stay small whatever is done with the service, or that are emptied as they are filled. */
const small = new Set([
  ...['service', 'service_evidence', 'user', 'session', 'daily_run', 'counter', 'call_sign', 'report_dismissal'],
  ...['identity_code', 'flow_comparison', 'incident_template', 'letter', 'erased_address'],
])

/** Keeps every query asked through it. */
class Listening implements KyselyPlugin {
  readonly heard: RootOperationNode[] = []
  transformQuery({ node }: { node: RootOperationNode }) {
    this.heard.push(node)
    return node
  }
  transformResult = async ({ result }: Parameters<KyselyPlugin['transformResult']>[0]) => result
}

async function planOf(db: Db, node: RootOperationNode): Promise<string[]> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const { sql: text, parameters } = db.getExecutor().compileQuery(node, { queryId: 'explained' })
  const { rows } = await db.executeQuery<Record<string, string>>({
    ...{ query: node, queryId: { queryId: 'explained' } },
    ...{ sql: `${isSqlite ? 'explain query plan' : 'explain'} ${text}`, parameters },
  })
  return rows.map((row) => row.detail ?? row['QUERY PLAN'] ?? '')
}

const readWhole = (plan: readonly string[]) =>
  plan.flatMap((line) => /^(?:SCAN|.*Seq Scan on) (\w+)/.exec(line)?.[1] ?? []).filter((name) => !small.has(name))

it('what is asked again and again reads no table that grows from its beginning to its end', async () => {
  const clock = testClock('2025-12-19T00:00:00.000Z')
  const { db } = await openTemporaryDatabase(clock)
  const listening = new Listening()
  const asked = db.withPlugin(listening) as Kysely<Database>
  const now = clock.now()
  const log = { info: () => {}, warn: () => {} }
  const carry = async () => {}
  await createDispatcher({
    ...{ db: asked, clock, log, carry, channel: 'email', givesUpAfterSeconds: 3600 },
  }).dispatchDue()
  await fanOutDue(asked, { team: [], now })
  await keepCalendar(asked, now)
  await validateIncidents(asked, { validationMinutes: 5 }, now)
  await listProposals(asked, { minimum: 3, minutes: 10 }, now)
  await readPlatformStatus(asked, now)
  await readOutbox(asked)
  await forgetExpired(asked, now)
  await forgetLinks(asked, now)
  const keep = { calls: 365, tickets: 365, notifications: 200, audit: 365, feedback: 365 }
  await purge(asked, { keep, secret: Buffer.alloc(32), now })

  expect(listening.heard.length).toBeGreaterThan(30)
  // An empty table is read whole wherever the planner may choose.
  await db.connection().execute(async (one) => {
    if (!(one.getExecutor().adapter instanceof SqliteAdapter)) await sql`set enable_seqscan = off`.execute(one)
    const whole = new Map<string, string[]>()
    for (const node of listening.heard) {
      const tables = readWhole(await planOf(one, node))
      if (tables.length > 0) whole.set(one.getExecutor().compileQuery(node, { queryId: 'told' }).sql, tables)
    }
    expect([...whole]).toEqual([])
  })
})

it('what has expired is found among those that expire, however many wait', async () => {
  const clock = testClock('2025-12-19T00:00:00.000Z')
  const { db } = await openTemporaryDatabase(clock)
  const rows = Array.from({ length: 2000 }, (_, index) => ({
    ...{ id: `n${index}`, dedupe_key: `n${index}`, kind: 'incident-started', subject_id: 'i', announcement_id: null },
    ...{ audience: 'client' as const, recipient: `c${index}@exemple.fr`, data: '{}', state: 'waiting' as const },
    ...{ attempts: 0, last_error: null, created_at: '2025-12-19', resent_at: null, next_attempt_at: '2025-12-20' },
    ...{ expires_at: index === 0 ? '2025-12-18' : null, ended_at: null, trace_id: null },
  }))
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insertInto('notification')
      .values(rows.slice(from, from + 500))
      .execute()
  await sql`analyze`.execute(db)
  const listening = new Listening()
  const log = { info: () => {}, warn: () => {} }
  await createDispatcher({
    ...{ db: db.withPlugin(listening), clock, log, carry: null, channel: 'email', givesUpAfterSeconds: 3600 },
  }).dispatchDue()
  expect(await db.selectFrom('notification').select('id').where('state', '=', 'dropped').execute()).toEqual([
    { id: 'n0' },
  ])
  const plans = await Promise.all(listening.heard.map((node) => planOf(db, node)))
  expect(plans).toHaveLength(1)
  expect(plans.flat().join('\n')).toContain('notification_to_expire')
})

it('recipients are read from where the last ones were, not from the first again', async () => {
  const { db } = await openTemporaryDatabase(testClock('2025-12-19T00:00:00.000Z'))
  const listening = new Listening()
  const asked = db.withPlugin(listening)
  const of = { id: 'n', incidentId: 'i', version: 2, serviceIds: ['s', 't'], isMajor: true, isMaintenance: false }
  const places = { told: /recipient"? ?>/, subscriber: /email"? ?>/, client: /email"? ?>/ } as const
  for (const source of ['told', 'subscriber', 'client'] as const)
    await listRecipients(asked, { ...of, event: 'updated' }, source, 'm@exemple.fr', 500)
  await db.connection().execute(async (one) => {
    if (!(one.getExecutor().adapter instanceof SqliteAdapter))
      for (const way of ['seqscan', 'bitmapscan', 'sort']) await sql.raw(`set enable_${way} = off`).execute(one)
    // Those asked; what they select from is heard by itself too.
    const whole = listening.heard.filter((node) => SelectQueryNode.is(node) && node.limit)
    const plans = await Promise.all(whole.map(async (node) => (await planOf(one, node)).join('\n')))
    expect(plans).toHaveLength(3)
    for (const [index, place] of Object.values(places).entries()) {
      const searched = plans[index]?.split('\n').filter((line) => /SEARCH|Index Cond/.test(line))
      expect(searched?.join('\n')).toMatch(place)
      // In their order as they are read: none is looked at that is not among the first.
      expect(plans[index]).not.toMatch(/TEMP B-TREE|Sort|Aggregate/)
    }
  })
})
