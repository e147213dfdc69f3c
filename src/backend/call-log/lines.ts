import type { Kysely, Selectable } from 'kysely'
import type { CallLine } from '#shared/domain/call-log.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { reasonsOf } from '#shared/flow/wrap-up.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'

type Db = Kysely<Database>
type LineRow = Selectable<Database['call_log']>

/** Lines as they are shown, in their order. */
export async function presentLines(db: Db, flows: FlowLibrary, rows: readonly LineRow[]): Promise<CallLine[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ call_id }) => call_id)
  const tickets = await db
    .selectFrom('ticket')
    .select(['call_id', 'number'])
    .where('call_id', 'in', ids)
    .orderBy('received_at')
    .execute()
  const reviews = await db
    .selectFrom('call_review')
    .select(['call_id', 'mark'])
    .where('call_id', 'in', ids)
    .orderBy('updated_at')
    .execute()
  const reviewed = Map.groupBy(reviews, ({ call_id }) => call_id)
  const numbers = Map.groupBy(tickets, ({ call_id }) => call_id)
  const names = await agentNames(
    db,
    rows.map(({ agent_id }) => agent_id),
  )
  const words = new Map<string, FlowWords | null>()
  for (const hash of new Set(rows.map(({ flow_hash }) => flow_hash))) words.set(hash, await wordsOf(db, flows, hash))
  return rows.map((row) => {
    const flow = words.get(row.flow_hash) ?? null
    return {
      ...{ id: row.call_id, flowId: row.flow_id, flowHash: row.flow_hash, channel: row.channel },
      ...{ startedAt: row.started_at, endedAt: row.ended_at, closing: row.closing, durationMs: row.duration_ms },
      agent: { id: row.agent_id, displayName: names.get(row.agent_id) ?? '' },
      ...{ clientName: row.client_name, isAnonymised: row.is_anonymised === 1 },
      ...{ folding: row.folding, flowVersion: flow?.version ?? null },
      reason: row.reason === null ? null : { id: row.reason, label: flow?.reasons.get(row.reason) ?? row.reason },
      phases: (row.phases.match(/\S+/g) ?? []).map((id) => ({
        id,
        ...(flow?.phases[id] ?? { number: '', label: id }),
      })),
      tickets: (numbers.get(row.call_id) ?? []).map(({ number }) => number),
      hasTicket: row.has_ticket === 1,
      review: presentReviews(reviewed.get(row.call_id)),
    }
  })
}

const presentReviews = (reviews: readonly { mark: number | null }[] = []): CallLine['review'] => {
  const last = reviews.at(-1)
  return last ? { count: reviews.length, mark: last.mark } : null
}

/** The names of agents, by id. */
export async function agentNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const users = await db
    .selectFrom('user')
    .select(['id', 'display_name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(users.map(({ id, display_name }) => [id, display_name]))
}

interface FlowWords {
  version: number
  phases: FlowDefinition['script']['phases']
  reasons: ReadonlyMap<string, string>
}

async function wordsOf(db: Db, flows: FlowLibrary, hash: string): Promise<FlowWords | null> {
  const flow = await flows.find(db, hash)
  if (!flow) return null
  const { version, script } = flow.definition
  return {
    version,
    phases: script.phases,
    reasons: new Map(reasonsOf(flow.definition).map(({ id, label }) => [id, label])),
  }
}
