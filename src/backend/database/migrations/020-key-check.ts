import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** By which a process knows that its key is the one that this database was written with. */
export const keyCheck: Migration = {
  name: '020-key-check',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('key_check')
      .addColumn('id', 'integer', (c) => c.primaryKey().notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .execute()
  },
}
