import { z } from 'zod'
import { desk, type Operations } from './operation.ts'

export const subscriptionOperations = {
  subscribe: {
    method: 'POST',
    path: '/api/v1/subscriptions',
    summary: 'Prévenir un client de la fin d’un incident',
    roles: desk,
    delivery: true,
    idempotent: true,
    status: 201,
    body: z.object({ id: z.uuid(), incidentId: z.uuid(), accountId: z.uuid(), callId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
    problems: ['invalid-input', 'not-found', 'not-applicable'],
  },
} as const satisfies Operations
