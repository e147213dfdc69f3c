import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** The request that a notification comes from. */
export const trace: Migration = {
  name: '004-trace',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema.alterTable('notification').addColumn('trace_id', 'text').execute()
  },
}
