import type { Channel, Closing } from '#shared/domain/call.ts'
import type { Rules } from '../personal-data/rules.ts'

/** A call as it is listed. Made again at any time from `call`. */
interface CallLogTable {
  /** When it ended, in milliseconds since the epoch, × 1024, and some more where several ended together: their order. */
  place: number
  call_id: string
  agent_id: string
  flow_id: string
  flow_hash: string
  channel: Channel
  started_at: string
  ended_at: string
  closing: Closing
  /** Parked time left out. */
  duration_ms: number
  /** `waiting` for its flow's definition, with no path meanwhile. */
  folding: 'folded' | 'waiting' | 'unreadable'
  /** Why its journal could not be read. */
  fault: string | null
  /** The fact that says why it ended so; see reasonsOf. */
  reason: string | null
  /** Ids of those it went through, in order, each between two spaces. */
  phases: string
  has_ticket: 0 | 1
  /** Empty: unknown, or forgotten. */
  client_name: string
  is_anonymised: 0 | 1
}

/** One stay of a call at a step. Made again at any time from the journal. */
interface CallStepTable {
  /** Its call's, so that steps are kept in the order of time. */
  place: number
  /** 1, 2, 3… */
  position: number
  step_id: string
  phase_id: string
  /** Since the call started, parked time left out. */
  entered_ms: number
  duration_ms: number
  /** The type of the event it was left by; null: the call ended there. */
  left_by: string | null
  next_step_id: string | null
  /** 0: the call had been at this step before. */
  is_first: 0 | 1
}

/**
 * How many stays of a day's calls there were at a step, left by one event for one other, as long to a second. Always what
 * `call_step` adds up to.
 */
interface CallVisitCountTable {
  /** When the calls ended, in Paris: "2025-12-19". */
  day: string
  flow_id: string
  flow_hash: string
  step_id: string
  phase_id: string
  /** Empty, as what follows: the call ended there. */
  left_by: string
  next_step_id: string
  seconds: number
  visits: number
  /** Those that were their call's first of this step. */
  first: number
  with_ticket: number
  first_with_ticket: number
}

/** The words of a call, as text-index.ts writes them; none once it is anonymised. */
interface CallTextTable {
  place: number
  words: string
}

export interface CallLogTables {
  call_log: CallLogTable
  call_step: CallStepTable
  call_visit_count: CallVisitCountTable
  call_text: CallTextTable
}

/** Whose each column is, and how long it is kept. */
export const callLogRules = {
  call_log: {
    kept: { for: 'as long as its call' },
    columns: {
      place: 'pseudonym',
      call_id: 'pseudonym',
      agent_id: 'pseudonym',
      flow_id: 'none',
      flow_hash: 'none',
      channel: 'none',
      started_at: 'none',
      ended_at: 'none',
      closing: 'none',
      duration_ms: 'none',
      folding: 'none',
      fault: 'none',
      reason: 'none',
      phases: 'none',
      has_ticket: 'none',
      client_name: 'client',
      is_anonymised: 'none',
    },
  },
  call_step: {
    kept: { for: 'as long as its call' },
    columns: {
      place: 'pseudonym',
      position: 'none',
      step_id: 'none',
      phase_id: 'none',
      entered_ms: 'none',
      duration_ms: 'none',
      left_by: 'none',
      next_step_id: 'none',
      is_first: 'none',
    },
  },
  call_visit_count: {
    kept: { for: 'ever' },
    columns: {
      day: 'none',
      flow_id: 'none',
      flow_hash: 'none',
      step_id: 'none',
      phase_id: 'none',
      left_by: 'none',
      next_step_id: 'none',
      seconds: 'none',
      visits: 'none',
      first: 'none',
      with_ticket: 'none',
      first_with_ticket: 'none',
    },
  },
  call_text: { kept: { for: 'as long as its call' }, columns: { place: 'pseudonym', words: 'client' } },
} as const satisfies Rules<CallLogTables>
