import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Calls that agents give to each other. */
export const handovers: Migration = {
  name: '027-handovers',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    const toUser = (c: ColumnDefinitionBuilder) => c.references('user.id')
    await build
      .createTable('handover')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('call_id', 'text', required)
      .addColumn('giver_id', 'text', (c) => toUser(c).notNull())
      .addColumn('to_id', 'text', toUser)
      .addColumn('state', 'text', required)
      .addColumn('content', 'text')
      .addColumn('client_name', 'text', required)
      .addColumn('account_id', 'text')
      .addColumn('taker_id', 'text', toUser)
      .addColumn('taking_id', 'text')
      .addColumn('offered_at', 'text', required)
      .addColumn('ended_at', 'text')
      .execute()
    // A call is offered once at a time.
    await build
      .createIndex('handover_open')
      .unique()
      .on('handover')
      .column('call_id')
      .where(sql.ref('state'), '=', sql.lit('offered'))
      .execute()
    await build.createIndex('handover_by_call').on('handover').columns(['call_id', 'state']).execute()
    await build.createIndex('handover_by_giver').on('handover').columns(['giver_id', 'offered_at']).execute()
  },
}
