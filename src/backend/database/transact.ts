import type { Transaction } from 'kysely'
import type { Db } from './open.ts'
import type { Database } from './tables.ts'
import { isClash } from './unavailable.ts'

const attempts = 4

/**
 * Runs a transaction, again when another one beside it had it undone. So that a second run is like the first, what
 * `body` does must be done by its `trx` alone.
 */
export async function transact<T>(db: Db, body: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await db.transaction().execute(body)
    } catch (error) {
      if (attempt === attempts || !isClash(error)) throw error
    }
}
