import { spawn } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#station/store/database.ts'
import { openStore } from '#station/store/store.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get } from './support/ask.ts'
import { startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { flowsFolder, signIn, stationAt } from './support/workplace.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('only their owner reads the folder and its files', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const folder = join(temporaryFolder(), 'poste')
  const station = await stationAt(backend.url, folder)
  await signIn(station)
  await startCall(station)
  expect(modeOf(folder)).toBe('700')
  const files = readdirSync(folder)
  expect(files).toEqual(expect.arrayContaining(['station.db', 'station.db-wal', 'secrets.json', 'station.open']))
  expect(files.map((file) => modeOf(join(folder, file)))).toEqual(files.map(() => '600'))
})

test('each commit is on disk before it is acknowledged, and no row is without its agent', () => {
  const { database, close } = openDatabase(temporaryFolder())
  onTestFinished(close)
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(database.pragma('synchronous', { simple: true })).toBe(2)
  expect(() => database.exec("INSERT INTO setting VALUES ('nobody', 'key', 'value')")).toThrow(/FOREIGN KEY/)
})

test('a clean stop leaves neither mark nor journal', () => {
  const folder = temporaryFolder()
  openStore(folder).close()
  expect(readdirSync(folder)).toEqual(['station.db'])
})

test('a store made by a newer program is left as it is', () => {
  const folder = temporaryFolder()
  openStore(folder).close()
  const newer = new Sqlite(join(folder, 'station.db'))
  newer.pragma('user_version = 999')
  newer.close()
  expect(() => openStore(folder)).toThrow(/version plus récente/)
})

test('a folder that cannot be made is said when the station opens', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  expect(() => openStore(join(folder, 'file', 'poste'))).toThrow(/ne peut pas enregistrer/)
})

test('a disk that is full is said in words, and what was acknowledged is still there', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const program = fileURLToPath(new URL('./support/appending-station.ts', import.meta.url))
  // No file of this process may grow past 1200 blocks, as on a disk that is nearly full.
  const child = spawn(
    'sh',
    [
      '-c',
      'ulimit -f 1200; exec "$@"',
      'sh',
      process.execPath,
      '--import',
      'tsx',
      program,
      dataDir,
      flowsFolder(),
      backend.url,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const lines = (await text(child.stdout))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const last = lines.pop()
  expect(last.refused).toMatchObject({ code: 'storage-failed', message: expect.stringContaining('disque plein') })
  expect(lines.length).toBeGreaterThan(5)

  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const { journal } = await get(station, 'calls.open', { callId: last.callId })
  expect(journal.map(({ eventId }) => eventId)).toEqual(lines.map(({ eventId }) => eventId))
})
