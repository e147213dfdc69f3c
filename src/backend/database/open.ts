import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Config } from '../config.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { Database } from './tables.ts'

export type Db = Kysely<Database>

/**
 * Opens the database of the data directory, its migrations applied. Only its owner reads the file, whoever made the folder.
 * Kysely gives SQLite's one connection to one transaction at a time: writers queue, none sees another's half.
 * @throws when the file was written by a newer version, or is not a database
 */
export async function openDatabase(config: Pick<Config, 'dataDir' | 'clock'>): Promise<Db> {
  const file = new SQLite(ownFile(config.dataDir))
  file.pragma('journal_mode = WAL')
  // WAL's default is NORMAL: a commit could roll back at a power cut.
  file.pragma('synchronous = FULL')
  file.pragma('foreign_keys = ON')
  file.pragma('busy_timeout = 5000')
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: file }) })
  try {
    await migrate(db, migrations, config.clock)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

function ownFile(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'numi.sqlite')
  // SQLite gives its journal files the mode of the file itself.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  return path
}
