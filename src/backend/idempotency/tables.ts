import type { Rules } from '../personal-data/rules.ts'

interface IdempotencyTable {
  user_id: string
  operation: string
  key: string
  body_hash: string
  status: number
  /** JSON; null when there is no body. */
  answer: string | null
  created_at: string
}

export interface IdempotencyTables {
  idempotency: IdempotencyTable
}

/** Whose each column is, and how long it is kept. */
export const idempotencyRules = {
  idempotency: {
    kept: { for: 'a few days' },
    columns: {
      user_id: 'pseudonym',
      operation: 'none',
      key: 'none',
      body_hash: 'pseudonym',
      status: 'none',
      answer: 'client',
      created_at: 'none',
    },
  },
} as const satisfies Rules<IdempotencyTables>
