import { everyRole, type Operations } from './operation.ts'

export const eventOperations = {
  events: {
    method: 'GET',
    path: '/api/v1/events',
    summary:
      'Suivre le statut, les scripts publiés et ce que l’équipe technique regarde (SSE : `status`, `flows`, `changed`)',
    roles: everyRole,
    status: 200,
    rawOutput: ['text/event-stream'],
    problems: [],
  },
} as const satisfies Operations
