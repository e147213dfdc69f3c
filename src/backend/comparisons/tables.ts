import type { ComparisonState } from '#shared/domain/flow-comparison.ts'

/** Two versions of a script compared over recorded calls. */
interface FlowComparisonTable {
  id: string
  /** Who asked for it: one at a time may be running for each. */
  user_id: string
  flow_id: string
  before_hash: string
  after_hash: string
  /** Days of Paris, the last one excluded. */
  from_day: string
  to_day: string
  state: ComparisonState
  /** How many calls there are, and how many have been compared. */
  total: number
  done: number
  started_at: string
  /** When the process that runs it last said so. */
  seen_at: string
  ended_at: string | null
  /** JSON, as `comparisonFigures` has it; null until it is done. */
  figures: string | null
}

/** Some of the calls of each parting. */
interface FlowComparisonCallTable {
  comparison_id: string
  /** Its number. */
  parting: number
  /** Of the call, in the log. */
  place: number
  call_id: string
  ended_at: string
  /** JSON: what each version makes of it; null where it cannot be told. */
  before: string | null
  after: string | null
}

export interface ComparisonTables {
  flow_comparison: FlowComparisonTable
  flow_comparison_call: FlowComparisonCallTable
}
