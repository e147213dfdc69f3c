import { z } from 'zod'
import { callFilters } from '../../domain/call-log.ts'
import { anonymousLine, recordedCall } from '../../training/recorded-call.ts'
import { byId, desk, type Operations } from './operation.ts'

export const replayOperations = {
  listReplays: {
    method: 'GET',
    path: '/api/v1/replays',
    summary: 'Chercher des appels à rejouer, sans l’identité de personne : un agent dans les siens',
    roles: desk,
    status: 200,
    /** Nobody is looked for by their words: that would tell who it was. */
    query: callFilters
      .pick({ closing: true, channel: true, phaseId: true, stepId: true, from: true, to: true, ticket: true })
      .extend({
        /** The `next` of the page before. */
        after: z.string().max(120).optional(),
      }),
    /** The latest first. */
    output: z.object({ calls: z.array(anonymousLine).max(100), next: z.string().nullable() }),
    problems: ['invalid-input'],
  },
  readReplay: {
    method: 'GET',
    path: '/api/v1/replays/:id',
    summary: 'Lire un appel à rejouer, l’identité de chacun retirée ; qui l’a lu est retenu',
    roles: desk,
    status: 200,
    params: byId,
    output: recordedCall,
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
