import { chmodSync, closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { StoreUnusable } from './store-unusable.ts'

export interface OpenDatabase {
  database: Database
  /** Checkpoints, closes and says that the stop was a clean one. */
  close(): void
}

/**
 * Opens the station's database in a folder that only its owner reads, every commit on disk before it is acknowledged.
 * After an unclean stop it is checked first.
 * @throws StoreUnusable when the folder cannot be written, or the file is damaged or made by a newer program
 */
export function openDatabase(folder: string): OpenDatabase {
  const openMark = join(folder, 'station.open')
  try {
    const file = prepareFile(folder)
    const database = openChecked(file, existsSync(openMark))
    closeSync(openSync(openMark, 'w', 0o600))
    return {
      database,
      close() {
        database.close()
        rmSync(openMark, { force: true })
      },
    }
  } catch (error) {
    if (error instanceof StoreUnusable) throw error
    throw new StoreUnusable(
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

function openChecked(file: string, wasLeftOpen: boolean): Database {
  const database = new Sqlite(file, { timeout: 5000 })
  try {
    // Decided once, in a new file: what is erased gives its room back.
    if (database.pragma('page_count', { simple: true }) === 0) database.pragma('auto_vacuum = INCREMENTAL')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // What is erased is overwritten, not only forgotten.
    database.pragma('secure_delete = ON')
    if (wasLeftOpen && database.pragma('quick_check', { simple: true }) !== 'ok') throw damaged(file)
    migrate(database)
    return database
  } catch (error) {
    database.close()
    const isDamaged = error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
    throw isDamaged ? damaged(file, error) : error
  }
}

const damaged = (file: string, cause?: unknown) =>
  new StoreUnusable('damaged', `La base de ce poste est endommagée (${file}). Rien n’y a été effacé.`, { cause })

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
