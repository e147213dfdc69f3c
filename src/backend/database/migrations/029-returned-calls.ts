import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Calls that were taken, could not be received, and were given back. */
export const returnedCalls: Migration = {
  name: '029-returned-calls',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const alter = () => db.schema.alterTable('handover')
    await alter()
      .addColumn('returned_by', 'text', (c) => c.references('user.id'))
      .execute()
    await alter().addColumn('returned_at', 'text').execute()
    await alter().addColumn('returned_taking', 'text').execute()
  },
}
