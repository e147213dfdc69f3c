import { type Kysely, sql } from 'kysely'
import { abandonments, type FlowHeat } from '#shared/domain/call-log.ts'
import { parisDate } from '#shared/domain/paris-day.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'
import type { KpiPeriod } from '../kpis/period.ts'

type Db = Kysely<Database>

/** A flow from above: where the calls that ended in a period went. @param hashes its versions; undefined: all */
export async function readFlowHeat(
  db: Db,
  flows: FlowLibrary,
  flowId: string,
  hashes: readonly string[] | undefined,
  { from, to }: KpiPeriod,
): Promise<FlowHeat> {
  const visits = await db
    .selectFrom('call_visit_count')
    .select(({ fn, ref }) => [
      ...(['flow_hash', 'step_id', 'phase_id', 'seconds'] as const),
      sql<string | null>`nullif(${ref('left_by')}, '')`.as('left_by'),
      sql<string | null>`nullif(${ref('next_step_id')}, '')`.as('next_step_id'),
      fn.sum<number>('visits').as('visits'),
      fn.sum<number>('first').as('first'),
      fn.sum<number>('with_ticket').as('with_ticket'),
      fn.sum<number>('first_with_ticket').as('first_with_ticket'),
    ])
    .where('day', '>=', parisDate(from.getTime()))
    .where('day', '<=', parisDate(to.getTime() - 1))
    .where('flow_id', '=', flowId)
    .where('visits', '>', 0)
    .$if(hashes !== undefined, (query) => query.where('flow_hash', 'in', hashes ?? []))
    .groupBy(['flow_hash', 'step_id', 'phase_id', 'left_by', 'next_step_id', 'seconds'])
    .execute()
  const versions = await versionsOf(db, flows, visits)
  const calls = versions.reduce((sum, version) => sum + version.calls, 0)
  return { calls, versions, steps: stepsOf(visits), ways: waysOf(visits) }
}

/** Every call ends at one step: its calls are the stays that nothing followed. */
async function versionsOf(db: Db, flows: FlowLibrary, visits: readonly AlikeVisits[]): Promise<FlowHeat['versions']> {
  const ended = Map.groupBy(
    visits.filter(({ next_step_id }) => next_step_id === null),
    ({ flow_hash }) => flow_hash,
  )
  const versions: FlowHeat['versions'] = []
  for (const [hash, own] of ended)
    versions.push({ hash, calls: total(own, 'visits'), version: (await flows.find(db, hash))?.definition.version ?? 0 })
  return versions.sort((a, b) => b.version - a.version)
}

/** Visits alike: of one step of one version, left by one event for one other, as long to a second. */
interface AlikeVisits {
  flow_hash: string
  step_id: string
  phase_id: string
  left_by: string | null
  next_step_id: string | null
  seconds: number
  visits: number
  /** Those that were their call's first of this step. */
  first: number
  with_ticket: number
  first_with_ticket: number
}

function stepsOf(visits: readonly AlikeVisits[]): FlowHeat['steps'] {
  return [...Map.groupBy(visits, ({ step_id }) => step_id)].map(([stepId, own]) => ({
    ...{ stepId, phaseId: own[0]?.phase_id ?? '' },
    calls: total(own, 'first'),
    visits: total(own, 'visits'),
    medianMs: medianOf(own.filter(({ left_by }) => left_by !== null)),
    abandoned: total(
      own.filter(({ left_by }) => left_by !== null && abandonments.includes(left_by)),
      'visits',
    ),
    ticketCalls: total(own, 'first_with_ticket'),
  }))
}

function waysOf(visits: readonly AlikeVisits[]): FlowHeat['ways'] {
  const ways = Map.groupBy(visits, ({ step_id, left_by, next_step_id }) => `${step_id}>${next_step_id} ${left_by}`)
  return [...ways.values()].flatMap((own) => {
    const [{ step_id, left_by, next_step_id } = own[0] as AlikeVisits] = own
    if (left_by === null || next_step_id === null) return []
    return {
      ...{ from: step_id, to: next_step_id, by: left_by },
      ...{ visits: total(own, 'visits'), ticketVisits: total(own, 'with_ticket') },
    }
  })
}

type Counted = 'visits' | 'first' | 'with_ticket' | 'first_with_ticket'
const total = (of: readonly AlikeVisits[], what: Counted): number => of.reduce((sum, one) => sum + one[what], 0)

/** The lower of the two in the middle where they are even in number. */
function medianOf(of: readonly AlikeVisits[]): number | null {
  let left = Math.ceil(total(of, 'visits') / 2)
  if (left === 0) return null
  for (const { seconds, visits } of [...of].sort((a, b) => a.seconds - b.seconds)) {
    left -= visits
    if (left <= 0) return seconds * 1000
  }
  return null
}
