import { z } from 'zod'
import { feedback, feedbackTally, givenFeedback } from '../../domain/feedback.ts'
import { trainers } from '../../domain/user.ts'
import { everyRole, type Operations } from './operation.ts'

const some = z.array(z.uuid()).min(1).max(1000)
const page = z.object({ feedback: z.array(givenFeedback).max(100), next: z.string().nullable() })

export const feedbackOperations = {
  giveFeedback: {
    method: 'POST',
    path: '/api/v1/feedback',
    summary: 'Dire si un script ou un article a été utile, ou qu’une étape est fausse',
    roles: everyRole,
    delivery: true,
    idempotent: true,
    status: 201,
    body: feedback,
    problems: ['invalid-input'],
  },
  tallyFeedback: {
    method: 'GET',
    path: '/api/v1/feedback-tallies',
    summary: 'Compter ce que les agents disent de chaque étape et de chaque article',
    roles: trainers,
    status: 200,
    output: z.object({ tallies: z.array(feedbackTally) }),
    problems: [],
  },
  listFeedback: {
    method: 'GET',
    path: '/api/v1/feedback',
    summary: 'Lire ce que les agents disent d’une étape ou d’un article, le dernier d’abord',
    roles: trainers,
    status: 200,
    query: z.object({
      subject: feedback.shape.subject,
      /** Absent: the article, or the whole script. */
      stepId: z.string().max(120).optional(),
      /** `open`: what is wrong and nobody has treated. */
      state: z.enum(['open', 'treated', 'all']).default('open'),
      after: z.string().max(120).optional(),
    }),
    output: page,
    problems: ['invalid-input'],
  },
  treatFeedback: {
    method: 'POST',
    path: '/api/v1/feedback-treatments',
    summary: 'Marquer des remarques comme traitées, avec un mot à leurs auteurs',
    roles: trainers,
    idempotent: true,
    status: 200,
    body: z.object({ ids: some, answer: z.string().trim().max(1000) }),
    output: z.object({ treated: z.number().int() }),
    problems: ['invalid-input', 'not-found', 'conflict'],
  },
  listOwnFeedback: {
    method: 'GET',
    path: '/api/v1/own-feedback',
    summary: 'Lire ses propres remarques et ce qui en a été fait, la dernière d’abord',
    roles: everyRole,
    status: 200,
    query: z.object({ after: z.string().max(120).optional() }),
    /** `unseen`: how many of all have been treated and not read since. */
    output: page.extend({ unseen: z.number().int() }),
    problems: ['invalid-input'],
  },
  seeFeedback: {
    method: 'POST',
    path: '/api/v1/own-feedback/seen',
    summary: 'Avoir lu ce qui a été fait de ses remarques',
    roles: everyRole,
    status: 204,
    body: z.object({ ids: some }),
    problems: ['invalid-input'],
  },
} as const satisfies Operations
