import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Since when each service is known. */
export const serviceDates: Migration = {
  name: '007-service-dates',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema.alterTable('service').addColumn('created_at', 'text').execute()
  },
}
