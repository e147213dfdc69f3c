import { feedback } from '../../domain/feedback.ts'
import { everyRole, type Operations } from './operation.ts'

export const feedbackOperations = {
  giveFeedback: {
    method: 'POST',
    path: '/api/v1/feedback',
    summary: 'Dire si un script ou un article a été utile',
    roles: everyRole,
    delivery: true,
    idempotent: true,
    status: 201,
    body: feedback,
    problems: ['invalid-input'],
  },
} as const satisfies Operations
