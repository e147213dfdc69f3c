import { type Kysely, sql } from 'kysely'
import { abandonments, type FlowHeat } from '#shared/domain/call-log.ts'
import { placeAt } from '../call-log/place.ts'
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
  period: KpiPeriod,
): Promise<FlowHeat> {
  const versions = await readVersions(db, flows, flowId, hashes, period)
  const calls = versions.reduce((sum, version) => sum + version.calls, 0)
  const visits = await readVisits(db, flowId, hashes, period)
  return { calls, versions, steps: stepsOf(visits), ways: waysOf(visits) }
}

const folded = (db: Db, flowId: string, hashes: readonly string[] | undefined, { from, to }: KpiPeriod) =>
  db
    .selectFrom('call_log')
    .where('call_log.place', '>=', placeAt(from.getTime()))
    .where('call_log.place', '<', placeAt(to.getTime()))
    .where('flow_id', '=', flowId)
    .where('folding', '=', 'folded')
    .$if(hashes !== undefined, (query) => query.where('flow_hash', 'in', hashes ?? []))

async function readVersions(
  db: Db,
  flows: FlowLibrary,
  ...which: [flowId: string, hashes: readonly string[] | undefined, period: KpiPeriod]
): Promise<FlowHeat['versions']> {
  const rows = await folded(db, ...which)
    .select(({ fn }) => ['flow_hash', fn.countAll<number>().as('calls')])
    .groupBy('flow_hash')
    .execute()
  const versions: FlowHeat['versions'] = []
  for (const { flow_hash: hash, calls } of rows)
    versions.push({ hash, calls, version: (await flows.find(db, hash))?.definition.version ?? 0 })
  return versions.sort((a, b) => b.version - a.version)
}

/** Visits alike: of one step, left by one event for one other, as long to a second. */
interface AlikeVisits {
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

const readVisits = (
  db: Db,
  ...which: [flowId: string, hashes: readonly string[] | undefined, period: KpiPeriod]
): Promise<AlikeVisits[]> =>
  folded(db, ...which)
    .innerJoin('call_step', 'call_step.place', 'call_log.place')
    .select(({ fn, ref }) => [
      ...(['step_id', 'phase_id', 'left_by', 'next_step_id'] as const),
      sql<number>`${ref('call_step.duration_ms')} / 1000`.as('seconds'),
      fn.countAll<number>().as('visits'),
      fn.sum<number>('is_first').as('first'),
      fn.sum<number>('has_ticket').as('with_ticket'),
      sql<number>`sum(${ref('is_first')} * ${ref('has_ticket')})`.as('first_with_ticket'),
    ])
    .groupBy(['step_id', 'phase_id', 'left_by', 'next_step_id', 'seconds'])
    .execute()

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
