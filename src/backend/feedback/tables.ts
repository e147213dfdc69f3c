import type { Rules } from '../personal-data/rules.ts'

/** What agents say of the scripts and the articles. */
export interface FeedbackTables {
  feedback: FeedbackTable
}

interface FeedbackTable {
  id: string
  user_id: string
  subject: string
  is_useful: 0 | 1
  /** Empty once it has been kept for as long as it is configured to be. */
  comment: string
  at: string
  /** The step that is wrong, the version that showed it and the way there; null, all four: the whole of the subject. */
  flow_hash: string | null
  flow_version: number | null
  step_id: string | null
  /** JSON. */
  path: string | null
  treated_at: string | null
  treated_by: string | null
  /** A word to whoever wrote it; emptied with the comment. */
  answer: string
  /** When whoever wrote it read what was made of it. */
  seen_at: string | null
}

/** Whose each column is, and how long it is kept. */
export const feedbackRules = {
  feedback: {
    kept: { days: 'feedback', end: 'anonymised' },
    columns: {
      id: 'none',
      user_id: 'pseudonym',
      subject: 'none',
      is_useful: 'none',
      comment: 'agent',
      at: 'none',
      flow_hash: 'none',
      flow_version: 'none',
      step_id: 'none',
      path: 'none',
      treated_at: 'none',
      treated_by: 'pseudonym',
      answer: 'agent',
      seen_at: 'none',
    },
  },
} as const satisfies Rules<FeedbackTables>
