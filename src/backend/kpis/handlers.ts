import { computeCallDuration, computeKpis } from '#shared/domain/kpi.ts'
import type { Handlers } from '../contract/operation.ts'
import { listKpiEvents } from './events.ts'
import { readFacts } from './facts.ts'
import { kpiPeriod } from './period.ts'

export const kpiHandlers: Pick<Handlers, 'readKpis' | 'listKpiEvents'> = {
  readKpis: async ({ db, query, now }) => {
    const period = kpiPeriod(query, now)
    const facts = await readFacts(db, period)
    return {
      from: period.from.toISOString(),
      to: period.to.toISOString(),
      kpis: computeKpis(facts),
      callDuration: computeCallDuration(facts),
    }
  },

  listKpiEvents: async ({ db, params, query, now }) => listKpiEvents(db, params.id, kpiPeriod(query, now), query.after),
}
