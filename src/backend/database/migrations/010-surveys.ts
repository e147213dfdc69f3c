import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What clients thought of how an incident was handled. */
export const surveys: Migration = {
  name: '010-surveys',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('survey')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('rating', 'integer', (c) => c.notNull())
      .addColumn('comment', 'text', (c) => c.notNull())
      .addColumn('answered_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('survey_by_answer').on('survey').column('answered_at').execute()
  },
}
