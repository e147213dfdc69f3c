import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'

const atATime = 500

/** How long each call lasted, beside its journal: added up without reading journals, kept when they are erased. */
export const callDurations: Migration = {
  name: '009-call-durations',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    await db.schema
      .alterTable('call')
      .addColumn('duration_ms', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    for (let after = ''; ; ) {
      const calls = await db
        .selectFrom('call')
        .select(['id', 'journal'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(atATime)
        .execute()
      for (const { id, journal } of calls) {
        const records: { elapsedMs: number }[] = JSON.parse(journal)
        const duration_ms = records.at(-1)?.elapsedMs ?? 0
        await db.updateTable('call').set({ duration_ms }).where('id', '=', id).execute()
      }
      if (calls.length < atATime) break
      after = calls.at(-1)?.id
    }
    await db.schema.createIndex('call_by_end').on('call').columns(['ended_at', 'duration_ms']).execute()
  },
}
