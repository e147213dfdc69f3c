import {
  type ColumnDataType,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
  sql,
} from 'kysely'
import pg from 'pg'
import type { Engine, Row } from './engine.ts'

/** So many requests of one process are served by the database at once; the others wait for their turn. */
const maxConnections = 10
/** No statement of ours takes so long, nor does a transaction think so long: a frozen process must not hold the others. */
const longestMs = 60_000
const readAtOnce = 500

/**
 * A pool of connections to one PostgreSQL.
 * @param url postgres://user:password@host:port/name, with libpq's parameters (sslmode…)
 */
export function openPostgres(url: string): PostgresDialect {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    application_name: 'numi-hotliner',
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: longestMs,
    idle_in_transaction_session_timeout: longestMs,
    keepAlive: true,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => parserOf(oid, format) },
  })
  // A connection that breaks, idle or within a transaction, is replaced; the query that misses it says so, and no other.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new OwnDialect({ pool })
}

/** Has each query prepared once by a connection: read and planned there the first time alone. */
class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>()

  // biome-ignore lint/suspicious/noExplicitAny: of pg's many ways to ask, Kysely's is told by its arguments
  override query(...asked: any[]): any {
    const [text, values] = asked
    const ask = super.query as (...asked: unknown[]) => unknown
    return typeof text === 'string' && Array.isArray(values) && values.length > 0
      ? ask.call(this, { name: this.#nameOf(text), text, values })
      : ask.apply(this, asked)
  }

  #nameOf(text: string): string {
    const name = this.#names.get(text) ?? `q${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

/** Counts and sums are numbers, as from SQLite: nothing here counts past 2^53. */
const numbers: readonly number[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC]
const parserOf = (oid: number, format?: 'text' | 'binary') =>
  numbers.includes(oid) ? Number : pg.types.getTypeParser(oid, format as 'text')

class OwnDialect extends PostgresDialect {
  override createAdapter = () => new OwnAdapter()
  override createQueryCompiler = () => new OwnCompiler()
}

class OwnAdapter extends PostgresAdapter implements Engine {
  async lock(trx: QueryExecutorProvider, name: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx)
  }

  async *rows(trx: QueryExecutorProvider, table: string): AsyncIterable<Row[]> {
    await sql`declare reading no scroll cursor for select * from ${sql.table(table)}`.execute(trx)
    for (;;) {
      const { rows } = await sql.raw<Row>(`fetch ${readAtOnce} from reading`).execute(trx)
      if (rows.length === 0) break
      yield rows
    }
    await sql`close reading`.execute(trx)
  }

  async inAnyOrder(trx: QueryExecutorProvider, write: () => Promise<void>): Promise<void> {
    const { rows: references } = await sql<{ owner: string; name: string }>`
      select conrelid::regclass::text as owner, conname as name from pg_constraint
      where contype = 'f' and connamespace = current_schema()::regnamespace
    `.execute(trx)
    const alter = async (how: string) => {
      for (const { owner, name } of references)
        await sql.raw(`alter table ${owner} alter constraint "${name}" ${how}`).execute(trx)
    }
    await alter('deferrable initially deferred')
    await write()
    await sql`set constraints all immediate`.execute(trx)
    await alter('not deferrable')
  }
}

/** The migrations' column types, SQLite's, in what holds and sorts the same here, whatever the database's own language. */
const columnTypes: Partial<Record<ColumnDataType, string>> = {
  text: 'text collate "C"',
  integer: 'bigint',
  real: 'double precision',
  blob: 'bytea',
}

class OwnCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: Parameters<PostgresQueryCompiler['visitDataType']>[0]) {
    this.append(columnTypes[node.dataType] ?? node.dataType)
  }
}
