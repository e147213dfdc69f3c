import type { DialectAdapter, QueryExecutorProvider, Transaction } from 'kysely'

/** What SQLite and PostgreSQL do each in its own way, beyond the SQL that Kysely writes for them. */
export interface Engine extends DialectAdapter {
  /** See `lock`. */
  lock(trx: QueryExecutorProvider, name: string): Promise<void>
}

/**
 * Lets one transaction at a time past this name, among all processes, until it ends. For what no row stands for yet;
 * a row that is there is locked by `forUpdate()`, which SQLite, where transactions queue anyway, leaves out.
 */
export const lock = <T>(trx: Transaction<T>, name: string): Promise<void> =>
  (trx.getExecutor().adapter as Engine).lock(trx, name)
