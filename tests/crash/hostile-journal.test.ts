import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Station } from '#shared/contracts/station.ts'
import type { JournalEvent, JournalRecord } from '#shared/domain/call.ts'
import { CallPlayer } from '../../src/renderer/call/player.ts'
import type { TestBackend } from '../e2e/backend.ts'
import { get } from '../main/station/support/ask.ts'
import { startBackend } from './support/backend.ts'
import { signIn } from './support/desk.ts'
import { StationProcess } from './support/station-process.ts'

let backend: TestBackend
let dataDir: string
let process: StationProcess | undefined
let station: Station
let callId: string
let first: JournalRecord

beforeAll(async () => {
  backend = await startBackend()
  dataDir = mkdtempSync(join(tmpdir(), 'numi-crash-'))
  await opens()
})
afterAll(async () => {
  await process?.kill()
  await backend.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

async function opens(): Promise<void> {
  process = await StationProcess.open({ dataDir, apiUrl: backend.url })
  station = process.station
  await signIn(station)
}

beforeEach(async () => {
  callId = (await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })).call.id
  first = record(1, { type: 'identify.unknown-without-email' }, 'agent', 'identify')
  await append(first)
})

/** One more record; after the first the call stands at its greeting. */
const record = (
  seq: number,
  event: JournalEvent,
  origin: JournalRecord['origin'] = 'agent',
  stepId = 'greet',
): JournalRecord => ({
  ...{ callId, seq, eventId: randomUUID(), stepId, origin },
  ...{ at: new Date().toISOString(), elapsedMs: seq * 1000, event },
})
const append = (appended: JournalRecord, values = {}) => station.ask('calls.append', { record: appended, values })
const accepts = async (...records: JournalRecord[]) => {
  for (const one of records) expect(await append(one)).toEqual({ ok: true, value: { seq: one.seq } })
}
const listed = async () => (await get(station, 'calls.list', {})).calls.find(({ call }) => call.id === callId)
const journal = async () => (await get(station, 'calls.open', { callId })).journal

test('the same record offered again, however often, is written once', async () => {
  for (let n = 0; n < 5; n += 1) expect(await append(first)).toEqual({ ok: true, value: { seq: 1 } })
  expect(await journal()).toEqual([first])
})

test('another record under a known id is refused, and changes nothing', async () => {
  const forged = { ...first, event: { type: 'greet.confirm' } }
  expect(await append(forged, { notes: 'forged' })).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  const open = await get(station, 'calls.open', { callId })
  expect([open.journal, open.values]).toEqual([[first], {}])
})

test('a record before its turn, after it, or in the place of another is refused', async () => {
  for (const seq of [1, 3, 7, 2 ** 31])
    expect(await append(record(seq, { type: 'greet.confirm' }))).toMatchObject({
      ok: false,
      error: { code: 'out-of-order' },
    })
  expect(await journal()).toEqual([first])
})

test.each<[string, unknown]>([
  ['text where only facts go', { type: 'greet.confirm', facts: { client: 'x'.repeat(61) } }],
  ['a key of its own', { type: 'greet.confirm', note: 'Sophie L.' }],
])('an event with %s is refused', async (_what, event) => {
  expect(await append(record(2, event as JournalEvent))).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(await journal()).toEqual([first])
})

test('an act that the journal does not announce, or announces on another call, is not performed', async () => {
  const other = await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
  const perform = (key: string | null, on = callId, actor = 'file-ticket@1') =>
    station.ask('calls.perform', { callId: on, actor, key })
  const intention = record(
    4,
    { type: 'intention', actor: 'file-ticket@1', invoke: 'file-ticket' },
    'actor',
    'file-gone',
  )
  await accepts(record(2, { type: 'caller-gone' }), record(3, { type: 'gone.file' }, 'agent', 'gone'), intention)
  for (const forged of [perform(null), perform(randomUUID()), perform(first.eventId)])
    expect(await forged).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  for (const forged of [
    perform(intention.eventId, other.call.id),
    perform(intention.eventId, callId, 'unlock-account@1'),
    perform(null, callId, 'check-platform@1'),
  ])
    expect(await forged).toMatchObject({ ok: false, error: { code: 'unexpected-event' } })
  // A second ticket, for the same act.
  const twice = { ...intention, seq: 5, eventId: randomUUID() }
  expect(await append(twice)).toMatchObject({ ok: false, error: { code: 'unexpected-event' } })
})

test('an ended call takes nothing more', async () => {
  await accepts(
    record(2, { type: 'caller-gone' }),
    record(3, { type: 'gone.end' }, 'agent', 'gone'),
    record(4, { type: 'wrap-up-gone.silent' }, 'agent', 'wrap-up-gone'),
  )
  expect(await append(record(5, { type: 'wrap-up-gone.silent' }, 'agent', 'wrap-up-gone'))).toMatchObject({
    ok: false,
    error: { code: 'call-ended' },
  })
})

