import type { Kysely } from 'kysely'
import type { CallReport, PlatformThen } from '#shared/domain/call-log.ts'
import type { SpokenStep } from '#shared/flow/spoken.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { readServiceHistory } from '../services/history.ts'
import { agentNames, presentLines } from './lines.ts'
import { tellCall } from './tell-call.ts'

type Db = Kysely<Database>

/** One call, told whole; undefined where there is none, or where it is not this agent's. @param ofAgent null: anybody's */
export async function readCallReport(
  db: Db,
  flows: FlowLibrary,
  id: string,
  ofAgent: string | null,
): Promise<CallReport | undefined> {
  const row = await db.selectFrom('call_log').selectAll().where('call_id', '=', id).executeTakeFirst()
  if (!row || (ofAgent !== null && row.agent_id !== ofAgent)) return undefined
  const [line] = await presentLines(db, flows, [row])
  const call = await db
    .selectFrom('call')
    .select(['account_id', 'journal', 'values'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!line || !call) return undefined
  const values = JSON.parse(call.values)
  const flow = await flows.find(db, row.flow_hash)
  const told = tellCall(flow?.compiled ?? null, {
    ...{ channel: row.channel, journal: JSON.parse(call.journal), values },
  })
  return {
    ...line,
    ...{ accountId: call.account_id, fault: row.fault, steps: [...told.steps], notes: values.notes ?? '' },
    handedOver: await agentsOf(db, told.steps),
    platform: await platformDuring(db, row.started_at, row.ended_at),
  }
}

/** Whoever a call went through. */
async function agentsOf(db: Db, steps: readonly SpokenStep[]): Promise<CallReport['handedOver']> {
  const ids = new Set(
    steps.flatMap(({ events }) => events.flatMap(({ agents }) => (agents ? [agents.from, agents.to] : []))),
  )
  const names = await agentNames(db, [...ids])
  return [...ids].map((id) => ({ id, displayName: names.get(id) ?? '' }))
}

/** What the platform was while a call went on. */
export async function platformDuring(db: Db, startedAt: string, endedAt: string): Promise<PlatformThen> {
  const from = new Date(startedAt)
  // A call of no length has an instant of its own all the same.
  const to = new Date(Math.max(Date.parse(endedAt), from.getTime() + 1000))
  const services = await db.selectFrom('service').select(['id', 'name']).orderBy('position').execute()
  const history = await readServiceHistory(db, from, to)
  const incidents = await db
    .selectFrom('incident')
    .select(['id', 'number', 'nature', 'started_at', 'resolved_at'])
    .where('kind', '=', 'incident')
    .where('started_at', '<', to.toISOString())
    .where((eb) => eb.or([eb('resolved_at', 'is', null), eb('resolved_at', '>', from.toISOString())]))
    .orderBy('started_at')
    .execute()
  return {
    services: services.map(({ id, name }) => ({
      ...{ id, name },
      periods: (history.get(id) ?? []).map(({ level, from: begins, to: ends }) => ({
        ...{ level, from: new Date(begins).toISOString(), to: new Date(ends).toISOString() },
      })),
    })),
    incidents: incidents.map(({ started_at, resolved_at, ...incident }) => ({
      ...incident,
      ...{ startedAt: started_at, resolvedAt: resolved_at },
    })),
  }
}
