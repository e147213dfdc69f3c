import { addFacts, computeAgentFigures, figureDefinitions } from '#shared/domain/agent-figures.ts'
import type { Backend } from '../backend.ts'
import { reachOf } from '../call-log/reach.ts'
import type { Handlers } from '../contract/operation.ts'
import { kpiPeriod } from '../kpis/period.ts'
import { readAgentFacts } from './agents.ts'
import { readFlowHeat } from './heat.ts'

export const callFigureHandlers = ({ flows }: Backend): Pick<Handlers, 'readFlowHeat' | 'readAgentFigures'> => ({
  readFlowHeat: async ({ db, query, now }) => {
    const period = kpiPeriod(query, now)
    return { ...shown(period), ...(await readFlowHeat(db, flows, query.flowId, query.versions, period)) }
  },

  readAgentFigures: async ({ db, query, caller: { user }, now }) => {
    const period = kpiPeriod(query, now)
    const facts = await readAgentFacts(db, period, reachOf(user))
    return {
      ...shown(period),
      definitions: [...figureDefinitions],
      agents: facts.map(({ agent, ...own }) => ({ agent, ...computeAgentFigures(own) })),
      all: computeAgentFigures(addFacts(facts)),
    }
  },
})

const shown = ({ from, to }: { from: Date; to: Date }) => ({ from: from.toISOString(), to: to.toISOString() })
