import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { finishMending, mend } from './mend.ts'
import { migrate } from './migrate.ts'
import { StoreUnusable } from './store-unusable.ts'

export interface OpenDatabase {
  database: Database
  file: string
  /** Says to the next start that this database is damaged. */
  suspect(): void
  /** Checkpoints, closes and says that the stop was a clean one. */
  close(): void
}

/**
 * Opens the station's database in a folder that only its owner reads, every commit on disk before it is acknowledged.
 * After an unclean stop it is checked first. A damaged one is set aside, and what can be read of it recovered.
 * @throws StoreUnusable when the folder cannot be written, or the file was made by a newer program
 */
export function openDatabase(folder: string): OpenDatabase {
  const openMark = join(folder, 'station.open')
  const suspectMark = join(folder, 'station.suspect')
  const mark = (path: string) => closeSync(openSync(path, 'w', 0o600))
  try {
    const file = prepareFile(folder)
    finishMending(file)
    // A clean stop leaves no journal: one that is there is another's, or that of an unclean stop.
    const isDoubtful = existsSync(openMark) || existsSync(`${file}-wal`)
    if (existsSync(suspectMark) || (isDoubtful && !isSound(file))) mend(file)
    const database = openOrMend(file)
    rmSync(suspectMark, { force: true })
    mark(openMark)
    return {
      database,
      file,
      suspect: () => mark(suspectMark),
      close() {
        database.close()
        rmSync(openMark, { force: true })
      },
    }
  } catch (error) {
    if (error instanceof StoreUnusable) throw error
    throw isDamage(error)
      ? new StoreUnusable('damaged', `La base de ce poste est endommagée (${folder}). Rien n’y a été effacé.`, {
          cause: error,
        })
      : new StoreUnusable(
          'unwritable',
          `Ce poste ne peut pas enregistrer dans ${folder} (disque plein ou protégé ?).`,
          { cause: error },
        )
  }
}

function prepareFile(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const file = join(folder, 'station.db')
  // SQLite gives its journal files the mode of the file itself.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  return file
}

/** A quick check that changes nothing: neither the file nor its journal. */
function isSound(file: string): boolean {
  let database: Database | null = null
  try {
    database = new Sqlite(file, { readonly: true, timeout: 5000 })
    return database.pragma('quick_check', { simple: true }) === 'ok'
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  } finally {
    database?.close()
  }
}

function openOrMend(file: string): Database {
  try {
    return open(file)
  } catch (error) {
    if (!isDamage(error)) throw error
    mend(file)
    return open(file)
  }
}

function open(file: string): Database {
  const database = new Sqlite(file, { timeout: 5000 })
  try {
    // Decided once, in a new file: what is erased gives its room back.
    if (database.pragma('page_count', { simple: true }) === 0) database.pragma('auto_vacuum = INCREMENTAL')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // What is erased is overwritten, not only forgotten.
    database.pragma('secure_delete = ON')
    migrate(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const isDamage = (error: unknown) => error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)

const storageCodes = [
  'SQLITE_FULL',
  'SQLITE_READONLY',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_CORRUPT',
  'SQLITE_BUSY',
]

/** Whether an error says that the disk or the file failed, and not the program. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && storageCodes.some((code) => error.code.startsWith(code))
}
