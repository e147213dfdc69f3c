import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import {
  type Dialect,
  type Kysely,
  type QueryExecutorProvider,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { Engine, Row } from './engine.ts'
import { SqliteDriver } from './sqlite-driver.ts'

/** The file of the data directory, made when missing. Only its owner reads it, whoever made the folder. */
export function openSqlite(dataDir: string): Dialect {
  const file = ownFile(dataDir)
  const writer = new SQLite(file)
  writer.pragma('journal_mode = WAL')
  // WAL's default is NORMAL: a commit could roll back at a power cut.
  writer.pragma('synchronous = FULL')
  writer.pragma('foreign_keys = ON')
  // What a savepoint may have to put back: else in a file, for each transaction.
  writer.pragma('temp_store = MEMORY')
  return new OwnDialect(new SqliteDriver(tuned(writer), () => tuned(new SQLite(file, { readonly: true }))))
}

function tuned(connection: SQLite.Database): SQLite.Database {
  connection.pragma('busy_timeout = 5000')
  // As PostgreSQL's LIKE.
  connection.pragma('case_sensitive_like = ON')
  return connection
}

const readAtOnce = 500

function ownFile(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'numi.sqlite')
  // SQLite gives its journal files the mode of the file itself.
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  return path
}

class OwnDialect implements Dialect {
  readonly #driver: SqliteDriver

  constructor(driver: SqliteDriver) {
    this.#driver = driver
  }

  createDriver = () => this.#driver
  createAdapter = () => new OwnAdapter()
  createQueryCompiler = () => new OwnCompiler()
  createIntrospector = (db: Kysely<unknown>) => new SqliteIntrospector(db)
}

class OwnAdapter extends SqliteAdapter implements Engine {
  /** The driver itself says who has to wait. */
  override get supportsMultipleConnections() {
    return true
  }

  /** The transaction has its turn: nobody else is past anything. */
  async lock() {}

  async *rows(trx: QueryExecutorProvider, table: string): AsyncIterable<Row[]> {
    let last = Number.MIN_SAFE_INTEGER
    for (;;) {
      const { rows } = await sql<Row & { _row: number }>`
        select rowid as _row, * from ${sql.table(table)} where rowid > ${last} order by rowid limit ${readAtOnce}
      `.execute(trx)
      if (rows.length === 0) return
      last = rows.at(-1)?._row ?? last
      yield rows.map(({ _row, ...row }) => row)
    }
  }

  async inAnyOrder(trx: QueryExecutorProvider, write: () => Promise<void>): Promise<void> {
    // Until the transaction ends, which checks them.
    await sql`pragma defer_foreign_keys = on`.execute(trx)
    await write()
  }
}

class OwnCompiler extends SqliteQueryCompiler {
  /** For the same reason there is no row to lock, nor one locked to skip: `for update` and its kin say nothing here. */
  protected override visitSelectModifier(node: Parameters<SqliteQueryCompiler['visitSelectModifier']>[0]) {
    if (node.modifier === undefined || node.modifier === 'Distinct') super.visitSelectModifier(node)
  }
}
