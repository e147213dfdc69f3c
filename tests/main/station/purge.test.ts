import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { readKeepDays } from '#station/housekeeping.ts'
import { openStore } from '#station/store/store.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get, stateWhere } from './support/ask.ts'
import { startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

afterEach(() => {
  vi.useRealTimers()
})

const day = 24 * 3600_000
const jpg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400_000, 7)]).toString('base64')

/** A workplace on which Léa has ended one call with its ticket and a screenshot, and given her opinion. */
async function afterADay() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const endACall = async () => {
    const call = await startCall(station)
    await get(station, 'attachments.add', { callId: call.id, name: 'a.jpg', bytes: jpg })
    await call.files({ 'contact.name': 'Paul', urgentRequest: 'Réserver' })
    await call.intends('add-to-ticket@1')
    await call.finds({ addition: 'queued' })
    await call.answers('desk.end')
    return call.id
  }
  return { backend, dataDir, station, endACall }
}

const counted = (dataDir: string) => {
  const database = new Sqlite(join(dataDir, 'station.db'), { readonly: true })
  const tables = ['call', 'journal', 'value', 'outbox', 'ticket', 'attachment', 'call_attachment', 'flow']
  const rows = tables.map((table) => [table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()])
  database.close()
  return Object.fromEntries(rows)
}
const nothing = { call: 0, journal: 0, value: 0, outbox: 0, ticket: 0, attachment: 0, call_attachment: 0, flow: 0 }

/** Opens the workplace so many days later, and lets it tidy up. */
async function later(days: number, dataDir: string, apiUrl: string) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * day })
  const station = await stationAt(apiUrl, dataDir)
  await station.close()
  vi.useRealTimers()
}

test('what was delivered is kept for 30 days, then erased whole, and its room given back', async () => {
  const { backend, dataDir, station, endACall } = await afterADay()
  await endACall()
  await get(station, 'feedback.give', { subject: 'faq:1', isUseful: true, comment: 'Clair' })
  await stateWhere(station, ({ outbox }) => outbox.waiting === 0)
  await station.close()
  const before = counted(dataDir)
  const size = statSync(join(dataDir, 'station.db')).size

  await later(29, dataDir, backend.url)
  expect(counted(dataDir)).toEqual(before)
  await later(31, dataDir, backend.url)
  expect(counted(dataDir)).toEqual(nothing)
  expect(statSync(join(dataDir, 'station.db')).size).toBeLessThan(size - 390_000)
})

test('what is not delivered, a call that is not ended, and all they need are never erased', async () => {
  const { backend, dataDir, station, endACall } = await afterADay()
  backend.usually('addToTicket', () => 'cut')
  const ended = await endACall()
  await backend.until(() => backend.of('addToTicket').length > 0)
  const open = await startCall(station)
  await open.answers('desk.note', { notes: 'à rappeler' })
  await station.close()
  const before = counted(dataDir)
  await later(400, dataDir, backend.url)
  expect(counted(dataDir)).toEqual(before)

  const again = await stationAt(backend.url, dataDir)
  await signIn(again)
  expect((await get(again, 'calls.open', { callId: ended })).attachments).toHaveLength(1)
  expect((await get(again, 'calls.open', { callId: open.id })).values).toEqual({ notes: 'à rappeler' })
})

test('days are counted from the delivery: what left late is still shown the day after', async () => {
  const { backend, dataDir, station, endACall } = await afterADay()
  backend.usually('fileTicket', () => 'cut')
  await endACall()
  await backend.until(() => backend.of('fileTicket').length > 0)
  await station.close()
  const database = new Sqlite(join(dataDir, 'station.db'))
  database.prepare("UPDATE call SET ended_at = '2025-01-01T10:00:00.000Z'").run()
  database.prepare("UPDATE outbox SET state = 'sent', sent_at = ?").run(Date.now())
  database.close()
  await later(29, dataDir, backend.url)
  expect(counted(dataDir)).toMatchObject({ call: 1, ticket: 1 })
})

test('a thousand old calls go by parts, and leave nothing in the file nor its journal', () => {
  const dataDir = temporaryFolder()
  const store = openStore(dataDir)
  onTestFinished(store.close)
  store.seal.unlock(Buffer.alloc(32, 1))
  const agentId = '018f0000-0000-7000-8000-000000000001'
  const user = { id: agentId, email: 'lea@numi.support', displayName: 'Léa M.', role: 'hotliner' as const }
  const none = Buffer.alloc(32)
  const at = '2025-01-01T10:00:00.000Z'
  store.agents.keep({ user, salt: none, verifier: none, lockedKey: none, onlineAt: 0, seenAt: 0 })
  store.flows.keep('hash', 'small', {} as never)
  for (let i = 0; i < 1000; i += 1) {
    const id = `call-${i}`
    store.calls.insert({
      ...{ id, flowId: 'small', flowHash: 'hash', channel: 'phone', agentId, startedAt: at },
      ...{ endedAt: null, closing: null, parkedAt: null },
    })
    store.settings.write(agentId, 'erased-trace', 'kept')
    store.values.set(id, 1, { 'note-of-erased-call': 'x' })
    store.calls.end(id, at, 'resolved')
  }
  let parts = 0
  while (store.purge.some(Date.now())) parts += 1
  store.purge.giveBack()
  expect(parts).toBe(20)
  expect(counted(dataDir)).toEqual(nothing)
  const bytes = readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file)))
  expect(bytes.filter((one) => one.includes('note-of-erased-call'))).toEqual([])
  expect(bytes.filter((one) => one.includes('erased-trace'))).toHaveLength(1)
})

test('how long is said in days, and nothing else', () => {
  expect([readKeepDays(undefined), readKeepDays('7'), readKeepDays('0')]).toEqual([30, 7, 0])
  for (const wrong of ['un mois', '-1', '1.5', '99999']) expect(() => readKeepDays(wrong)).toThrow(/NUMI_KEEP_DAYS/)
})
