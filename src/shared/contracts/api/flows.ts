import { z } from 'zod'
import { flowHash } from '../../domain/call-log.ts'
import { flowDefinition } from '../../flow/definition.ts'
import { desk, type Operations } from './operation.ts'

export const flowOperations = {
  /** The same definition sent again changes nothing: what it is kept under is its content. */
  keepFlow: {
    method: 'PUT',
    path: '/api/v1/flows/:hash',
    summary: 'Faire connaître un script auquel des appels tiennent',
    roles: desk,
    delivery: true,
    status: 204,
    params: z.object({ hash: flowHash }),
    body: flowDefinition,
    problems: ['invalid-input'],
  },
  readFlowDefinition: {
    method: 'GET',
    path: '/api/v1/flows/:hash',
    summary: 'Lire un script auquel des appels tiennent',
    roles: desk,
    status: 200,
    params: z.object({ hash: flowHash }),
    output: flowDefinition,
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
