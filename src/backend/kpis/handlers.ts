import { computeCallDuration, computeKpis } from '#shared/domain/kpi.ts'
import { stretchesOf } from '#shared/domain/kpi-series.ts'
import type { Handlers } from '../contract/operation.ts'
import { listKpiEvents } from './events.ts'
import { readFacts } from './facts.ts'
import { kpiPeriod } from './period.ts'

export const kpiHandlers: Pick<Handlers, 'readKpis' | 'readKpiSeries' | 'listKpiEvents'> = {
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

  readKpiSeries: async ({ db, query, now }) => {
    const stretches = []
    for (const days of stretchesOf(query, query.every)) {
      const period = kpiPeriod(days, now)
      if (period.to <= period.from) break
      const facts = await readFacts(db, period)
      stretches.push({
        from: period.from.toISOString(),
        to: period.to.toISOString(),
        points: [...computeKpis(facts), computeCallDuration(facts)],
      })
    }
    return { stretches }
  },

  listKpiEvents: async ({ db, params, query, now }) => listKpiEvents(db, params.id, kpiPeriod(query, now), query.after),
}
