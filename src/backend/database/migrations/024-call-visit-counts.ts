import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'
import { dateAfter, parisDate, parisMidnight } from '#shared/domain/paris-day.ts'
import type { Migration } from '../migrate.ts'

const placesAnInstant = 1024

/** What a flow seen from above adds up, a day at a time: a year of calls is twelve million stays, and too many to go through. */
export const callVisitCounts: Migration = {
  name: '024-call-visit-counts',
  // biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
  async up(db: Kysely<any>) {
    const required = (c: ColumnDefinitionBuilder) => c.notNull()
    await db.schema
      .createTable('call_visit_count')
      .addColumn('day', 'text', required)
      .addColumn('flow_id', 'text', required)
      .addColumn('flow_hash', 'text', required)
      .addColumn('step_id', 'text', required)
      .addColumn('phase_id', 'text', required)
      .addColumn('left_by', 'text', required)
      .addColumn('next_step_id', 'text', required)
      .addColumn('seconds', 'integer', required)
      .addColumn('visits', 'integer', required)
      .addColumn('first', 'integer', required)
      .addColumn('with_ticket', 'integer', required)
      .addColumn('first_with_ticket', 'integer', required)
      .addPrimaryKeyConstraint('call_visit_count_key', [
        ...(['day', 'flow_hash', 'step_id', 'phase_id', 'left_by', 'next_step_id', 'seconds'] as const),
      ])
      .execute()
    await countKnownCalls(db)
  },
}

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its day, not today's
async function countKnownCalls(db: Kysely<any>): Promise<void> {
  const { first, last } = await db
    .selectFrom('call_log')
    .select(({ fn }) => [fn.min('place').as('first'), fn.max('place').as('last')])
    .executeTakeFirstOrThrow()
  if (first === null) return
  for (let day = parisDate(first / placesAnInstant); ; day = dateAfter(day, 1)) {
    const from = parisMidnight(day) * placesAnInstant
    const to = parisMidnight(dateAfter(day, 1)) * placesAnInstant
    await sql`
      insert into call_visit_count
      select ${sql.lit(day)}, min(flow_id), flow_hash, step_id, phase_id, coalesce(left_by, ''), coalesce(next_step_id, ''),
        call_step.duration_ms / 1000 as seconds, count(*), sum(is_first), sum(has_ticket), sum(is_first * has_ticket)
      from call_log join call_step on call_step.place = call_log.place
      where call_log.place >= ${from} and call_log.place < ${to}
      group by flow_hash, step_id, phase_id, left_by, next_step_id, seconds`.execute(db)
    if (last < to) return
  }
}
