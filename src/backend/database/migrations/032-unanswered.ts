import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What was handed over without an answer: its recipient may have been told. */
export const unanswered: Migration = {
  name: '032-unanswered',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('notification')
      .addColumn('unanswered', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    // What a process held when it ended.
    await db
      .updateTable('notification')
      .set({ unanswered: 1 })
      .where('state', '=', 'waiting')
      .where('attempts', '>', 0)
      .where('last_error', 'is', null)
      .execute()
  },
}
