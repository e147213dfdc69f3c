import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openStation } from '#station/station.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get, stateWhere } from './support/ask.ts'
import { agents, startContractBackend } from './support/contract-backend.ts'
import { leadCall, startCall } from './support/led-call.ts'
import { flowsFolder, signIn, stationAt } from './support/workplace.ts'

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(60_000, 3),
  Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
]).toString('base64')
const lea = { email: agents.lea.user.email, password: agents.lea.password }
/** The service of the workplace, gone: whatever waits goes on waiting. */
let nowhere = ''
const serviceAgain = () => startContractBackend(Number(new URL(nowhere).port))
const page = 4096

/** As a station leaves it when it is killed: 12 calls with their tickets waiting, one of them open, its journal not merged. */
let killed = ''
let openCallId = ''
const ticketIds: string[] = []

const folders: (() => void)[] = []
const whenOver = (remove: () => void) => void folders.push(remove)
afterAll(() => {
  for (const remove of folders) remove()
})

beforeAll(async () => {
  const backend = await startContractBackend()
  const dataDir = temporaryFolder(whenOver)
  const station = await openStation({ dataDir, flowsDir: flowsFolder(whenOver), apiUrl: backend.url })
  await signIn(station)
  await backend.stop()
  nowhere = backend.url
  for (let i = 0; i < 12; i += 1) {
    const call = await startCall(station)
    await get(station, 'attachments.add', { callId: call.id, name: `${i}.png`, bytes: png })
    for (let answer = 0; answer < 20; answer += 1)
      await call.answers('desk.note', {
        notes: `note ${answer} de l’appel ${i}`,
        [`key.${answer}`]: 'x'.repeat(80),
      })
    const { eventId } = await call.files({ 'contact.name': `Client ${i}` })
    ticketIds.push(eventId)
    openCallId = call.id
    if (i < 11) await call.answers('desk.end')
  }
  killed = temporaryFolder(whenOver)
  for (const file of readdirSync(dataDir)) copyFileSync(join(dataDir, file), join(killed, file))
  await station.close()
}, 60_000)

/** The workplace as it was left, then damaged. */
function damagedBy(damage: (file: string) => void): string {
  const dataDir = temporaryFolder()
  for (const file of readdirSync(killed)) copyFileSync(join(killed, file), join(dataDir, file))
  damage(join(dataDir, 'station.db'))
  return dataDir
}

/** As a clean stop leaves it: everything in the one file, no mark. */
function stoppedCleanly(dataDir: string) {
  const database = new Sqlite(join(dataDir, 'station.db'))
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  for (const file of ['station.open', 'station.db-wal', 'station.db-shm']) rmSync(join(dataDir, file), { force: true })
}

async function reopened(dataDir: string) {
  const station = await stationAt(nowhere, dataDir)
  const { damage } = await get(station, 'station.state', {})
  await get(station, 'session.signIn', lea)
  const { tickets } = await get(station, 'tickets.list', {})
  const { calls } = await get(station, 'calls.list', {})
  return { station, damage, tickets, calls }
}

const setAside = (dataDir: string) => readdirSync(dataDir).filter((file) => /^station\.endommagee-.*\.db$/.test(file))

/** The database in use is sound, and nothing in it refers to what is not there. */
function expectSound(dataDir: string) {
  const database = new Sqlite(join(dataDir, 'station.db'), { readonly: true })
  onTestFinished(() => void database.close())
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(database.pragma('foreign_key_check')).toEqual([])
}

test('after an unclean stop without damage nothing is said, and everything is there', async () => {
  const dataDir = damagedBy(() => {})
  const { damage, tickets, calls } = await reopened(dataDir)
  expect(damage).toBeNull()
  expect(tickets.map(({ ticket }) => ticket.id).toSorted()).toEqual(ticketIds.toSorted())
  expect(calls).toMatchObject([{ call: { id: openCallId }, clientName: 'Client 11' }])
  expect(setAside(dataDir)).toEqual([])
})

