import { z } from 'zod'
import { callReview, reviewContent, reviewCriteria, reviewGrid } from '../../domain/call-review.ts'
import { callReaders } from './call-log.ts'
import { byId, desk, type Operations } from './operation.ts'

export const callReviewOperations = {
  readReviewGrid: {
    method: 'GET',
    path: '/api/v1/review-grid',
    summary: 'Lire la grille dont les appels sont évalués',
    roles: desk,
    status: 200,
    output: reviewGrid,
    problems: [],
  },
  changeReviewGrid: {
    method: 'PUT',
    path: '/api/v1/review-grid',
    summary: 'Changer la grille ; les évaluations faites gardent la leur',
    roles: callReaders,
    status: 200,
    /** `version`: the one that was changed. */
    body: z.object({ version: reviewGrid.shape.version, criteria: reviewCriteria }),
    output: reviewGrid,
    problems: ['invalid-input', 'conflict'],
  },
  reviewCall: {
    method: 'PUT',
    path: '/api/v1/calls/:id/review',
    summary: 'Évaluer un appel, ou changer son évaluation ; l’agent est alors à en prendre connaissance',
    roles: callReaders,
    status: 200,
    params: byId,
    /** `version`: of one's own review as it was read; 0: there is none yet. */
    body: reviewContent.extend({ version: z.number().int().nonnegative() }),
    output: callReview,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  listCallReviews: {
    method: 'GET',
    path: '/api/v1/calls/:id/reviews',
    summary: 'Lire les évaluations d’un appel',
    roles: desk,
    status: 200,
    params: byId,
    output: z.object({ reviews: z.array(callReview) }),
    problems: ['invalid-input', 'not-found'],
  },
  listReviews: {
    method: 'GET',
    path: '/api/v1/reviews',
    summary: 'Lire les évaluations, les dernières d’abord : un agent les siennes, un superviseur toutes',
    roles: desk,
    status: 200,
    query: z.object({
      agentId: z.uuid().optional(),
      /** `unseen`: those that their agent has not read as they are now. */
      seen: z.enum(['unseen', 'all']).default('all'),
      after: z.string().max(120).optional(),
    }),
    output: z.object({
      reviews: z.array(callReview).max(100),
      next: z.string().nullable(),
      /** How many of all those are unseen. */
      unseen: z.number().int(),
    }),
    problems: ['invalid-input'],
  },
  seeReview: {
    method: 'POST',
    path: '/api/v1/reviews/:id/seen',
    summary: 'Avoir pris connaissance de sa propre évaluation',
    roles: desk,
    status: 200,
    params: byId,
    /** Of the review as it was read: changed since, it is not seen. */
    body: z.object({ version: z.number().int().positive() }),
    output: callReview,
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
} as const satisfies Operations
