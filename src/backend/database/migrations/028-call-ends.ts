import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Calls left open are counted apart: the index that figures are read from, without the calls themselves, says which. */
export const callEnds: Migration = {
  name: '028-call-ends',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema.dropIndex('call_by_end').execute()
    await db.schema.createIndex('call_by_end').on('call').columns(['ended_at', 'closing', 'duration_ms']).execute()
  },
}
