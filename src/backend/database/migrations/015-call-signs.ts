import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What calls under way have learnt of the trouble, and of nobody. */
export const callSigns: Migration = {
  name: '015-call-signs',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    await db.schema
      .createTable('call_sign')
      .addColumn('call_id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('at', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('error_code', 'text')
      .addColumn('page', 'text')
      .execute()
    await db.schema.createIndex('call_sign_by_time').on('call_sign').column('at').execute()
  },
}
