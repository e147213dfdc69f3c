import type { User } from '#shared/domain/user.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { readChoices } from './choices.ts'
import { listLooks } from './looks.ts'
import { readCallReport } from './report.ts'
import { countCalls, searchCalls } from './search-calls.ts'

type CallLogHandlers = Pick<
  Handlers,
  'searchCalls' | 'countCalls' | 'readCallChoices' | 'readCall' | 'listCallLooks' | 'listLooksBy'
>

export const callLogHandlers = ({ flows }: Backend): CallLogHandlers => ({
  searchCalls: async ({ db, query: { sort, direction, after, skip, ...filters }, caller: { user } }) =>
    searchCalls(db, flows, withinReach(filters, user), { sort, direction, after, skip }),

  countCalls: async ({ db, query, caller: { user } }) => countCalls(db, withinReach(query, user)),

  readCallChoices: async ({ db, caller: { user } }) => readChoices(db, flows, reachOf(user)),

  readCall: async ({ db, params: { id }, caller: { user }, now }) => {
    const report = await readCallReport(db, flows, id, reachOf(user))
    if (!report) throw new ProblemError('not-found')
    await recordAudit(db, { userId: user.id, action: 'call-read', callId: id, outcome: 'done' }, now)
    return report
  },

  listCallLooks: async ({ db, params, query }) => listLooks(db, { callId: params.id }, query.after),

  listLooksBy: async ({ db, params, query }) => listLooks(db, { userId: params.id }, query.after),
})

/** Whose calls somebody may see; null: everybody's. */
const reachOf = ({ id, role }: User): string | null => (role === 'supervisor' || role === 'admin' ? null : id)

/** Somebody else's are not found. */
const withinReach = <F extends { agentId?: string | undefined }>(filters: F, user: User): F => {
  const reach = reachOf(user)
  if (reach === null || reach === filters.agentId) return filters
  return { ...filters, agentId: filters.agentId === undefined ? reach : nobody }
}
const nobody = '00000000-0000-0000-0000-000000000000'
