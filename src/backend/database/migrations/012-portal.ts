import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

/** Clients' own sessions, their failed sign-ins, and what a report from the portal holds that a call's ticket does not. */
export const portal: Migration = {
  name: '012-portal',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    await build
      .createTable('client_session')
      .addColumn('token_hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('account_id', 'text', (c) => c.notNull().references('account.id').onDelete('cascade'))
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'text', (c) => c.notNull())
      .execute()
    await build.createIndex('client_session_by_account').on('client_session').column('account_id').execute()
    await build
      .alterTable('account')
      .addColumn('failed_sign_ins', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()

    await build
      .alterTable('ticket')
      .addColumn('origin', 'text', (c) => c.notNull().defaultTo('call'))
      .execute()
    await build
      .alterTable('ticket')
      .addColumn('description', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await build
      .alterTable('ticket')
      .addColumn('environment', 'text', (c) => c.notNull().defaultTo('{}'))
      .execute()
  },
}
