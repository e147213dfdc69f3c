import { z } from 'zod'
import { flowDefinition } from '../../flow/definition.ts'
import { desk, type Operations } from './operation.ts'

const flowHash = z.string().regex(/^[0-9a-f]{64}$/)

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
} as const satisfies Operations
