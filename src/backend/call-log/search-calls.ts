import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { CallFilters, CallLine, CallOrder } from '#shared/domain/call-log.ts'
import { parisMidnight } from '#shared/domain/paris-day.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { presentLines } from './lines.ts'
import { placeAt } from './place.ts'
import { placesFound } from './text-index.ts'

type Db = Kysely<Database>

const pageLength = 100
/** Counting stops here: more is said to be more. Nobody reads so many of the calls that some words find. */
const countedUpTo = { filtered: 100_000, found: 10_000 }

/** Where a page begins: after this call. */
interface Position {
  place: number
  durationMs: number
}

interface Page extends CallOrder {
  after?: string | undefined
  skip: number
}

/** A page of the calls that filters let through, in order. @param page a position that is none begins again */
export async function searchCalls(
  db: Db,
  flows: FlowLibrary,
  filters: CallFilters,
  { sort, direction, after, skip }: Page,
): Promise<{ calls: CallLine[]; next: string | null }> {
  const from = positionOf(after)
  const found = filtered(db, filters)
  const beyond = direction === 'desc' ? '<' : '>'
  const rows = await found.query
    .selectAll('call_log')
    .$if(from !== null && sort === 'date', (query) => query.where(found.place, beyond, from?.place ?? 0))
    .$if(from !== null && sort === 'duration', (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('duration_ms', 'call_log.place'), beyond, tuple(from?.durationMs ?? 0, from?.place ?? 0)),
      ),
    )
    .$if(sort === 'duration', (query) => query.orderBy('duration_ms', direction))
    .orderBy(found.place, direction)
    .offset(skip)
    .limit(pageLength + 1)
    .execute()
  const last = rows[pageLength - 1]
  return {
    calls: await presentLines(db, flows, rows.slice(0, pageLength)),
    next: last && rows.length > pageLength ? `${last.place} ${last.duration_ms}` : null,
  }
}

/** How many calls filters let through; past a bound, that there are more. */
export async function countCalls(db: Db, filters: CallFilters): Promise<{ count: number; isExact: boolean }> {
  const isEverything = Object.values(filters).every((filter) => filter === undefined)
  const upTo = filters.q === undefined ? countedUpTo.filtered : countedUpTo.found
  const limited = isEverything
    ? db.selectFrom('call_log').select(sql`1`.as('one'))
    : filtered(db, filters)
        .query.select(sql`1`.as('one'))
        .limit(upTo + 1)
  const { count } = await db
    .selectFrom(limited.as('found'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const isExact = isEverything || count <= upTo
  return { count: isExact ? count : upTo, isExact }
}

function positionOf(after: string | undefined): Position | null {
  const [place, durationMs] = (after ?? '').split(' ').map(Number)
  return Number.isSafeInteger(place) && Number.isSafeInteger(durationMs)
    ? { place: place as number, durationMs: durationMs as number }
    : null
}

type Filtered = SelectQueryBuilder<Database, 'call_log', object>

/**
 * The calls that filters let through. `place` is what they are to be sorted by: of the words where some are looked for,
 * whose index gives them in that order already.
 */
function filtered(db: Db, filters: CallFilters): { query: Filtered; place: 'call_log.place' } {
  const { agentId, closing, reason, channel, phaseId, stepId, minSeconds, maxSeconds, from, to } = filters
  const hits = filters.q === undefined ? null : placesFound(db, filters.q)
  let query = db.selectFrom('call_log') as Filtered
  let place = 'call_log.place' as const
  if (hits) {
    query = query.innerJoin(hits.as('hit'), 'hit.place' as never, 'call_log.place') as unknown as Filtered
    place = 'hit.place' as typeof place
  }
  if (agentId !== undefined) query = query.where('agent_id', '=', agentId)
  if (closing !== undefined) query = query.where('closing', '=', closing)
  if (reason !== undefined) query = query.where('reason', '=', reason)
  if (channel !== undefined) query = query.where('channel', '=', channel)
  if (filters.flowHash !== undefined) query = query.where('flow_hash', '=', filters.flowHash)
  if (filters.ticket !== undefined) query = query.where('has_ticket', '=', filters.ticket === 'with' ? 1 : 0)
  if (minSeconds !== undefined) query = query.where('duration_ms', '>=', minSeconds * 1000)
  if (maxSeconds !== undefined) query = query.where('duration_ms', '<=', maxSeconds * 1000)
  if (from !== undefined) query = query.where(place, '>=', placeAt(parisMidnight(from)))
  if (to !== undefined) query = query.where(place, '<', placeAt(parisMidnight(to)))
  if (phaseId !== undefined) query = query.where('phases', 'like', `% ${phaseId} %`)
  if (filters.review !== undefined)
    query = query.where(({ exists, not, selectFrom }) => {
      const reviewed = exists(
        selectFrom('call_review').select('id').whereRef('call_review.call_id', '=', 'call_log.call_id'),
      )
      return filters.review === 'reviewed' ? reviewed : not(reviewed)
    })
  if (stepId !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('call_step')
          .select('position')
          .whereRef('call_step.place', '=', 'call_log.place')
          .where('step_id', '=', stepId),
      ),
    )
  return { query, place }
}