/** What no screen of ours would say: each with who says it. */
const forgeries: [string, JournalEvent, JournalRecord['origin']][] = [
  ['an answer that no step has', { type: 'greet.bogus' }, 'agent'],
  ['an answer to another step', { type: 'escalate.urgent' }, 'agent'],
  ['a result that nobody asked for', { type: 'xstate.done.actor.unlock', output: { unlock: 'done' } }, 'actor'],
  ['a fact with a value of its own', { type: 'platform-changed', facts: { liveIncident: 'sabotage' } }, 'platform'],
  ['an answer in the name of the platform', { type: 'greet.confirm' }, 'platform'],
  ['an answer taken back that was never given', { type: 'back', takesBack: randomUUID() }, 'agent'],
  ['an act where nothing acts', { type: 'intention', actor: 'file-ticket@1', invoke: 'file-ticket' }, 'actor'],
  ['an act of a lookup', { type: 'intention', actor: 'check-platform@1', invoke: 'check-platform' }, 'actor'],
  ['an act of nothing known', { type: 'intention', actor: 'delete-everything@1', invoke: 'x' }, 'actor'],
  ['an answer that brings facts', { type: 'greet.confirm', facts: { identity: 'verified' } }, 'agent'],
]

test.each(forgeries)('%s is refused by the station, and the call goes on', async (_what, event, origin) => {
  const before = await get(station, 'calls.open', { callId })
  expect(await append(record(2, event, origin), { notes: 'forged' })).toMatchObject({
    ok: false,
    error: { code: 'unexpected-event', message: expect.stringContaining('Rien n’a été ajouté à l’appel.') },
  })
  expect(await get(station, 'calls.open', { callId })).toEqual(before)
  await accepts(record(2, { type: 'greet.confirm' }))
})

test('an answer that names another step than the one shown is refused', async () => {
  expect(await append(record(2, { type: 'greet.confirm' }, 'agent', 'describe'))).toMatchObject({
    ok: false,
    error: { code: 'unexpected-event' },
  })
  expect(await journal()).toEqual([first])
})

test.each(forgeries)(
  'a journal with %s is not followed: the event is named, and the call stays listed and whole',
  async (_what, event, origin) => {
    const forged = record(2, event, origin)
    write(forged)
    const open = await get(station, 'calls.open', { callId })
    expect(open.journal).toEqual([first, forged])
    expect(() => new CallPlayer(station, open)).toThrow(`Journal illisible à l’événement 2 (« ${event.type} »`)
    expect(await listed()).toMatchObject({ stepId: 'greet' })
    expect(await append(record(3, { type: 'greet.confirm' }))).toMatchObject({
      ok: false,
      error: { code: 'unexpected-event', message: expect.stringContaining('Journal illisible à l’événement 2') },
    })
    // Another caller can be answered.
    await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
  },
)

test('records put in another order on disk are noticed, not followed', async () => {
  const second = record(2, { type: 'greet.confirm' })
  await append(second)
  inDatabase((database) => {
    for (const [from, to] of [
      [1, 99],
      [2, 1],
      [99, 2],
    ])
      database.prepare('UPDATE journal SET seq = ? WHERE call_id = ? AND seq = ?').run(to, callId, from)
  })
  const open = await get(station, 'calls.open', { callId })
  expect(() => new CallPlayer(station, open)).toThrow('l’événement 1 était attendu')
})

test('a script changed under its hash is refused, said, and the call whole; the true script mends it', async () => {
  await process?.close()
  inDatabase((database) => {
    const lied = (text: string) => text.replaceAll('identify.unknown-without-email', 'identify.unknown-with-no-email')
    const { definition } = database.prepare<[], { definition: string }>('SELECT definition FROM flow').get() ?? {
      definition: '',
    }
    expect(lied(definition)).not.toBe(definition)
    database.prepare('UPDATE flow SET definition = ?').run(lied(definition))
  })
  await opens()
  expect(await station.ask('calls.open', { callId })).toMatchObject({
    ok: false,
    error: { code: 'internal-error', message: expect.stringContaining('Le script de cet appel a été modifié') },
  })
  expect(await listed()).toMatchObject({ stepId: 'identify' })
  expect(await append(record(2, { type: 'greet.confirm' }))).toMatchObject({ ok: false })

  // The same script, still in its files, is kept again as soon as a call is started with it.
  await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
  expect(await journal()).toEqual([first])
})

/** As somebody would who can write in the folder. */
function inDatabase(change: (database: Sqlite.Database) => void): void {
  const database = new Sqlite(join(dataDir, 'station.db'))
  change(database)
  database.close()
}

function write(forged: JournalRecord): void {
  inDatabase((database) =>
    database
      .prepare('INSERT INTO journal (call_id, seq, event_id, record) VALUES (?, ?, ?, ?)')
      .run(callId, forged.seq, forged.eventId, JSON.stringify(forged)),
  )
}
