import { z } from 'zod'
import { callFilters, callLine, callLook, callOrder, callReport, flowVersion } from '../../domain/call-log.ts'
import { byId, desk, type Operations } from './operation.ts'

/** Who sees every call; others see their own alone. */
export const callReaders = ['supervisor', 'admin'] as const

const looks = {
  status: 200,
  query: z.object({ after: z.string().max(120).optional() }),
  /** The latest first; `next` is the `after` of the next page. */
  output: z.object({ looks: z.array(callLook).max(100), next: z.string().nullable() }),
  problems: ['invalid-input'],
} as const

export const callLogOperations = {
  searchCalls: {
    method: 'GET',
    path: '/api/v1/calls',
    summary: 'Chercher dans les appels terminés : un agent dans les siens, un superviseur dans tous',
    roles: desk,
    status: 200,
    query: callFilters.extend({
      ...callOrder.shape,
      /** The `next` of the page before. */
      after: z.string().max(120).optional(),
      /** How many more to pass over: to jump far into a long list. */
      skip: z.coerce.number().int().min(0).max(10_000_000).default(0),
    }),
    output: z.object({ calls: z.array(callLine).max(100), next: z.string().nullable() }),
    problems: ['invalid-input'],
  },
  countCalls: {
    method: 'GET',
    path: '/api/v1/calls/count',
    summary: 'Compter les appels qu’une recherche trouve',
    roles: desk,
    status: 200,
    query: callFilters,
    /** Where it is not exact there are more than `count`. */
    output: z.object({ count: z.number().int(), isExact: z.boolean() }),
    problems: ['invalid-input'],
  },
  exportCalls: {
    method: 'GET',
    path: '/api/v1/calls.csv',
    summary: 'Exporter les appels qu’une recherche trouve, en CSV ; qui l’a fait est retenu',
    roles: callReaders,
    status: 200,
    query: callFilters.extend(callOrder.shape),
    rawOutput: ['text/csv'],
    problems: ['invalid-input'],
  },
  readCallChoices: {
    method: 'GET',
    path: '/api/v1/calls/choices',
    summary: 'Lire ce que les appels peuvent être filtrés par : agents, versions des scripts, phases, motifs',
    roles: desk,
    status: 200,
    output: z.object({
      /** Those who ended a call. */
      agents: z.array(z.object({ id: z.uuid(), displayName: z.string() })),
      /** The latest version first. */
      flows: z.array(flowVersion),
    }),
    problems: [],
  },
  readCall: {
    method: 'GET',
    path: '/api/v1/calls/:id',
    summary: 'Lire un appel terminé ; qui l’a lu est retenu',
    roles: desk,
    status: 200,
    params: byId,
    output: callReport,
    problems: ['invalid-input', 'not-found'],
  },
  listCallLooks: {
    method: 'GET',
    path: '/api/v1/calls/:id/looks',
    summary: 'Lire qui a regardé un appel',
    roles: callReaders,
    params: byId,
    ...looks,
  },
  listLooksBy: {
    method: 'GET',
    path: '/api/v1/users/:id/looks',
    summary: 'Lire quels appels un agent a regardés',
    roles: callReaders,
    params: byId,
    ...looks,
  },
} as const satisfies Operations
