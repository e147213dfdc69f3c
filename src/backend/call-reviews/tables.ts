import type { Rules } from '../personal-data/rules.ts'

/** The criteria that calls are reviewed by, each version; the first comes with the service and is not here. */
interface ReviewGridTable {
  version: number
  /** JSON. */
  criteria: string
  at: string
  user_id: string
}

/** What one reviewer says of one call. */
interface CallReviewTable {
  id: string
  call_id: string
  /** Whose call it is. */
  agent_id: string
  reviewer_id: string
  grid_version: number
  /** JSON: a verdict by criterion. */
  verdicts: string
  /** Out of 20; null: nothing applied. */
  mark: number | null
  /** Empty once its call is anonymised. */
  comment: string
  created_at: string
  updated_at: string
  version: number
  /** When the agent read it as it is now. */
  seen_at: string | null
}

export interface CallReviewTables {
  review_grid: ReviewGridTable
  call_review: CallReviewTable
}

/** Whose each column is, and how long it is kept. */
export const callReviewRules = {
  review_grid: {
    kept: { for: 'ever' },
    columns: { version: 'none', criteria: 'none', at: 'none', user_id: 'pseudonym' },
  },
  call_review: {
    kept: { for: 'as long as its call' },
    columns: {
      id: 'none',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      reviewer_id: 'pseudonym',
      grid_version: 'none',
      verdicts: 'none',
      mark: 'none',
      comment: 'agent',
      created_at: 'none',
      updated_at: 'none',
      version: 'none',
      seen_at: 'none',
    },
  },
} as const satisfies Rules<CallReviewTables>
