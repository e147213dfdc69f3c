import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Two versions of a script compared over recorded calls, as any process tells it; one at a time for each who asks. */
export const flowComparisons: Migration = {
  name: '025-flow-comparisons',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    const toDefinition = (c: ColumnDefinitionBuilder) => c.notNull().references('flow_definition.hash')
    await db.schema
      .createTable('flow_comparison')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('user_id', 'text', (c) => c.notNull().references('user.id'))
      .addColumn('flow_id', 'text', required)
      .addColumn('before_hash', 'text', toDefinition)
      .addColumn('after_hash', 'text', toDefinition)
      .addColumn('from_day', 'text', required)
      .addColumn('to_day', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('total', 'integer', required)
      .addColumn('done', 'integer', required)
      .addColumn('started_at', 'text', required)
      .addColumn('seen_at', 'text', required)
      .addColumn('ended_at', 'text')
      .addColumn('figures', 'text')
      .execute()
    await db.schema
      .createIndex('flow_comparison_running')
      .unique()
      .on('flow_comparison')
      .column('user_id')
      .where(sql.ref('state'), '=', 'running')
      .execute()
    await db.schema
      .createTable('flow_comparison_call')
      .addColumn('comparison_id', 'text', (c) => c.notNull().references('flow_comparison.id').onDelete('cascade'))
      .addColumn('parting', 'integer', required)
      .addColumn('place', 'integer', required)
      .addColumn('call_id', 'text', required)
      .addColumn('ended_at', 'text', required)
      .addColumn('before', 'text')
      .addColumn('after', 'text')
      .addPrimaryKeyConstraint('flow_comparison_call_key', ['comparison_id', 'parting', 'place'])
      .execute()
  },
}
