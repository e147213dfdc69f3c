import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Station } from '#shared/contracts/station.ts'
import type { JournalEvent, JournalRecord } from '#shared/domain/call.ts'
import { CallPlayer } from '../../src/renderer/call/player.ts'
import { BackendProcess } from './support/backend-process.ts'
import { get, signIn } from './support/desk.ts'
import { StationProcess } from './support/station-process.ts'

let backend: BackendProcess
let dataDir: string
let process: StationProcess | undefined
let station: Station
let callId: string
let first: JournalRecord

beforeAll(async () => {
  backend = await BackendProcess.start()
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
  first = record(1, { type: 'identify.unknown-without-email' })
  await append(first)
})

const record = (seq: number, event: JournalEvent, origin: JournalRecord['origin'] = 'agent'): JournalRecord => ({
  ...{ callId, seq, eventId: randomUUID(), stepId: 'identify', origin },
  ...{ at: new Date().toISOString(), elapsedMs: seq * 1000, event },
})
const append = (appended: JournalRecord, values = {}) =>
  station.ask('calls.append', { record: appended, values, facts: {} })
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
  ['an intention of a lookup', { type: 'intention', actor: 'check-platform@1', invoke: 'check' }],
  ['an intention of nothing known', { type: 'intention', actor: 'delete-everything@1', invoke: 'x' }],
])('an event with %s is refused', async (_what, event) => {
  expect(await append(record(2, event as JournalEvent))).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(await journal()).toEqual([first])
})

test('an act that the journal does not announce, or announces on another call, is not performed', async () => {
  const other = await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
  const perform = (key: string | null, on = callId, actor = 'file-ticket@1') =>
    station.ask('calls.perform', { callId: on, actor, key, facts: {} })
  const intention = record(2, { type: 'intention', actor: 'file-ticket@1', invoke: 'file-ticket' }, 'actor')
  await append(intention)
  for (const forged of [
    perform(null),
    perform(randomUUID()),
    perform(first.eventId),
    perform(intention.eventId, other.call.id),
    perform(intention.eventId, callId, 'unlock-account@1'),
  ])
    expect(await forged).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
})

test('an ended call takes nothing more', async () => {
  await station.ask('calls.append', { record: record(2, { type: 'caller-gone' }), facts: {}, ends: 'gone' })
  expect(await append(record(3, { type: 'gone.end' }))).toMatchObject({ ok: false, error: { code: 'call-ended' } })
})

test.each<[string, JournalEvent, JournalRecord['origin']]>([
  ['an answer that no step has', { type: 'greet.bogus' }, 'agent'],
  ['an answer to another step', { type: 'escalate.urgent' }, 'agent'],
  ['a result that nobody asked for', { type: 'xstate.done.actor.unlock', output: { unlock: 'done' } }, 'actor'],
  ['a fact with a value of its own', { type: 'platform-changed', facts: { liveIncident: 'sabotage' } }, 'platform'],
  ['an answer in the name of the platform', { type: 'greet.confirm' }, 'platform'],
  ['an answer taken back that was never given', { type: 'back', takesBack: randomUUID() }, 'agent'],
])(
  'a journal with %s is not followed: the event is named, and the call stays listed and whole',
  async (_what, event, origin) => {
    const forged = record(2, event, origin)
    write(forged)
    const open = await get(station, 'calls.open', { callId })
    expect(open.journal).toEqual([first, forged])
    expect(() => new CallPlayer(station, open)).toThrow(`Journal illisible à l’événement 2 (« ${event.type} »`)
    expect(await listed()).toMatchObject({ stepId: 'identify' })
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
