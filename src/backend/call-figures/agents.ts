import type { Kysely } from 'kysely'
import { type AgentFacts, escalationPhase } from '#shared/domain/agent-figures.ts'
import { callTarget } from '#shared/domain/call.ts'
import { placeAt } from '../call-log/place.ts'
import type { Database } from '../database/tables.ts'
import type { KpiPeriod } from '../kpis/period.ts'

const byName = new Intl.Collator('fr')

/** What each agent's calls of a period add up to, by name. @param ofAgent null: everybody's */
export async function readAgentFacts(
  db: Kysely<Database>,
  { from, to }: KpiPeriod,
  ofAgent: string | null,
): Promise<(AgentFacts & { agent: { id: string; displayName: string } })[]> {
  const rows = await db
    .selectFrom('call_log')
    .leftJoin('user', 'user.id', 'agent_id')
    .select(({ fn }) => [
      'agent_id',
      'display_name',
      fn.countAll<number>().as('handled'),
      fn.sum<number>('duration_ms').as('milliseconds'),
      fn
        .countAll<number>()
        .filterWhere('duration_ms', '>=', callTarget.minMs)
        .filterWhere('duration_ms', '<=', callTarget.maxMs)
        .as('withinTarget'),
      fn
        .countAll<number>()
        .filterWhere('closing', '=', 'resolved')
        .filterWhere('has_ticket', '=', 0)
        .as('resolvedWithoutTicket'),
      fn.countAll<number>().filterWhere('phases', 'like', `% ${escalationPhase} %`).as('escalated'),
    ])
    .where('place', '>=', placeAt(from.getTime()))
    .where('place', '<', placeAt(to.getTime()))
    // Nobody led them to an end: they say nothing of how calls are handled.
    .where('closing', '!=', 'left-open')
    .$if(ofAgent !== null, (query) => query.where('agent_id', '=', ofAgent ?? ''))
    .groupBy(['agent_id', 'display_name'])
    .execute()
  return rows
    .map(({ agent_id, display_name, ...facts }) => ({
      agent: { id: agent_id, displayName: display_name ?? '' },
      ...facts,
    }))
    .sort((a, b) => byName.compare(a.agent.displayName, b.agent.displayName))
}
