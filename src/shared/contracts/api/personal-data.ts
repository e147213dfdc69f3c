import { z } from 'zod'
import { dataSubject, erasureCounts, heldCounts } from '../../domain/personal-data.ts'
import type { Operations } from './operation.ts'

/** The rights of a client over what is held on them. Who asked, and for whom, is on record. */
export const personalDataOperations = {
  countPersonalData: {
    method: 'POST',
    path: '/api/v1/personal-data/counts',
    summary: 'Dire combien de choses sont gardées d’un client, sans les remettre',
    roles: ['admin'],
    status: 200,
    /** In the body: an address has no place in a URL. */
    body: z.object({ subject: dataSubject }),
    output: z.object({ counts: heldCounts }),
    problems: ['invalid-input', 'not-found'],
  },
  exportPersonalData: {
    method: 'POST',
    path: '/api/v1/personal-data/export',
    summary: 'Remettre à un client tout ce qui est gardé de lui',
    roles: ['admin'],
    status: 200,
    body: z.object({ subject: dataSubject }),
    /**
     * `{ exportedAt, data: { <table>: [<row>, …] } }`, each row as it is kept, its files in base64. As long as what is held: one
     * that breaks off is no JSON.
     */
    rawOutput: ['application/json'],
    problems: ['invalid-input', 'not-found'],
  },
  erasePersonalData: {
    method: 'POST',
    path: '/api/v1/personal-data/erasure',
    summary: 'Effacer ce qui est gardé d’un client : dire d’abord quoi, puis le faire avec la confirmation rendue',
    roles: ['admin'],
    status: 200,
    body: z.object({
      subject: dataSubject,
      /** What the first answer gave, within the quarter of an hour; without it nothing is erased. */
      confirmation: z.string().max(200).optional(),
    }),
    output: z.object({
      isErased: z.boolean(),
      /** Rows erased, or that would be, by table. */
      counts: erasureCounts,
      /** To be sent back to erase; null once it is done. */
      confirmation: z.string().nullable(),
    }),
    problems: ['invalid-input', 'not-found'],
  },
} as const satisfies Operations
