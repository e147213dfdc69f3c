import { describe, expect, it, onTestFinished } from 'vitest'
import { loadHistory } from '#backend/demo/history/load-history.ts'
import { demoSettings } from '#backend/demo/settings.ts'
import { readFlow } from '#node/flows/read.ts'
import { compile } from '#shared/flow/compile.ts'
import { framesOf } from '#shared/training/replay-frames.ts'
import { openBackend, testClock } from '../open-backend.ts'

async function openDemo() {
  const settings = demoSettings('http://127.0.0.1:4400')
  const backend = await openBackend({ isDemo: true, clock: testClock(), ...settings })
  onTestFinished(() => backend.close())
  return backend
}

const load = ({ server }: Awaited<ReturnType<typeof openDemo>>, days: number, signal = new AbortController().signal) =>
  loadHistory(server.backend, 'flows', { days, signal })

/** Each call as a trainer plays it again, beside the steps that it is listed and counted by. */
async function expectReplays(backend: Awaited<ReturnType<typeof openDemo>>): Promise<void> {
  const flow = compile(await readFlow('flows/bug-technique'))
  const { token } = await backend.signIn('trainer')
  for (const { call_id, place } of await backend.db.selectFrom('call_log').select(['call_id', 'place']).execute()) {
    const { channel, journal } = (await backend.ask('readReplay', { params: { id: call_id }, token })).json()
    const played = framesOf(flow, channel, journal).filter(({ isArrival }) => isArrival)
    const steps = await backend.db
      .selectFrom('call_step')
      .select(['step_id', 'entered_ms'])
      .where('place', '=', place)
      .orderBy('position')
      .execute()
    expect(played.map(({ stepId, elapsedMs }) => ({ step_id: stepId, entered_ms: elapsedMs }))).toEqual(steps)
  }
}

describe('the past of the demonstration', () => {
  it('is made of calls that the flow allows, with their tickets, incidents and surveys; gone on with, never twice', async () => {
    const backend = await openDemo()
    const { db } = backend
    const calls = () => db.selectFrom('call').select(['id', 'content_hash']).orderBy('id').execute()
    const stop = new AbortController()
    const begun = load(backend, 4, stop.signal)
    await expect.poll(async () => (await calls()).length, { timeout: 20_000 }).toBeGreaterThan(0)
    stop.abort()
    await begun
    const before = await calls()
    await load(backend, 4)
    const after = await calls()
    expect(after).toEqual(expect.arrayContaining(before))
    expect(after.length).toBeGreaterThan(Math.max(before.length, 200))
    await load(backend, 5)
    expect(await calls()).toEqual(after)

    const lines = await db.selectFrom('call_log').selectAll().orderBy('place', 'desc').execute()
    expect(lines.filter(({ folding }) => folding !== 'folded')).toEqual([])
    expect(new Set(lines.map(({ closing }) => closing)).size).toBe(5)
    expect(lines.every(({ reason }) => reason !== null)).toBe(true)
    expect(lines[0]?.ended_at.slice(0, 10)).toBe('2025-12-19')
    expect(lines.every(({ ended_at }) => ended_at < '2025-12-19T10:00:00.000Z')).toBe(true)
    const filed = lines.filter(({ has_ticket }) => has_ticket === 1)
    const tickets = await db.selectFrom('ticket').select(['call_id', 'incident_id']).execute()
    expect(tickets.map(({ call_id }) => call_id).toSorted()).toEqual(filed.map(({ call_id }) => call_id).toSorted())
    expect(tickets.filter(({ incident_id }) => incident_id !== null).length).toBeGreaterThan(5)
    const left = await db.selectFrom('call_step').select('step_id').where('left_by', '=', 'caller-gone').execute()
    expect(left.length).toBeGreaterThan(2)
    const incidents = await db.selectFrom('incident').selectAll().execute()
    expect(incidents.filter(({ number }) => number !== null)).toHaveLength(2)
    expect(incidents.map(({ state }) => state)).toEqual(Array(12).fill('resolved'))
    // Nobody is written to about what is over.
    expect(await db.selectFrom('notification').select('id').execute()).toEqual([])
    const admin = await backend.signIn('admin')
    const query = { from: '2025-09-20', to: '2025-12-20' }
    const { kpis } = (await backend.ask('readKpis', { query, token: admin.token })).json()
    for (const { id, value } of kpis) expect([id, value === null]).toEqual([id, false])
    expect(kpis.find(({ id }: { id: string }) => id === 'report-rate').value).toBeLessThan(1)
    await expectReplays(backend)
  }, 90_000)
})
