import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { countRows, makeWhole, salvage } from './salvage.ts'

const pageBytes = 4096

/**
 * Sets a damaged database aside, untouched, under the day and hour, and puts in its place a new one with all that can
 * still be read of it. A crash at any point leaves the damaged one in place or the new one: `finishMending` tells.
 */
export function mend(file: string): void {
  const folder = dirname(file)
  const setAside = join(folder, `station.endommagee-${new Date().toISOString().replace(/[:.]/g, '-')}.db`)
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, setAside + end)

  const workshop = join(folder, 'station.mending')
  rmSync(workshop, { recursive: true, force: true })
  mkdirSync(workshop, { mode: 0o700 })
  const mended = join(workshop, 'mended.db')
  rebuild(setAside, mended, workshop)
  renameSync(mended, finishedName(file))
  rmSync(workshop, { recursive: true, force: true })
  finishMending(file)
}

/** Takes a new database that is complete into use; the damaged one was set aside before it was made. */
export function finishMending(file: string): void {
  const finished = finishedName(file)
  if (!existsSync(finished)) return
  // Another database's journal would be played into the new one.
  rmSync(`${file}-wal`, { force: true })
  rmSync(`${file}-shm`, { force: true })
  renameSync(finished, file)
}

const finishedName = (file: string) => join(dirname(file), 'station.mended.db')

function rebuild(setAside: string, mended: string, workshop: string): void {
  writeFileSync(mended, '', { mode: 0o600 })
  const database = new Sqlite(mended)
  database.pragma('auto_vacuum = INCREMENTAL')
  database.pragma('foreign_keys = OFF')
  migrate(database)
  const schema = schemaPages(database, readFileSync(mended))

  let lost = 0
  let isFirst = true
  for (const open of readings(setAside, schema, workshop)) {
    const before = countRows(database)
    const unread = database.transaction(() => readFrom(open, database))()
    if (unread === null) continue
    // What one reading could not read, the next may.
    lost = isFirst ? unread : Math.max(0, lost - (countRows(database) - before))
    isFirst = false
    if (lost === 0) break
  }
  database.transaction(() => {
    lost += makeWhole(database)
    database
      .prepare('INSERT INTO damage (id, set_aside_as, recovered, lost) VALUES (1, ?, ?, ?)')
      .run(basename(setAside), countRows(database), lost)
  })()
  database.close()
}

function readFrom(open: () => Database, into: Database): number | null {
  try {
    const damaged = open()
    try {
      damaged.prepare('SELECT count(*) FROM sqlite_schema').get()
      return salvage(damaged, into)
    } finally {
      damaged.close()
    }
  } catch {
    return null
  }
}

/** What the schema fills of a new database, by page number; every one of a version begins alike. */
function schemaPages(database: Database, bytes: Buffer): Map<number, Buffer> {
  const numbers = database.prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'").pluck().all()
  return new Map(numbers.map((number) => [number, bytes.subarray((number - 1) * pageBytes, number * pageBytes)]))
}

/**
 * The ways to read what was set aside, on copies: as it is; with the first page of a new database; with every page of
 * a new one's schema; and without its journal, which may be another's.
 */
function readings(setAside: string, schema: Map<number, Buffer>, workshop: string): (() => Database)[] {
  const copy = (name: string, lent: readonly number[], hasJournal: boolean) => () => {
    const file = join(workshop, name)
    const bytes = readFileSync(setAside)
    for (const number of lent) {
      const page = schema.get(number) ?? Buffer.alloc(0)
      ;(number === 1 ? headed(page) : page).copy(bytes, (number - 1) * pageBytes)
    }
    writeFileSync(file, bytes, { mode: 0o600 })
    if (hasJournal && existsSync(`${setAside}-wal`)) copyFileSync(`${setAside}-wal`, `${file}-wal`)
    return new Sqlite(file)
  }
  return [
    copy('as-is.db', [], true),
    copy('headed.db', [1], true),
    copy('rewritten.db', [...schema.keys()], true),
    copy('alone.db', [1], false),
  ]
}

/** Lets the size be read from the file and not from the header, and no free page be used. */
function headed(firstPage: Buffer): Buffer {
  const page = Buffer.from(firstPage)
  page.writeUInt32BE(1, 24)
  page.writeUInt32BE(0, 92)
  page.writeUInt32BE(0, 32)
  page.writeUInt32BE(0, 36)
  return page
}
