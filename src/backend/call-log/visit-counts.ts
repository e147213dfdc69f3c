import { type Insertable, type Kysely, sql } from 'kysely'
import { dateAfter, parisDate, parisMidnight } from '#shared/domain/paris-day.ts'
import type { Database } from '../database/tables.ts'
import { placeAt } from './place.ts'

type Db = Kysely<Database>
type Line = Pick<Insertable<Database['call_log']>, 'place' | 'ended_at' | 'flow_id' | 'flow_hash' | 'has_ticket'>
type Step = Pick<
  Insertable<Database['call_step']>,
  'place' | 'step_id' | 'phase_id' | 'left_by' | 'next_step_id' | 'duration_ms' | 'is_first'
>
/** A stay at a step, and what is known of its call. */
export type Visit = Omit<Line & Step, 'place'>
type Count = Insertable<Database['call_visit_count']>

/** No statement may carry more values than a database takes. */
const countsAtOnce = 1000
const key = ['day', 'flow_hash', 'step_id', 'phase_id', 'left_by', 'next_step_id', 'seconds'] as const
const counted = ['visits', 'first', 'with_ticket', 'first_with_ticket'] as const

/** The stays of calls as they are written. @param places not empty */
export const readVisits = (db: Db, places: readonly number[]): Promise<Visit[]> =>
  db
    .selectFrom('call_log')
    .innerJoin('call_step', 'call_step.place', 'call_log.place')
    .select(['ended_at', 'flow_id', 'flow_hash', 'has_ticket', 'step_id', 'phase_id', 'left_by', 'next_step_id'])
    .select(['call_step.duration_ms', 'is_first'])
    .where('call_log.place', 'in', places)
    .execute()

/** The same, about to be written. */
export function visitsOf(lines: readonly Line[], steps: readonly Step[]): Visit[] {
  const byPlace = new Map(lines.map((line) => [line.place, line]))
  return steps.flatMap((step) => {
    const line = byPlace.get(step.place)
    return line ? { ...line, ...step } : []
  })
}

/** Counts stays in the place of others, in the transaction that writes the ones in the place of the others. */
export async function countVisits(db: Db, before: readonly Visit[], now: readonly Visit[]): Promise<void> {
  const counts = new Map<string, Count>()
  for (const visit of before) add(counts, visit, -1)
  for (const visit of now) add(counts, visit, 1)
  // In one order: two transactions that count the same wait for each other, and no further.
  const changed = [...counts]
    .filter(([, count]) => counted.some((what) => count[what] !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, count]) => count)
  for (let first = 0; first < changed.length; first += countsAtOnce)
    await db
      .insertInto('call_visit_count')
      .values(changed.slice(first, first + countsAtOnce))
      .onConflict((conflict) =>
        conflict.columns(key).doUpdateSet((eb) => ({
          visits: eb('call_visit_count.visits', '+', eb.ref('excluded.visits')),
          first: eb('call_visit_count.first', '+', eb.ref('excluded.first')),
          with_ticket: eb('call_visit_count.with_ticket', '+', eb.ref('excluded.with_ticket')),
          first_with_ticket: eb('call_visit_count.first_with_ticket', '+', eb.ref('excluded.first_with_ticket')),
        })),
      )
      .execute()
}

/** Counts the stays of one day's calls from nothing. Within a transaction. @param day "2025-12-19", in Paris */
export async function recountDay(db: Db, day: string): Promise<void> {
  await db.deleteFrom('call_visit_count').where('day', '=', day).execute()
  await db
    .insertInto('call_visit_count')
    .columns([...key, 'flow_id', ...counted])
    .expression(({ selectFrom }) =>
      selectFrom('call_log')
        .innerJoin('call_step', 'call_step.place', 'call_log.place')
        .select(({ fn, ref }) => [
          sql.lit(day).as('day'),
          ...(['flow_hash', 'step_id', 'phase_id'] as const),
          fn.coalesce('left_by', sql.lit('')).as('left_by_'),
          fn.coalesce('next_step_id', sql.lit('')).as('next_step_id_'),
          sql<number>`${ref('call_step.duration_ms')} / 1000`.as('seconds'),
          // The same for all of them, but where a workplace called it otherwise before its definition was known.
          fn.min('flow_id').as('flow_id'),
          fn.countAll<number>().as('visits'),
          fn.sum<number>('is_first').as('first'),
          fn.sum<number>('has_ticket').as('with_ticket'),
          sql<number>`sum(${ref('is_first')} * ${ref('has_ticket')})`.as('first_with_ticket'),
        ])
        .where('call_log.place', '>=', placeAt(parisMidnight(day)))
        .where('call_log.place', '<', placeAt(parisMidnight(dateAfter(day, 1))))
        .groupBy(['flow_hash', 'step_id', 'phase_id', 'left_by', 'next_step_id', 'seconds']),
    )
    .execute()
}

function add(counts: Map<string, Count>, visit: Visit, times: 1 | -1): void {
  const { ended_at, flow_id, flow_hash, has_ticket, step_id, phase_id, left_by, next_step_id, duration_ms, is_first } =
    visit
  const of = {
    ...{ day: parisDate(Date.parse(ended_at)), flow_id, flow_hash, step_id, phase_id },
    ...{ left_by: left_by ?? '', next_step_id: next_step_id ?? '', seconds: Math.floor(duration_ms / 1000) },
  }
  const name = key.map((column) => of[column]).join('\n')
  const count = counts.get(name) ?? { ...of, visits: 0, first: 0, with_ticket: 0, first_with_ticket: 0 }
  count.visits += times
  count.first += times * is_first
  count.with_ticket += times * has_ticket
  count.first_with_ticket += times * is_first * has_ticket
  counts.set(name, count)
}
