import type { Kysely } from 'kysely'
import type { CallLook } from '#shared/domain/call-log.ts'
import { pageOf, placeOf } from '../database/moment-pages.ts'
import type { Database } from '../database/tables.ts'

const pageLength = 100

/** Who looked at which call, the latest first, a page at a time. @param after one that is none begins again */
export async function listLooks(
  db: Kysely<Database>,
  of: { callId: string } | { userId: string },
  after: string | undefined,
): Promise<{ looks: CallLook[]; next: string | null }> {
  const { at, id } = placeOf(after)
  const rows = await db
    .selectFrom('audit')
    .innerJoin('user', 'user.id', 'audit.user_id')
    .innerJoin('call', 'call.id', 'audit.call_id')
    .innerJoin('user as leader', 'leader.id', 'call.agent_id')
    .select(['audit.id', 'at', 'user_id', 'user.display_name', 'call.id as call_id', 'started_at', 'agent_id'])
    .select('leader.display_name as leader_name')
    .where('action', '=', 'call-read')
    .where((eb) => ('callId' in of ? eb('audit.call_id', '=', of.callId) : eb('user_id', '=', of.userId)))
    .$if(at !== '', (query) =>
      query.where(({ eb, refTuple, tuple }) => eb(refTuple('at', 'audit.id'), '<', tuple(at, id))),
    )
    .orderBy('at', 'desc')
    .orderBy('audit.id', 'desc')
    .limit(pageLength + 1)
    .execute()
  const { page, next } = pageOf(rows, pageLength, (row) => row.at)
  return {
    looks: page.map(({ id, at, call_id, started_at, ...who }) => ({
      ...{ id, at, by: { id: who.user_id, displayName: who.display_name }, callId: call_id },
      call: { agent: { id: who.agent_id, displayName: who.leader_name }, startedAt: started_at },
    })),
    next,
  }
}
