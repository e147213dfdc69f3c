import type { Kysely } from 'kysely'
import type { FlowVersion } from '#shared/domain/call-log.ts'
import { reasonsOf } from '#shared/flow/wrap-up.ts'
import type { Database } from '../database/tables.ts'
import type { FlowLibrary } from '../flows/library.ts'

type Db = Kysely<Database>

const byName = new Intl.Collator('fr')

/** What the calls that somebody may see can be filtered by. @param ofAgent null: everybody's */
export async function readChoices(db: Db, flows: FlowLibrary, ofAgent: string | null) {
  const users = await db.selectFrom('user').select(['id', 'display_name']).execute()
  const agents: { id: string; displayName: string }[] = []
  for (const { id, display_name } of users)
    if ((ofAgent === null || ofAgent === id) && (await hasCalls(db, id))) agents.push({ id, displayName: display_name })
  return {
    agents: agents.sort((a, b) => byName.compare(a.displayName, b.displayName)),
    flows: await listVersions(db, flows),
  }
}

/** A look at an index: the calls of a busy agent are not gone through. */
const hasCalls = async (db: Db, agentId: string): Promise<boolean> =>
  (await db.selectFrom('call_log').select('place').where('agent_id', '=', agentId).limit(1).executeTakeFirst()) !==
  undefined

async function listVersions(db: Db, flows: FlowLibrary): Promise<FlowVersion[]> {
  const rows = await db
    .selectFrom('flow_definition')
    .select(['hash', 'flow_id'])
    .orderBy('flow_id')
    .orderBy('received_at', 'desc')
    .execute()
  const versions: FlowVersion[] = []
  for (const { hash, flow_id } of rows) {
    const flow = await flows.find(db, hash)
    if (!flow) continue
    const { version, script } = flow.definition
    const { title, phases } = script
    versions.push({
      ...{ hash, flowId: flow_id, version, title, reasons: reasonsOf(flow.definition) },
      phases: Object.entries(phases).map(([id, words]) => ({ id, ...words })),
    })
  }
  return versions.sort((a, b) => byName.compare(a.flowId, b.flowId) || b.version - a.version)
}
