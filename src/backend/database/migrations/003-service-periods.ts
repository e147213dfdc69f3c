import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What each service was over time, as its evidence proved it. */
export const servicePeriods: Migration = {
  name: '003-service-periods',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema.alterTable('service').addColumn('observed_until', 'text').execute()
    await db.schema
      .createTable('service_period')
      .addColumn('service_id', 'text', (c) => c.notNull().references('service.id'))
      .addColumn('level', 'text', (c) => c.notNull())
      .addColumn('from_at', 'text', (c) => c.notNull())
      .addColumn('to_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('service_period_key', ['service_id', 'from_at'] as never[])
      .execute()
    await db.schema.createIndex('service_period_by_end').on('service_period').columns(['service_id', 'to_at']).execute()
  },
}
