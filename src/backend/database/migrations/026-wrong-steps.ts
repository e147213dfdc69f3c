import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Of what agents say: the step that is wrong, and what a trainer made of it. */
export const wrongSteps: Migration = {
  name: '026-wrong-steps',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const feedback = () => db.schema.alterTable('feedback')
    for (const column of ['flow_hash', 'step_id', 'path', 'treated_at', 'seen_at'])
      await feedback().addColumn(column, 'text').execute()
    await feedback().addColumn('flow_version', 'integer').execute()
    await feedback()
      .addColumn('treated_by', 'text', (c) => c.references('user.id'))
      .execute()
    await feedback()
      .addColumn('answer', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema
      .createIndex('feedback_by_subject')
      .on('feedback')
      .columns(['subject', 'step_id', 'at', 'id'])
      .execute()
    await db.schema.createIndex('feedback_by_user').on('feedback').columns(['user_id', 'at', 'id']).execute()
  },
}
