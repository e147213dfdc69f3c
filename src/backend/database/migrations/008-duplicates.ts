import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** A ticket that says again what another says, and the audit of what is done to tickets and incidents. */
export const duplicates: Migration = {
  name: '008-duplicates',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    await build
      .alterTable('ticket')
      .addColumn('merged_into', 'text', (c) => c.references('ticket.id'))
      .execute()
    await build.createIndex('ticket_by_merge').on('ticket').column('merged_into').execute()
    for (const table of ['ticket', 'incident'])
      await build
        .alterTable('audit')
        .addColumn(`${table}_id`, 'text', (c) => c.references(`${table}.id`))
        .execute()
    await build.createIndex('audit_by_incident').on('audit').column('incident_id').execute()
  },
}
