import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** The versions of the scripts that trainers write, and when each was given to the workplaces. */
export const flowVersions: Migration = {
  name: '021-flow-versions',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    const toUser = (c: ColumnDefinitionBuilder) => c.notNull().references('user.id')
    const toDefinition = (c: ColumnDefinitionBuilder) => c.notNull().references('flow_definition.hash')
    await db.schema
      .createTable('flow_version')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('flow_id', 'text', required)
      .addColumn('number', 'integer', required)
      .addColumn('hash', 'text', toDefinition)
      .addColumn('base_hash', 'text', toDefinition)
      .addColumn('state', 'text', required)
      .addColumn('note', 'text', required)
      .addColumn('author_id', 'text', toUser)
      .addColumn('author_name', 'text', required)
      .addColumn('reviewer_id', 'text', (c) => c.references('user.id'))
      .addColumn('reviewer_name', 'text')
      .addColumn('remark', 'text', required)
      .addColumn('submitted_at', 'text', required)
      .addColumn('reviewed_at', 'text')
      .addColumn('revision', 'integer', required)
      .addUniqueConstraint('flow_version_number', ['flow_id', 'number'])
      .execute()
    await db.schema
      .createTable('flow_publication')
      .addColumn('flow_id', 'text', required)
      .addColumn('position', 'integer', required)
      .addColumn('version_id', 'text', (c) => c.references('flow_version.id'))
      .addColumn('at', 'text', required)
      .addColumn('user_id', 'text', toUser)
      .addColumn('author_name', 'text', required)
      .addPrimaryKeyConstraint('flow_publication_key', ['flow_id', 'position'])
      .execute()
  },
}
