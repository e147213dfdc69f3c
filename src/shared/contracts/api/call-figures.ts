import { z } from 'zod'
import { agentFigures, figureDefinition } from '../../domain/agent-figures.ts'
import { flowHeat } from '../../domain/call-log.ts'
import { flowHash } from '../../domain/flow-hash.ts'
import { callReaders } from './call-log.ts'
import { days, isPeriod } from './days.ts'
import { desk, type Operations } from './operation.ts'

const looked = { from: z.iso.datetime(), to: z.iso.datetime() }

export const callFigureOperations = {
  readFlowHeat: {
    method: 'GET',
    path: '/api/v1/flow-heat',
    summary: 'Lire un script vu d’en haut : où les appels d’une période sont passés, restés, perdus',
    roles: [...callReaders, 'trainer'],
    status: 200,
    query: days
      .extend({
        flowId: z.string().max(80),
        /** Hashes of its versions, separated by commas; all of them where none is named. */
        versions: z
          .string()
          .max(2000)
          .transform((all) => all.split(','))
          .pipe(z.array(flowHash).max(30))
          .optional(),
      })
      .check(isPeriod),
    output: flowHeat.extend(looked),
    problems: ['invalid-input'],
  },
  readAgentFigures: {
    method: 'GET',
    path: '/api/v1/agent-figures',
    summary: 'Lire ce que chaque agent a traité dans une période : un agent le sien, un superviseur tous',
    roles: desk,
    status: 200,
    query: days.check(isPeriod),
    output: z.object({
      ...looked,
      /** What the figures are, and how each is computed. */
      definitions: z.array(figureDefinition),
      /** Those who ended a call in the period. */
      agents: z.array(agentFigures.extend({ agent: z.object({ id: z.uuid(), displayName: z.string() }) })),
      /** Together. */
      all: agentFigures,
    }),
    problems: ['invalid-input'],
  },
} as const satisfies Operations
