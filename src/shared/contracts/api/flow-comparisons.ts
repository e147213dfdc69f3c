import { z } from 'zod'
import { flowComparison, partedCall } from '../../domain/flow-comparison.ts'
import { flowHash } from '../../domain/flow-hash.ts'
import { comparers } from '../../domain/user.ts'
import { days, isPeriod } from './days.ts'
import { byId, type Operations } from './operation.ts'

export const flowComparisonOperations = {
  startFlowComparison: {
    method: 'POST',
    path: '/api/v1/flow-comparisons',
    summary: 'Comparer deux versions d’un script sur les appels d’une période ; une seule à la fois par personne',
    roles: comparers,
    idempotent: true,
    status: 201,
    /** Two versions of the same script that the service knows. */
    body: days.extend({ beforeHash: flowHash, afterHash: flowHash }).check(isPeriod),
    output: flowComparison,
    problems: ['invalid-input', 'conflict'],
  },
  listFlowComparisons: {
    method: 'GET',
    path: '/api/v1/flow-comparisons',
    summary: 'Lire les comparaisons que l’on a demandées, la dernière d’abord',
    roles: comparers,
    status: 200,
    query: z.object({ flowId: z.string().max(80) }),
    output: z.object({ comparisons: z.array(flowComparison) }),
    problems: ['invalid-input'],
  },
  readFlowComparison: {
    method: 'GET',
    path: '/api/v1/flow-comparisons/:id',
    summary: 'Lire où en est une comparaison que l’on a demandée, et ce qu’elle a trouvé',
    roles: comparers,
    status: 200,
    params: byId,
    output: flowComparison,
    problems: ['invalid-input', 'not-found'],
  },
  cancelFlowComparison: {
    method: 'POST',
    path: '/api/v1/flow-comparisons/:id/cancellation',
    summary: 'Arrêter une comparaison que l’on a demandée',
    roles: comparers,
    status: 200,
    params: byId,
    output: flowComparison,
    problems: ['invalid-input', 'not-found'],
  },
  listPartedCalls: {
    method: 'GET',
    path: '/api/v1/flow-comparisons/:id/calls',
    summary: 'Lire quelques-uns des appels qui se séparent à une étape, sans l’identité de personne',
    roles: comparers,
    status: 200,
    params: byId,
    query: z.object({
      /** The number of a parting. */
      parting: z.coerce.number().int().min(1).max(200),
      /** The `next` of the page before. */
      after: z.coerce.number().int().nonnegative().optional(),
    }),
    /** The latest first. */
    output: z.object({ calls: z.array(partedCall).max(20), next: z.number().int().nullable() }),
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
