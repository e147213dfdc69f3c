import { z } from 'zod'
import { newScenario, savedScenario } from '../../training/saved-scenario.ts'
import { byId, desk, type Operations, trainers } from './operation.ts'

export const scenarioOperations = {
  listScenarios: {
    method: 'GET',
    path: '/api/v1/scenarios',
    summary: 'Lire les scénarios des formateurs',
    roles: desk,
    status: 200,
    query: z.object({ flowId: z.string().max(80).optional() }),
    output: z.object({ scenarios: z.array(savedScenario) }),
    problems: ['invalid-input'],
  },
  createScenario: {
    method: 'POST',
    path: '/api/v1/scenarios',
    summary: 'Ajouter un scénario',
    roles: trainers,
    idempotent: true,
    status: 201,
    body: newScenario,
    output: savedScenario,
    problems: ['invalid-input'],
  },
  changeScenario: {
    method: 'PUT',
    path: '/api/v1/scenarios/:id',
    summary: 'Modifier un scénario',
    roles: trainers,
    status: 200,
    params: byId,
    body: newScenario.extend({ version: savedScenario.shape.version }),
    output: savedScenario,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  deleteScenario: {
    method: 'DELETE',
    path: '/api/v1/scenarios/:id',
    summary: 'Supprimer un scénario',
    roles: trainers,
    status: 204,
    params: byId,
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
