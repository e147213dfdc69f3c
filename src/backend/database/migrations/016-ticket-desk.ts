import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Who handles a ticket, and which additions its client was sent. */
export const ticketDesk: Migration = {
  name: '016-ticket-desk',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    await build
      .alterTable('ticket')
      .addColumn('assignee_id', 'text', (c) => c.references('user.id'))
      .execute()
    await build
      .alterTable('ticket_addition')
      .addColumn('is_answer', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
