import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Every definition of a script that calls were led with, by its content hash. */
export const flowDefinitions: Migration = {
  name: '014-flow-definitions',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('flow_definition')
      .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('flow_id', 'text', (c) => c.notNull())
      .addColumn('definition', 'text', (c) => c.notNull())
      .addColumn('received_at', 'text', (c) => c.notNull())
      .execute()
  },
}
