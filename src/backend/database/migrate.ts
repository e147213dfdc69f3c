import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import { lock } from './engine.ts'
import type { MigrationTable } from './tables.ts'

/** One numbered step of the schema, forward only; once released it never changes. */
export interface Migration {
  /** "001-core": its number, then what it brings. */
  name: string
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  up(db: Kysely<any>): Promise<void>
}

/**
 * Applies what is missing, each migration in its own transaction, one process at a time.
 * @throws when the numbers do not follow each other, or when the database knows a migration that this version does not
 */
export async function migrate<T>(db: Kysely<T>, known: readonly Migration[], clock: Clock): Promise<void> {
  known.forEach((migration, index) => {
    if (!migration.name.startsWith(`${String(index + 1).padStart(3, '0')}-`))
      throw new Error(`Migration ${migration.name} is out of order: number ${index + 1} was expected.`)
  })
  const journal = db as unknown as Kysely<MigrationTable>
  let isComplete = false
  while (!isComplete) isComplete = await journal.transaction().execute((trx) => applyNext(trx, known, clock))
}

/** @returns true when nothing is missing any more */
async function applyNext(
  trx: Transaction<MigrationTable>,
  known: readonly Migration[],
  clock: Clock,
): Promise<boolean> {
  await lock(trx, 'migration')
  await trx.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('number', 'integer', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('applied_at', 'text', (c) => c.notNull())
    .execute()
  const applied = await trx.selectFrom('migration').select('name').orderBy('number').execute()
  applied.forEach(({ name }, index) => {
    if (known[index]?.name !== name)
      throw new Error(`The database was written by another version: it has migration ${name}, unknown here.`)
  })
  const next = known[applied.length]
  if (!next) return true
  await next.up(trx)
  await trx
    .insertInto('migration')
    .values({ number: applied.length + 1, name: next.name, applied_at: clock.now().toISOString() })
    .execute()
  return false
}
