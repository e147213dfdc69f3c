import type { ComparisonState } from '#shared/domain/flow-comparison.ts'
import type { Rules } from '../personal-data/rules.ts'

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

/** Whose each column is, and how long it is kept. */
export const comparisonRules = {
  flow_comparison: {
    kept: { for: 'a few days' },
    columns: {
      id: 'none',
      user_id: 'pseudonym',
      flow_id: 'none',
      before_hash: 'none',
      after_hash: 'none',
      from_day: 'none',
      to_day: 'none',
      state: 'none',
      total: 'none',
      done: 'none',
      started_at: 'none',
      seen_at: 'none',
      ended_at: 'none',
      figures: 'none',
    },
  },
  flow_comparison_call: {
    kept: { for: 'a few days' },
    columns: {
      comparison_id: 'none',
      parting: 'none',
      place: 'none',
      call_id: 'pseudonym',
      ended_at: 'none',
      before: 'none',
      after: 'none',
    },
  },
} as const satisfies Rules<ComparisonTables>
