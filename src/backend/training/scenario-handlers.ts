import type { Handlers } from '../contract/operation.ts'
import { authorOf } from '../incidents/change-incident.ts'
import { changeScenario, createScenario, deleteScenario, listScenarios } from './scenarios.ts'

type ScenarioHandlers = Pick<Handlers, 'listScenarios' | 'createScenario' | 'changeScenario' | 'deleteScenario'>

export const scenarioHandlers: ScenarioHandlers = {
  listScenarios: async ({ db, query }) => ({ scenarios: await listScenarios(db, query.flowId ?? null) }),
  createScenario: ({ db, body, caller, now }) => createScenario(db, body, authorOf(caller), now),
  changeScenario: ({ db, params, body, caller, now }) => changeScenario(db, params.id, body, authorOf(caller), now),
  deleteScenario: async ({ db, params }) => {
    await deleteScenario(db, params.id)
    return undefined
  },
}
