import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/**
 * The news of incidents, promised with the change and told to many afterwards, by several channels; who asked to be told
 * of which services, and who asked not to be.
 */
export const announcements: Migration = {
  name: '023-announcements',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    const key = (c: ColumnDefinitionBuilder) => c.primaryKey().notNull()
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    await build
      .createTable('announcement')
      .addColumn('id', 'text', key)
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('event', 'text', required)
      .addColumn('from_version', 'integer', required)
      .addColumn('version', 'integer', required)
      .addColumn('at', 'text', required)
      .addColumn('due_at', 'text', required)
      .addColumn('data', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('begun_at', 'text')
      .addColumn('stage', 'integer', required)
      .addColumn('told_up_to', 'text', required)
      .addColumn('trace_id', 'text')
      .execute()
    await build.createIndex('announcement_due').on('announcement').columns(['state', 'due_at']).execute()
    await build.createIndex('announcement_by_incident').on('announcement').column('incident_id').execute()

    const notification = () => build.alterTable('notification')
    await notification()
      .addColumn('channel', 'text', (c) => c.notNull().defaultTo('email'))
      .execute()
    await notification()
      .addColumn('priority', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    for (const column of ['announcement_id', 'audience', 'resent_at'])
      await notification().addColumn(column, 'text').execute()
    await build.dropIndex('notification_due').execute()
    await build
      .createIndex('notification_due')
      .on('notification')
      .columns(['state', 'channel', 'priority', 'next_attempt_at'])
      .execute()
    await build.createIndex('notification_by_subject').on('notification').columns(['subject_id', 'recipient']).execute()
    await build
      .alterTable('letter')
      .addColumn('channel', 'text', (c) => c.notNull().defaultTo('email'))
      .execute()

    await build
      .createTable('service_subscription')
      .addColumn('email', 'text', required)
      .addColumn('service_id', 'text', (c) => c.notNull().references('service.id'))
      .addColumn('confirmed_at', 'text', required)
      .addPrimaryKeyConstraint('service_subscription_key', ['email', 'service_id'])
      .execute()
    await build
      .createIndex('service_subscription_by_service')
      .on('service_subscription')
      .columns(['service_id', 'email'])
      .execute()
    await build
      .createTable('subscription_link')
      .addColumn('id', 'text', key)
      .addColumn('email', 'text', required)
      .addColumn('service_ids', 'text', required)
      .addColumn('created_at', 'text', required)
      .addColumn('expires_at', 'text', required)
      .execute()
    await build.createTable('opt_out').addColumn('email', 'text', key).addColumn('at', 'text', required).execute()
    await carryOver(db)
  },
}

/** What was already promised of an incident's end becomes the news of it, told to those it was promised to. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
async function carryOver(db: Kysely<any>): Promise<void> {
  const ends = await db
    .selectFrom('notification')
    .innerJoin('incident', 'incident.id', 'notification.subject_id')
    .select(['subject_id', 'version', 'incident.kind', 'nature', 'impact', 'number', 'estimated_end_at'])
    .select(({ fn }) => [fn.min('notification.created_at').as('at'), fn.max('data').as('data')])
    .where('notification.kind', '=', 'incident-resolved')
    .groupBy(['subject_id', 'version', 'incident.kind', 'nature', 'impact', 'number', 'estimated_end_at'])
    .execute()
  for (const { subject_id, version, at, data, kind, nature, impact, number, estimated_end_at } of ends) {
    const { firstName: _, incidentId: __, ...told } = JSON.parse(data)
    const news = {
      kind,
      number,
      nature,
      impact,
      estimatedEndAt: estimated_end_at,
      workarounds: [],
      notes: [],
      isMajor: false,
      state: 'resolved',
      ...told,
    }
    await db
      .insertInto('announcement')
      .values({
        ...{
          id: subject_id,
          incident_id: subject_id,
          event: 'resolved',
          from_version: version,
          version,
          at,
          due_at: at,
        },
        ...{ data: JSON.stringify(news), state: 'done', begun_at: at, stage: 0, told_up_to: '', trace_id: null },
      })
      .execute()
  }
  await db
    .updateTable('notification')
    .set({ announcement_id: sql.ref('subject_id'), audience: 'attached', priority: 1 })
    .where('kind', '=', 'incident-resolved')
    .execute()
}
