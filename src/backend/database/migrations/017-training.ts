import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** The trainers' scenarios, and what was practised. */
export const training: Migration = {
  name: '017-training',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    const toUser = (c: ColumnDefinitionBuilder) => c.notNull().references('user.id')
    await db.schema
      .createTable('scenario')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('flow_id', 'text', required)
      .addColumn('content', 'text', required)
      .addColumn('version', 'integer', required)
      .addColumn('updated_at', 'text', required)
      .addColumn('user_id', 'text', toUser)
      .addColumn('author_name', 'text', required)
      .execute()
    await db.schema
      .createTable('practice')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('user_id', 'text', toUser)
      .addColumn('flow_id', 'text', required)
      .addColumn('scenario_id', 'text', required)
      .addColumn('title', 'text', required)
      .addColumn('started_at', 'text', required)
      .addColumn('duration_ms', 'integer', required)
      .addColumn('score', 'integer', required)
      .addColumn('branches', 'text', required)
      .addColumn('content', 'text', required)
      .execute()
    await db.schema
      .createIndex('practice_by_user')
      .on('practice')
      .columns(['user_id', 'flow_id', 'started_at'])
      .execute()
    await db.schema.createIndex('practice_by_start').on('practice').column('started_at').execute()
  },
}