test('a garbage header: everything is recovered, and the damaged file is kept as it was', async () => {
  const dataDir = damagedBy((file) => {
    stoppedCleanly(join(file, '..'))
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 0, 100)
    writeFileSync(file, bytes)
  })
  const before = readFileSync(join(dataDir, 'station.db'))
  const { station, damage, tickets, calls } = await reopened(dataDir)
  expect(damage).toMatchObject({ setAsideAs: expect.stringMatching(/^station\.endommagee-20/), lost: 0 })
  expect(damage?.recovered).toBeGreaterThan(300)
  expect(tickets).toHaveLength(12)
  expect((await get(station, 'calls.open', { callId: calls[0]?.call.id ?? '' })).journal).toHaveLength(23)
  expect(readFileSync(join(dataDir, setAside(dataDir)[0] ?? ''))).toEqual(before)
  expect(statSync(join(dataDir, setAside(dataDir)[0] ?? '')).mode & 0o777).toBe(0o600)
  await station.close()
  expectSound(dataDir)
})

test('a whole first page of zeros: everything is recovered', async () => {
  const dataDir = damagedBy((file) => {
    stoppedCleanly(join(file, '..'))
    const bytes = readFileSync(file)
    bytes.fill(0, 0, page)
    writeFileSync(file, bytes)
  })
  const { damage, tickets } = await reopened(dataDir)
  expect(damage).toMatchObject({ lost: 0 })
  expect(tickets).toHaveLength(12)
})

test('every page of the schema but the first zeroed: everything is recovered', async () => {
  const found: number[] = []
  const dataDir = damagedBy((file) => {
    stoppedCleanly(join(file, '..'))
    const database = new Sqlite(file)
    const pages = "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' AND pagetype = 'leaf'"
    found.push(...database.prepare<[], number>(pages).pluck().all())
    database.close()
    const bytes = readFileSync(file)
    for (const number of found) bytes.fill(0, (number - 1) * page, number * page)
    writeFileSync(file, bytes)
  })
  const { damage, tickets } = await reopened(dataDir)
  expect(found.length).toBeGreaterThan(1)
  expect(damage).toMatchObject({ lost: 0 })
  expect(tickets).toHaveLength(12)
})

test('said once: whoever has read it is not told again', async () => {
  const dataDir = damagedBy((file) => writeFileSync(join(file, '..', 'station.suspect'), ''))
  const { station, damage } = await reopened(dataDir)
  expect(damage).not.toBeNull()
  const told = stateWhere(station, (state) => state.damage === null)
  await get(station, 'station.damageRead', {})
  await told
  await station.close()
  expect((await reopened(dataDir)).damage).toBeNull()
})

test('a truncated file: what was before the cut is recovered, the loss is counted, calls and deliveries go on', async () => {
  const dataDir = damagedBy((file) => {
    stoppedCleanly(join(file, '..'))
    truncateSync(file, Math.floor(statSync(file).size / 2 / page) * page)
    writeFileSync(join(file, '..', 'station.open'), '')
  })
  const { station, damage } = await reopened(dataDir)
  expect(damage?.lost).toBeGreaterThan(0)
  expect(damage?.recovered).toBeGreaterThan(0)
  const call = await startCall(station)
  await call.answers('desk.note')
  await station.close()
  expectSound(dataDir)
})

// Each place in the file in turn: which table's pages lie there differs. The first is where scripts are kept; the pages after
// are the calls', without which nothing that was answered in them means anything.
test.each([0.045, 0.15, 0.3, 0.5, 0.7, 0.85, 0.97])(
  'zeroed pages at %f of the file: set aside, mended, sound',
  async (at) => {
    const dataDir = damagedBy((file) => {
      stoppedCleanly(join(file, '..'))
      const bytes = readFileSync(file)
      const from = Math.max(1, Math.floor((bytes.length / page) * at)) * page
      bytes.fill(0, from, from + 3 * page)
      writeFileSync(file, bytes)
      writeFileSync(join(file, '..', 'station.suspect'), '')
    })
    const station = await stationAt(nowhere, dataDir)
    const { damage } = await get(station, 'station.state', {})
    expect(damage?.recovered).toBeGreaterThan(100)
    expect(setAside(dataDir)).toHaveLength(1)
    await station.close()
    expectSound(dataDir)
    expect(existsSync(join(dataDir, 'station.mending'))).toBe(false)
  },
)

