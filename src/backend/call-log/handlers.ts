import type { CallFilters } from '#shared/domain/call-log.ts'
import { daysOf } from '#shared/domain/usual-days.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { readChoices } from './choices.ts'
import { exportCalls } from './export.ts'
import { listLooks } from './looks.ts'
import { reachOf, withinReach } from './reach.ts'
import { readCallReport } from './report.ts'
import { countCalls, searchCalls } from './search-calls.ts'

type CallLogHandlers = Pick<
  Handlers,
  'searchCalls' | 'countCalls' | 'exportCalls' | 'readCallChoices' | 'readCall' | 'listCallLooks' | 'listLooksBy'
>

/** Filters whose dates are those of an instant. */
const asOf = ({ when, ...filters }: CallFilters, now: Date): CallFilters =>
  when === undefined ? filters : { ...filters, ...daysOf(when, now.getTime()) }

export const callLogHandlers = ({ flows }: Backend): CallLogHandlers => ({
  searchCalls: async ({ db, query: { sort, direction, after, skip, ...filters }, caller: { user }, now }) =>
    searchCalls(db, flows, withinReach(asOf(filters, now), user), { sort, direction, after, skip }),

  countCalls: async ({ db, query, caller: { user }, now }) => countCalls(db, withinReach(asOf(query, now), user)),

  exportCalls: async ({ db, query: { sort, direction, ...filters }, caller: { user }, now }) => {
    await recordAudit(db, { userId: user.id, action: 'calls-exported', outcome: 'done' }, now)
    const headers = { 'content-disposition': 'attachment; filename="appels.csv"' }
    return {
      type: 'text/csv; charset=utf-8',
      body: exportCalls(db, flows, asOf(filters, now), { sort, direction }),
      headers,
    }
  },

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
