import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What reviewers say of calls, by which grid; and the searches that somebody keeps. */
export const callReviews: Migration = {
  name: '022-call-reviews',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    const toUser = (c: ColumnDefinitionBuilder) => c.notNull().references('user.id')
    await build
      .createTable('review_grid')
      .addColumn('version', 'integer', (c) => c.primaryKey().notNull())
      .addColumn('criteria', 'text', required)
      .addColumn('at', 'text', required)
      .addColumn('user_id', 'text', toUser)
      .execute()
    await build
      .createTable('call_review')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('call_id', 'text', (c) => c.notNull().references('call.id'))
      .addColumn('agent_id', 'text', required)
      .addColumn('reviewer_id', 'text', toUser)
      .addColumn('grid_version', 'integer', required)
      .addColumn('verdicts', 'text', required)
      .addColumn('mark', 'real')
      .addColumn('comment', 'text', required)
      .addColumn('created_at', 'text', required)
      .addColumn('updated_at', 'text', required)
      .addColumn('version', 'integer', required)
      .addColumn('seen_at', 'text')
      .addUniqueConstraint('call_review_of_one', ['call_id', 'reviewer_id'])
      .execute()
    await build.createIndex('call_review_by_agent').on('call_review').columns(['agent_id', 'updated_at']).execute()
    await build.createIndex('call_review_by_time').on('call_review').column('updated_at').execute()
    await build
      .createTable('call_view')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('user_id', 'text', toUser)
      .addColumn('name', 'text', required)
      .addColumn('filters', 'text', required)
      .addColumn('sort', 'text', required)
      .addColumn('is_shared', 'integer', required)
      .addUniqueConstraint('call_view_of_one', ['user_id', 'name'])
      .execute()
  },
}
