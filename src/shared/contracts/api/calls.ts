import { callRecord } from '../../domain/call.ts'
import { byId, desk, type Operations } from './operation.ts'

export const callOperations = {
  recordCall: {
    method: 'PUT',
    path: '/api/v1/calls/:id',
    summary: 'Déposer un appel terminé',
    roles: desk,
    delivery: true,
    idempotent: true,
    status: 201,
    params: byId,
    body: callRecord,
    problems: ['invalid-input', 'conflict'],
  },
} as const satisfies Operations
