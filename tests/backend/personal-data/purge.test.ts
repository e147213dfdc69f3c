import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { secondsAfter } from '#backend/clock.ts'
import { forgetLinks } from '#backend/notifications/retention.ts'
import { classification } from '#backend/personal-data/classification.ts'
import { purgeDaily } from '#backend/personal-data/daily-purge.ts'
import { purge } from '#backend/personal-data/purge.ts'
import type { KeepDays, Keeping } from '#backend/personal-data/rules.ts'
import { forgetExpired } from '#backend/retention.ts'
import { eventually } from '../../eventually.ts'
import { startProgram } from '../backend-program.ts'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { columnsThatAre, everything, type Held, holdSomebody, tracesOf } from './held.ts'

let backend: TestBackend
let admin: SignedIn
let camille: Held
beforeEach(async () => {
  backend = await openBackend()
  admin = await backend.signIn('admin')
  camille = await holdSomebody(backend.db, 'camille', { agent: admin, at: '2025-12-19T10:00:00.000Z', year: 1999 })
})
afterEach(() => backend.close())

const day = 24 * 3600
const long: KeepDays = { calls: 9999, tickets: 9999, notifications: 9999, audit: 9999, feedback: 9999 }
const purgeAfter = (days: number, keep: Partial<KeepDays>) =>
  purge(backend.db, {
    ...{ keep: { ...long, ...keep }, secret: backend.config.secret },
    now: new Date(secondsAfter(backend.clock.now(), days * day)),
  })
const count = async (table: string) =>
  (await everything(backend.db)).get(
    columnsThatAre('none', 'pseudonym').find((column) => column.startsWith(`${table}.`)) ?? '',
  )?.length

const rules = Object.entries(classification).flatMap(([table, { kept }]: [string, { kept: Keeping }]) =>
  'days' in kept ? [[table, kept.days, kept.end] as const] : [],
)

