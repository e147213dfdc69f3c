import type { Closing } from '#shared/domain/call.ts'
import type { Rules } from '../personal-data/rules.ts'

interface CallTable {
  id: string
  agent_id: string
  flow_id: string
  flow_hash: string
  channel: 'phone' | 'written'
  started_at: string
  ended_at: string
  closing: Closing
  /** Parked time left out. */
  duration_ms: number
  content_hash: string
  journal: string
  values: string
  received_at: string
  /** Whose call it was, where they had an account. */
  account_id: string | null
  /** When all that was typed or looked up was taken out of it. */
  anonymised_at: string | null
}

export interface CallTables {
  call: CallTable
}

/** Whose each column is, and how long it is kept. */
export const callRules = {
  call: {
    kept: { days: 'calls', end: 'anonymised' },
    columns: {
      id: 'pseudonym',
      agent_id: 'pseudonym',
      account_id: 'pseudonym',
      flow_id: 'none',
      flow_hash: 'none',
      channel: 'none',
      started_at: 'none',
      ended_at: 'none',
      closing: 'none',
      duration_ms: 'none',
      content_hash: 'pseudonym',
      journal: 'client',
      values: 'client',
      received_at: 'none',
      anonymised_at: 'none',
    },
  },
} as const satisfies Rules<CallTables>
