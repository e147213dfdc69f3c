import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What a client files on the portal is of no agent. */
export const clientReports: Migration = {
  name: '018-client-reports',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('ticket')
      .alterColumn('author_id', (c) => c.dropNotNull())
      .execute()
    await db.schema
      .alterTable('attachment')
      .alterColumn('created_by', (c) => c.dropNotNull())
      .execute()
  },
}
