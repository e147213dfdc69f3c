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
