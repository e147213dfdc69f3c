import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** When each agent last signed in, and which version of them an administrator changes. */
export const userVersions: Migration = {
  name: '031-user-versions',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema.alterTable('user').addColumn('last_sign_in_at', 'text').execute()
    await db.schema
      .alterTable('user')
      .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    // As far back as sessions are kept.
    await db
      .updateTable('user')
      .set((eb) => ({
        last_sign_in_at: eb
          .selectFrom('session')
          .select((s) => s.fn.max('created_at').as('at'))
          .whereRef('session.user_id', '=', 'user.id'),
      }))
      .execute()
  },
}
