import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

const atATime = 500

/** What it takes to forget somebody: whose a call is, what has been forgotten already, and by whom not to be told again. */
export const personalData: Migration = {
  name: '011-personal-data',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const build = db.schema
    await build.alterTable('account').addColumn('erased_at', 'text').execute()
    await build.alterTable('call').addColumn('account_id', 'text').execute()
    await build.alterTable('call').addColumn('anonymised_at', 'text').execute()
    await build.alterTable('ticket').addColumn('anonymised_at', 'text').execute()
    await build.alterTable('ticket').addColumn('reporter', 'text').execute()
    await build
      .createTable('erased_address')
      .addColumn('address_hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('erased_at', 'text', (c) => c.notNull())
      .execute()
    await build
      .createTable('daily_run')
      .addColumn('name', 'text', (c) => c.primaryKey().notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .execute()
    await nameAccounts(db)
    await build.createIndex('call_by_account').on('call').column('account_id').execute()
    await build.createIndex('ticket_by_account').on('ticket').column('account_id').execute()
    await build.createIndex('ticket_to_anonymise').on('ticket').columns(['anonymised_at', 'received_at']).execute()
    await build.createIndex('call_to_anonymise').on('call').columns(['anonymised_at', 'ended_at']).execute()
  },
}

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
async function nameAccounts(db: Kysely<any>): Promise<void> {
  for (let after = ''; ; ) {
    const calls: { id: string; values: string }[] = await db
      .selectFrom('call')
      .select(['id', 'values'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(atATime)
      .execute()
    for (const { id, values } of calls) {
      const account_id = JSON.parse(values)['account.id'] || null
      if (account_id) await db.updateTable('call').set({ account_id }).where('id', '=', id).execute()
    }
    const last = calls.at(-1)
    if (!last || calls.length < atATime) return
    after = last.id
  }
}