test('its journal was deleted: what had been merged is opened, sound', async () => {
  const dataDir = damagedBy((file) => rmSync(`${file}-wal`))
  const station = await stationAt(nowhere, dataDir)
  await station.close()
  expectSound(dataDir)
})

test('the journal of another workplace beside it changes nothing of what was set aside, and leaves a sound database', async () => {
  const backend = await serviceAgain()
  onTestFinished(backend.stop)
  const otherDir = temporaryFolder()
  const other = await stationAt(backend.url, otherDir)
  await signIn(other, 'karim')
  await startCall(other)
  await backend.stop()
  const dataDir = damagedBy((file) => {
    stoppedCleanly(join(file, '..'))
    copyFileSync(join(otherDir, 'station.db-wal'), `${file}-wal`)
  })
  const before = readFileSync(join(dataDir, 'station.db'))
  const { damage, tickets } = await reopened(dataDir)
  expect(damage?.setAsideAs).toBeTruthy()
  expect(tickets).toHaveLength(12)
  expect(readFileSync(join(dataDir, setAside(dataDir)[0] ?? ''))).toEqual(before)
})

test('the full check finds in the background what a quick look does not; the next start mends it', async () => {
  const dataDir = damagedBy((file) => {
    stoppedCleanly(join(file, '..'))
    const database = new Sqlite(file)
    // An index that no longer says what its table holds: no page of it is malformed.
    database.unsafeMode()
    database.pragma('writable_schema = ON')
    database
      .prepare(
        "UPDATE sqlite_schema SET sql = replace(sql, '(agent_id, state)', '(agent_id, kind)') WHERE name = 'outbox_agent'",
      )
      .run()
    database.close()
  })
  const station = await stationAt(nowhere, dataDir)
  const { damage } = await stateWhere(station, (state) => state.damage !== null)
  expect(damage).toEqual({ setAsideAs: null, recovered: 0, lost: 0 })
  await station.close()
  const again = await reopened(dataDir)
  expect(again.damage).toMatchObject({ lost: 0, setAsideAs: expect.any(String) })
  expect(again.tickets).toHaveLength(12)
})

test('a journal with a gap is kept up to it, and the call is taken up there', async () => {
  const dataDir = damagedBy((file) => {
    const database = new Sqlite(file)
    database.prepare('DELETE FROM journal WHERE call_id = ? AND seq IN (7, 12)').run(openCallId)
    database.close()
    writeFileSync(join(file, '..', 'station.suspect'), '')
  })
  const { station, damage } = await reopened(dataDir)
  expect(damage?.lost).toBe(15)
  const { journal, values } = await get(station, 'calls.open', { callId: openCallId })
  expect(journal.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
  expect(values['contact.name']).toBe('Client 11')
  await (await leadCall(station, openCallId)).answers('desk.note')
})

test('whose own row is lost still delivers what waited, and is known again when they sign in', async () => {
  const backend = await serviceAgain()
  onTestFinished(backend.stop)
  const dataDir = damagedBy((file) => {
    const database = new Sqlite(file)
    database.pragma('foreign_keys = OFF')
    database.exec('DELETE FROM agent; DELETE FROM flow')
    database.close()
    writeFileSync(join(file, '..', 'station.suspect'), '')
  })
  const station = await stationAt(backend.url, dataDir)
  await backend.until(() => backend.tickets.size === 12)
  await signIn(station)
  const { calls } = await get(station, 'calls.list', {})
  expect(calls).toMatchObject([{ call: { id: openCallId }, clientName: 'Client 11' }])
  expect(new Set(backend.tickets.keys())).toEqual(new Set(ticketIds))
})

test('a mending that was interrupted is finished or begun again', async () => {
  const dataDir = damagedBy((file) => {
    stoppedCleanly(join(file, '..'))
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 0, 100)
    writeFileSync(file, bytes)
  })
  const first = await reopened(dataDir)
  await first.station.close()
  const mended = readFileSync(join(dataDir, 'station.db'))
  writeFileSync(join(dataDir, 'station.mended.db'), mended)
  writeFileSync(join(dataDir, 'station.db'), 'garbage')
  writeFileSync(join(dataDir, 'station.db-wal'), 'garbage')
  expect((await reopened(dataDir)).tickets).toHaveLength(12)
})