describe('what is kept for so many days', () => {
  it.each(rules)('%s (%s) is %s once they are over, and not before', async (table, setting, end) => {
    await backend.db
      .insertInto('identity_evidence')
      .values({
        ...{ id: 'e', account_id: camille.accountId, call_id: camille.callId, agent_id: admin.id, method: 'code' },
        ...{ created_at: '2025-12-19T10:00:00.000Z', expires_at: '2025-12-19T10:00:00.000Z', used_at: null },
      })
      .execute()
    await backend.db
      .insertInto('feedback')
      .values({
        id: 'f',
        user_id: admin.id,
        subject: 'faq:1',
        is_useful: 1,
        comment: 'camille',
        answer: 'merci à camille',
        at: '2025-12-19T10:00:00.000Z',
      })
      .execute()
    await backend.db
      .insertInto('practice')
      .values({
        ...{ id: 'p', user_id: admin.id, flow_id: 'bug-technique', scenario_id: 'page-blanche', title: 'Page blanche' },
        ...{ started_at: '2025-12-19T10:00:00.000Z', duration_ms: 1, score: 80, branches: '[]', content: '{}' },
      })
      .execute()
    const before = await everything(backend.db)
    await purgeAfter(9, { [setting]: 10 })
    expect(await everything(backend.db)).toEqual(before)
    const rows = await count(table)
    expect(rows).toBeGreaterThan(0)

    const counts = await purgeAfter(11, { [setting]: 10 })
    expect(counts[table]).toBe(rows)
    expect(await count(table)).toBe(end === 'deleted' ? 0 : rows)
    const traces = (await tracesOf(backend.db, camille)).filter((column) => column.startsWith(`${table}.`))
    expect(traces.filter((column) => column !== 'ticket.number')).toEqual([])
    expect((await purgeAfter(12, { [setting]: 10 }))[table]).toBe(0)
  })

  it('anonymous, can no longer be led back to the client: neither a call nor a ticket names an account', async () => {
    await purgeAfter(11, { calls: 10, tickets: 10 })
    const all = await everything(backend.db)
    expect(all.get('call.account_id')).toEqual(['null'])
    expect(all.get('ticket.account_id')).toEqual(['null'])
    expect(all.get('ticket.reporter')?.[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(all.get('ticket_addition.text')).toEqual([''])
    expect(all.get('attachment.content')).toEqual([])
  })

  it('leaves the figures as they were, and the path of a call', async () => {
    const query = { from: '2025-12-19', to: '2025-12-20' }
    const figures = async () => (await backend.ask('readKpis', { query, token: admin.token })).json()
    backend.clock.advance(3600)
    const before = await figures()
    expect(before.callDuration.counted[0].count).toBe(1)
    await purgeAfter(9999, { calls: 10, tickets: 10, feedback: 10 })
    expect(await figures()).toEqual(before)
    const { journal, values } = await backend.db.selectFrom('call').selectAll().executeTakeFirstOrThrow()
    expect(values).toBe('{}')
    expect(JSON.parse(journal).map(({ event }: { event: object }) => event)).toEqual([
      { type: 'greet.confirm', facts: { kind: 'login' } },
      { type: 'intention', actor: 'sendIdentityCode@1' },
    ])
  })

  it('of an answer to a remark are counted from the answer: its author has yet to read it', async () => {
    await backend.db
      .insertInto('feedback')
      .values({
        ...{ id: 'f', user_id: admin.id, subject: 'faq:1', is_useful: 0, comment: 'Faux', answer: 'Corrigé' },
        ...{ at: '2025-12-19T10:00:00.000Z', treated_at: '2025-12-29T10:00:00.000Z', treated_by: admin.id },
      })
      .execute()
    const left = () => backend.db.selectFrom('feedback').select(['comment', 'answer']).executeTakeFirstOrThrow()
    expect((await purgeAfter(11, { feedback: 10 })).feedback).toBe(1)
    expect(await left()).toEqual({ comment: '', answer: 'Corrigé' })
    expect((await purgeAfter(12, { feedback: 10 })).feedback).toBe(0)
    expect((await purgeAfter(21, { feedback: 10 })).feedback).toBe(1)
    expect(await left()).toEqual({ comment: '', answer: '' })
  })

  it('of an open ticket are counted from its solution', async () => {
    await backend.db.updateTable('ticket').set({ solved_at: '2025-12-29T10:00:00.000Z' }).execute()
    expect((await purgeAfter(11, { tickets: 10 })).ticket).toBe(0)
    expect((await purgeAfter(21, { tickets: 10 })).ticket).toBe(1)
  })
})

it('what is kept for a few days is gone after them', async () => {
  const later = new Date(secondsAfter(backend.clock.now(), 61 * day))
  await forgetExpired(backend.db, later)
  await forgetLinks(backend.db, later)
  for (const [table, { kept }] of Object.entries<{ kept: Keeping }>(classification))
    if ('for' in kept && kept.for === 'a few days') {
      const traces = (await tracesOf(backend.db, camille)).filter((column) => column.startsWith(`${table}.`))
      expect(traces).toEqual([])
    }
})

describe('the daily purge', () => {
  it('is done once a day, whichever process is on duty', async () => {
    const other = await openBackend({ dataDir: backend.dataDir, clock: backend.clock })
    const purged = vi.fn()
    const look = async () => {
      for (const { server } of [backend, other]) {
        const stop = purgeDaily({ ...server.backend, log: { ...server.log, info: purged, error: purged } })
        await eventually(async () => expect(await done()).toBe(backend.clock.now().toISOString().slice(0, 10)))
        await stop()
      }
    }
    const done = async () => (await backend.db.selectFrom('daily_run').select('day').executeTakeFirst())?.day
    await look()
    await look()
    expect(purged).toHaveBeenCalledTimes(1)
    backend.clock.advance(366 * day)
    await look()
    expect(purged).toHaveBeenCalledTimes(2)
    expect(purged).toHaveBeenLastCalledWith(expect.objectContaining({ call: 1, notification: 1 }), 'purged')
    await other.close()
  })

  it('that failed is taken up again the same day', async () => {
    const { server } = backend
    const broken = new Proxy(server.backend.config, {
      get: (config, name) => (name === 'keep' ? undefined : Reflect.get(config, name)),
    })
    const log = { ...server.log, info: vi.fn(), error: vi.fn() }
    await purgeDaily({ ...server.backend, config: broken, log })()
    expect(log.error).toHaveBeenCalledTimes(1)
    await purgeDaily({ ...server.backend, log })()
    expect(log.info).toHaveBeenCalledTimes(1)
  })
})

it('`npm run backend -- purge` says what it did', async () => {
  const program = await startProgram()
  await program.end('SIGTERM')
  const printed = await program.run(['purge'])
  expect(printed).toMatch(/^call : 0\nticket : 0\n/m)
}, 30_000)
