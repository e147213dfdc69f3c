import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** The outbox of notifications, the demonstration's letter box, and the links sent to clients. */
export const notifications: Migration = {
  name: '002-notifications',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    await build
      .createTable('notification')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('dedupe_key', 'text', (c) => c.notNull().unique())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('subject_id', 'text', (c) => c.notNull())
      .addColumn('recipient', 'text', (c) => c.notNull())
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('last_error', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('next_attempt_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text')
      .addColumn('ended_at', 'text')
      .execute()
    await build.createIndex('notification_due').on('notification').columns(['state', 'next_attempt_at']).execute()

    await build
      .createTable('letter')
      .addColumn('notification_id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('recipient', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('html', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('received_at', 'text', (c) => c.notNull())
      .execute()

    await build
      .createTable('account_link')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .addColumn('closed_at', 'text')
      .execute()
    await build.createIndex('account_link_by_account').on('account_link').columns(['account_id', 'purpose']).execute()
  },
}
