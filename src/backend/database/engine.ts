import type { DialectAdapter, QueryExecutorProvider, Transaction } from 'kysely'

/** What SQLite and PostgreSQL do each in its own way, beyond the SQL that Kysely writes for them. */
export interface Engine extends DialectAdapter {
  /** See `lock`. */
  lock(trx: QueryExecutorProvider, name: string): Promise<void>
  /** See `rowsOf`. */
  rows(trx: QueryExecutorProvider, table: string): AsyncIterable<Row[]>
  /** See `inAnyOrder`. */
  inAnyOrder(trx: QueryExecutorProvider, write: () => Promise<void>): Promise<void>
}

/** A row as both engines hold it: texts, numbers, bytes, nothing. */
export type Row = Record<string, string | number | Buffer | null>

/**
 * Lets one transaction at a time past this name, among all processes, until it ends. For what no row stands for yet;
 * a row that is there is locked by `forUpdate()`, which SQLite, where transactions queue anyway, leaves out.
 */
export const lock = <T>(trx: Transaction<T>, name: string): Promise<void> =>
  (trx.getExecutor().adapter as Engine).lock(trx, name)

/** Reads a table whole, some hundreds of rows at a time. */
export const rowsOf = <T>(trx: Transaction<T>, table: string): AsyncIterable<Row[]> =>
  (trx.getExecutor().adapter as Engine).rows(trx, table)

/** Lets a row be written before the one it points to. Whether they are all there is checked at the end. */
export const inAnyOrder = <T>(trx: Transaction<T>, write: () => Promise<void>): Promise<void> =>
  (trx.getExecutor().adapter as Engine).inAnyOrder(trx, write)
