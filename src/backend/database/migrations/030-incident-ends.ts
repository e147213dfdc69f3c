import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What has just ended, and how long it took to: read from an index, without the incidents that did not. */
export const incidentEnds: Migration = {
  name: '030-incident-ends',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .createIndex('incident_by_end')
      .on('incident')
      .columns(['resolved_at', 'kind', 'started_at'])
      .execute()
  },
}
