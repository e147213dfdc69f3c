import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Each service of an incident at its own level, several workarounds, notes, and who changed what. */
export const incidents: Migration = {
  name: '005-incidents',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    await build
      .alterTable('incident')
      .addColumn('kind', 'text', (c) => c.notNull().defaultTo('incident'))
      .execute()
    await build
      .alterTable('incident')
      .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    await build.alterTable('incident').addColumn('team', 'text').execute()
    await build.createIndex('incident_by_state').on('incident').columns(['state', 'started_at']).execute()
    await build
      .createTable('incident_service')
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('service_id', 'text', (c) => c.notNull().references('service.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('level', 'text', (c) => c.notNull())
      .addColumn('since', 'text', (c) => c.notNull())
      .addColumn('until', 'text')
      .addPrimaryKeyConstraint('incident_service_key', ['incident_id', 'service_id', 'since'])
      .execute()
    await build.createIndex('incident_service_by_service').on('incident_service').column('service_id').execute()
    await build
      .createTable('incident_workaround')
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('incident_workaround_key', ['incident_id', 'position'])
      .execute()
    await build
      .createTable('incident_note')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.references('user.id'))
      .addColumn('author_name', 'text', (c) => c.notNull())
      .addColumn('is_public', 'integer', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .execute()
    await build.createIndex('incident_note_by_incident').on('incident_note').columns(['incident_id', 'at']).execute()
    await build
      .createTable('incident_change')
      .addColumn('incident_id', 'text', (c) => c.notNull().references('incident.id'))
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.references('user.id'))
      .addColumn('author_name', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('fields', 'text', (c) => c.notNull())
      .addColumn('note_id', 'text', (c) => c.references('incident_note.id'))
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('incident_change_key', ['incident_id', 'version'])
      .execute()

    await carryOver(db)
    for (const column of ['service_ids', 'workaround', 'declared_by'])
      await build.alterTable('incident').dropColumn(column).execute()
  },
}

const renamedStates = { workaround: 'identified', validating: 'monitoring' }

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
async function carryOver(db: Kysely<any>): Promise<void> {
  for (const [former, state] of Object.entries(renamedStates))
    await db.updateTable('incident').set({ state }).where('state', '=', former).execute()
  const kept = await db
    .selectFrom('incident')
    .innerJoin('user', 'user.id', 'incident.declared_by')
    .select(['incident.id', 'service_ids', 'workaround', 'started_at', 'declared_by', 'incident.created_at'])
    .select('user.display_name')
    .execute()
  for (const { id, ...of } of kept) {
    const serviceIds: string[] = JSON.parse(of.service_ids)
    for (const [position, serviceId] of serviceIds.entries())
      await db
        .insertInto('incident_service')
        .values({
          ...{ incident_id: id, service_id: serviceId, position, level: 'degraded' },
          ...{ since: of.started_at, until: null },
        })
        .execute()
    if (of.workaround)
      await db.insertInto('incident_workaround').values({ incident_id: id, position: 0, text: of.workaround }).execute()
    await db
      .insertInto('incident_change')
      .values({
        ...{ incident_id: id, version: 1, at: of.created_at, kind: 'declared', fields: '[]' },
        ...{ user_id: of.declared_by, author_name: of.display_name, note_id: null, reason: null },
      })
      .execute()
  }
}
