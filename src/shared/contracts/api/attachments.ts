import { z } from 'zod'
import { attachment } from '../../domain/attachment.ts'
import { everyRole, type Operations } from './operation.ts'

export const attachmentOperations = {
  putAttachment: {
    method: 'PUT',
    path: '/api/v1/attachments/:sha256',
    summary: 'Déposer une capture d’écran',
    roles: everyRole,
    delivery: true,
    status: 201,
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    rawBody: ['image/png', 'image/jpeg'],
    output: attachment.omit({ name: true }),
    problems: ['invalid-input', 'too-large', 'unsupported-type'],
  },
  readAttachment: {
    method: 'GET',
    path: '/api/v1/attachments/:sha256',
    summary: 'Lire une capture d’écran',
    roles: everyRole,
    status: 200,
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    rawOutput: ['image/png', 'image/jpeg'],
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
