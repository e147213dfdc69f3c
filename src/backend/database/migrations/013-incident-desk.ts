import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Post-mortems, templates, the alerts of the monitoring, and the alike reports that were said to be no incident. */
export const incidentDesk: Migration = {
  name: '013-incident-desk',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    const toUser = (c: ColumnDefinitionBuilder) => c.notNull().references('user.id')
    await build
      .createTable('post_mortem')
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('version', 'integer', required)
      .addColumn('summary', 'text', required)
      .addColumn('timeline', 'text', required)
      .addColumn('causes', 'text', required)
      .addColumn('measures', 'text', required)
      .addColumn('lessons', 'text', required)
      .addColumn('at', 'text', required)
      .addColumn('user_id', 'text', toUser)
      .addColumn('author_name', 'text', required)
      .addColumn('published_at', 'text')
      .addColumn('published_by', 'text')
      .addPrimaryKeyConstraint('post_mortem_key', ['incident_id', 'version'])
      .execute()
    await build
      .createTable('incident_template')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('name', 'text', required)
      .addColumn('content', 'text', required)
      .addColumn('version', 'integer', required)
      .addColumn('updated_at', 'text', required)
      .addColumn('user_id', 'text', toUser)
      .addColumn('author_name', 'text', required)
      .execute()
    await build
      .createTable('alert')
      .addColumn('fingerprint', 'text', required)
      .addColumn('starts_at', 'text', required)
      .addColumn('group_key', 'text', required)
      .addColumn('service_id', 'text', (c) => c.notNull().references('service.id'))
      .addColumn('incident_id', 'text', (c) => c.references('incident.id'))
      .addColumn('name', 'text', required)
      .addColumn('level', 'text')
      .addColumn('summary', 'text', required)
      .addColumn('received_at', 'text', required)
      .addColumn('resolved_at', 'text')
      .addPrimaryKeyConstraint('alert_key', ['fingerprint', 'starts_at'])
      .execute()
    await build.createIndex('alert_by_incident').on('alert').column('incident_id').execute()
    await build.createIndex('alert_by_service').on('alert').columns(['service_id', 'resolved_at']).execute()
    await build.createIndex('alert_by_group').on('alert').column('group_key').execute()
    await build
      .createTable('report_dismissal')
      .addColumn('signature', 'text', (c) => c.primaryKey().notNull())
      .addColumn('at', 'text', required)
      .addColumn('user_id', 'text', toUser)
      .execute()
  },
}
