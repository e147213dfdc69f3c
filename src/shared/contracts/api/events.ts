import { everyRole, type Operations } from './operation.ts'

export const eventOperations = {
  events: {
    method: 'GET',
    path: '/api/v1/events',
    summary: 'Suivre le statut et ce que l’équipe technique regarde (SSE, événements `status` et `changed`)',
    roles: everyRole,
    status: 200,
    rawOutput: ['text/event-stream'],
    problems: [],
  },
} as const satisfies Operations
