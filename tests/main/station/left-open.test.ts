import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import type { JournalRecord } from '#shared/domain/call.ts'
import { openActivity } from '#station/calls/activity.ts'
import { readLeftOpenHours } from '#station/calls/left-open.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

afterEach(() => {
  vi.useRealTimers()
})

const hour = 3600_000

/** Léa's workplace, with a call on which she has typed something, then left it as the test says. */
async function leaveOpen(leave: (call: Awaited<ReturnType<typeof startCall>>) => Promise<unknown>) {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const call = await startCall(station)
  await call.answers('desk.note', { 'contact.name': 'Paul', notes: 'à rappeler' })
  await leave(call)
  await station.close()
  /** Opens the workplace again so many hours later; Léa signs in. */
  const comeBack = async (hours: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * hour })
    const again = await stationAt(backend.url, dataDir)
    await signIn(again)
    return again
  }
  return { backend, call, comeBack }
}

const park = async () => undefined

test('a call left open for four hours is ended by the workplace: its journal and its record say so, no ticket is filed', async () => {
  const { backend, call, comeBack } = await leaveOpen(park)
  const station = await comeBack(4.1)
  const { calls, leftOpen } = await get(station, 'calls.list', {})
  expect(calls).toEqual([])
  expect(leftOpen).toMatchObject([
    { call: { id: call.id, closing: 'left-open' }, clientName: 'Paul', hasTicket: false },
  ])
  const { journal, values } = await get(station, 'calls.open', { callId: call.id })
  expect(journal.at(-1)).toMatchObject({ seq: 2, origin: 'station', event: { type: 'left-open' } })
  expect(journal.at(-1)?.elapsedMs).toBe(journal[0]?.elapsedMs)
  expect(values).toMatchObject({ notes: 'à rappeler' })

  await stateWhere(station, ({ outbox }) => outbox.waiting === 0)
  expect(backend.of('recordCall')).toMatchObject([{ body: { call: { id: call.id, closing: 'left-open' } } }])
  expect(backend.of('fileTicket')).toEqual([])
  expect(await errorOf(station, 'calls.append', { record: call.next({ type: 'desk.note' }) })).toMatchObject({
    code: 'call-ended',
  })
})

test('its agent is told until they say that they know', async () => {
  const { call, comeBack } = await leaveOpen(park)
  const station = await comeBack(5)
  await get(station, 'calls.leftOpenRead', { callId: call.id })
  expect(await get(station, 'calls.list', {})).toEqual({ calls: [], leftOpen: [] })
})

test('its ticket is filed when its agent says so, once', async () => {
  const { backend, call, comeBack } = await leaveOpen(park)
  const station = await comeBack(5)
  const filed = await get(station, 'tickets.fileLeftOpen', { callId: call.id })
  expect((await get(station, 'tickets.fileLeftOpen', { callId: call.id })).ticket.id).toBe(filed.ticket.id)
  await stateWhere(station, ({ outbox }) => outbox.waiting === 0)
  const body = { callId: call.id, notes: 'à rappeler', contact: { name: 'Paul' } }
  expect(backend.of('fileTicket')).toHaveLength(1)
  expect(backend.of('fileTicket')).toMatchObject([{ body }])
})

test('a parked call is ended likewise; one left for less is taken up', async () => {
  const { call, comeBack } = await leaveOpen(async () => undefined)
  const early = await comeBack(3.9)
  expect((await get(early, 'calls.list', {})).calls).toMatchObject([{ call: { id: call.id } }])
  await get(early, 'calls.park', { callId: call.id })
  await early.close()
  const late = await comeBack(4.1)
  expect((await get(late, 'calls.list', {})).leftOpen).toMatchObject([{ call: { id: call.id } }])
})

test('never while it is being worked, nor by a clock set back', async () => {
  const { call, comeBack } = await leaveOpen(park)
  const station = await comeBack(3.9)
  await get(station, 'calls.setValue', { callId: call.id, key: 'notes', value: 'toujours en ligne' })
  // The clock jumps: only what has really gone by since counts.
  vi.setSystemTime(Date.now() + 20 * hour)
  await signIn(station)
  expect((await get(station, 'calls.list', {})).calls).toHaveLength(1)
  await station.close()
  const before = await comeBack(-48)
  expect((await get(before, 'calls.list', {})).calls).toHaveLength(1)
})

test('what the platform tells by itself does not keep a call open', async () => {
  const { call, comeBack } = await leaveOpen(park)
  const station = await comeBack(0)
  const opened = await get(station, 'calls.open', { callId: call.id })
  const [answer] = opened.journal
  if (!answer) throw new Error('no answer')
  const since = (hours: number) => new Date(Date.parse(answer.at) + hours * hour).toISOString()
  const news: JournalRecord = {
    ...answer,
    seq: 2,
    origin: 'platform',
    at: since(3),
    event: { type: 'platform-changed' },
  }
  vi.setSystemTime(Date.parse(since(5)))
  expect(openActivity().idleMs(opened.call, [answer, news])).toBe(5 * hour)
})

test('no screen can say it in the workplace’s place', async () => {
  const { call, comeBack } = await leaveOpen(park)
  const station = await comeBack(0)
  const record = { ...call.next({ type: 'left-open' }), origin: 'station' as const }
  expect(await errorOf(station, 'calls.append', { record })).toMatchObject({ code: 'unexpected-event' })
  expect(await errorOf(station, 'tickets.fileLeftOpen', { callId: call.id })).toMatchObject({ code: 'invalid-input' })
})

test('the environment says after how long', () => {
  expect([readLeftOpenHours(undefined), readLeftOpenHours('12')]).toEqual([4, 12])
  for (const wrong of ['0', '-1', 'deux', '1.5']) expect(() => readLeftOpenHours(wrong)).toThrow(/NUMI_LEFT_OPEN_HOURS/)
})
