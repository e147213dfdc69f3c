import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What was done to an agent, by another. */
export const auditedUsers: Migration = {
  name: '006-audited-users',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('audit')
      .addColumn('about_user_id', 'text', (c) => c.references('user.id'))
      .execute()
  },
}
