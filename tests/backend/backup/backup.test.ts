import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { backUp, restore } from '#backend/backup/backup.ts'
import { systemClock } from '#backend/clock.ts'
import { type Db, openDatabase } from '#backend/database/open.ts'
import { classification } from '#backend/personal-data/classification.ts'
import { openBackend, type TestBackend } from '../open-backend.ts'
import { holdSomebody } from '../personal-data/held.ts'
import { newTicket } from '../samples.ts'
import { databaseOf, dropDatabaseOf } from '../test-database.ts'

const temporary = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'numi-backup-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A database of a folder of its own, in which there is nothing. */
async function emptyDatabase(engine: 'same' | 'sqlite' = 'same') {
  const dataDir = await temporary()
  const databaseUrl = engine === 'same' ? await databaseOf(dataDir, 'empty') : null
  if (databaseUrl !== null) onTestFinished(() => dropDatabaseOf(dataDir))
  return { dataDir, databaseUrl, clock: systemClock }
}

/** Somebody's row in each table that may hold one, and tickets that came by themselves. */
async function openFilled(engine: 'same' | 'sqlite' = 'same'): Promise<TestBackend> {
  const backend = await openBackend(engine === 'sqlite' ? { databaseUrl: null } : {})
  onTestFinished(() => backend.close())
  const agent = await backend.signIn('admin')
  await holdSomebody(backend.db, 'sophie', { agent, at: '2025-12-19T10:00:00.000Z', year: 1999 })
  for (let n = 0; n < 5; n += 1) await backend.ask('fileTicket', { body: newTicket(), token: agent.token })
  return backend
}

/** All rows of all tables; the words of calls, which each engine keeps in a form of its own, by their places. */
async function everything(db: Db): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const table of Object.keys(classification)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)
    all[table] = rows.map((row) => JSON.stringify(table === 'call_text' ? row.place : row)).sort()
  }
  return all
}

it.each([
  ['same', 'same'],
  ['sqlite', 'same'],
  ['same', 'sqlite'],
] as const)('a backup restored in a fresh place is the same, key included: from %s to %s', async (from, to) => {
  const backend = await openFilled(from)
  const before = await everything(backend.db)
  const file = join(await temporary(), 'numi.backup')
  const counts = await backUp(backend.db, file, backend.config)
  expect(counts.ticket).toBe(6)
  expect((await stat(file)).mode & 0o077).toBe(0)

  const fresh = await emptyDatabase(to)
  const keys: Buffer[] = []
  await restore(fresh, file, (secret) => keys.push(secret))
  expect(keys).toEqual([backend.config.secret])
  const restored = await openDatabase(fresh)
  expect(await everything(restored)).toEqual(before)
  await expect(restored.deleteFrom('user').execute()).rejects.toThrow(/foreign key/i)
  await restored.destroy()
})

it('a backup made while others write is of one instant: no number without its ticket', async () => {
  const backend = await openFilled()
  const { token } = await backend.signIn('hotliner')
  let isOver = false
  const writing = (async () => {
    while (!isOver) await backend.ask('fileTicket', { body: newTicket(), token })
  })()
  const file = join(await temporary(), 'numi.backup')
  await backUp(backend.db, file, backend.config)
  const fresh = await emptyDatabase()
  await restore(fresh, file, () => {})
  const restored = await openDatabase(fresh)
  const { last } = await restored
    .selectFrom('counter')
    .select('last')
    .where('name', 'like', 'INC-2%')
    .executeTakeFirstOrThrow()
  const tickets = await restored.selectFrom('ticket').select('id').where('number', 'like', 'INC-2%').execute()
  expect(tickets).toHaveLength(last)
  await restored.destroy()
  isOver = true
  await writing
})

it('a database that holds anything is left alone', async () => {
  const backend = await openFilled()
  const file = join(await temporary(), 'numi.backup')
  await backUp(backend.db, file, backend.config)
  const before = await everything(backend.db)
  await expect(restore(backend.config, file, () => {})).rejects.toThrow('n’est pas vide')
  expect(await everything(backend.db)).toEqual(before)
})

it('a file that exists is not overwritten', async () => {
  const backend = await openBackend()
  onTestFinished(() => backend.close())
  const file = join(await temporary(), 'numi.backup')
  await writeFile(file, 'la lettre de quelqu’un')
  await expect(backUp(backend.db, file, backend.config)).rejects.toThrow(/EEXIST/)
  expect(await readFile(file, 'utf8')).toBe('la lettre de quelqu’un')
})

it('a file that is none, or not whole, or of a newer version is refused, and nothing is written', async () => {
  const backend = await openBackend()
  onTestFinished(() => backend.close())
  const file = join(await temporary(), 'numi.backup')
  await backUp(backend.db, file, backend.config)
  const whole = await readFile(file)
  const fresh = await emptyDatabase()
  const spoilt: [Buffer, string][] = [
    [Buffer.from('hello'), 'n’est pas une sauvegarde'],
    [whole.subarray(0, whole.length / 2), 'n’est pas une sauvegarde'],
    [gzipSync(`${JSON.stringify(head())}\n`), 'n’est pas entière'],
    [gzipSync(`${JSON.stringify(head('999-later'))}\n{"counts":{}}\n`), 'plus récente'],
  ]
  for (const [content, message] of spoilt) {
    await writeFile(file, content)
    await expect(restore(fresh, file, () => {})).rejects.toThrow(message)
  }
  await writeFile(file, whole)
  await restore(fresh, file, () => {})
})

it('one that fails on the way leaves nothing in the way of the next', async () => {
  const backend = await openFilled()
  const file = join(await temporary(), 'numi.backup')
  await backUp(backend.db, file, backend.config)
  const whole = await readFile(file)
  const lines = gunzipSync(whole).toString().trimEnd().split('\n')
  // A row twice, and counted so: it is found only once it is written.
  const [first = ''] = lines.filter((line) => line.startsWith('{"table":"user"'))
  const { counts } = JSON.parse(lines.pop() ?? '')
  const more = JSON.stringify({ counts: { ...counts, user: counts.user + 1 } })
  const at = lines.indexOf(first)
  await writeFile(file, gzipSync([...lines.slice(0, at), first, ...lines.slice(at), more, ''].join('\n')))

  const fresh = await emptyDatabase()
  await expect(restore(fresh, file, () => {})).rejects.toThrow(/unique/i)
  await writeFile(file, whole)
  await restore(fresh, file, () => {})
  const restored = await openDatabase(fresh)
  expect(await everything(restored)).toEqual(await everything(backend.db))
  await restored.destroy()
  await expect(restore(fresh, file, () => {})).rejects.toThrow('n’est pas vide')
})

const head = (migration = '001-core') => ({
  ...{ format: 'numi-backup', at: '2025-12-19T10:00:00.000Z', secret: Buffer.alloc(32).toString('base64') },
  migrations: [migration],
})
