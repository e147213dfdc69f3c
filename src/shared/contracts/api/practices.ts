import { z } from 'zod'
import { practice, practiceSummary, trainee } from '../../training/practice.ts'
import { byId, desk, type Operations, trainers } from './operation.ts'

const onFlow = z.object({ flowId: z.string().max(80) })

export const practiceOperations = {
  recordPractice: {
    method: 'PUT',
    path: '/api/v1/practices/:id',
    summary: 'Garder un appel d’entraînement terminé',
    roles: desk,
    idempotent: true,
    status: 201,
    params: byId,
    body: practice,
    problems: ['invalid-input'],
  },
  /** One's own; a trainer's question may be about anybody. */
  listPractices: {
    method: 'GET',
    path: '/api/v1/practices',
    summary: 'Lire ses entraînements, ou ceux d’un agent (formateur)',
    roles: desk,
    status: 200,
    query: onFlow.extend({ userId: z.uuid().optional() }),
    output: z.object({
      /** The latest first, 200 at most. */
      practices: z.array(practiceSummary),
      /** Every branch practised, `step>answer`, with how many times. */
      branches: z.record(z.string(), z.number().int().positive()),
    }),
    problems: ['invalid-input'],
  },
  /** Somebody else's is not found, but by a trainer. */
  readPractice: {
    method: 'GET',
    path: '/api/v1/practices/:id',
    summary: 'Lire un entraînement en entier',
    roles: desk,
    status: 200,
    params: byId,
    output: practice,
    problems: ['invalid-input', 'not-found'],
  },
  listTrainees: {
    method: 'GET',
    path: '/api/v1/trainees',
    summary: 'Lire qui s’est entraîné sur un script',
    roles: trainers,
    status: 200,
    query: onFlow,
    output: z.object({ trainees: z.array(trainee) }),
    problems: ['invalid-input'],
  },
} as const satisfies Operations
