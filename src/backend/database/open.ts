import { Kysely } from 'kysely'
import type { Config } from '../config.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import type { Database } from './tables.ts'

export type Db = Kysely<Database>

/**
 * Opens the PostgreSQL of `databaseUrl`, else the SQLite file of the data directory, its migrations applied.
 * @param known the migrations to apply: all of them, unless a test goes back to before one
 * @throws when it was written by a newer version, is not a database, or cannot be reached
 */
export async function openDatabase(
  { databaseUrl, dataDir, clock }: Pick<Config, 'databaseUrl' | 'dataDir' | 'clock'>,
  known = migrations,
): Promise<Db> {
  const db = connect({ databaseUrl, dataDir })
  try {
    await migrate(db, known, clock)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

/** The database as it is found, whatever is in it. */
export const connect = ({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Db =>
  new Kysely<Database>({ dialect: databaseUrl === null ? openSqlite(dataDir) : openPostgres(databaseUrl) })
