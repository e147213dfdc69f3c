import type { Rules } from '../personal-data/rules.ts'

/** A call that an agent gives to a colleague. */
interface HandoverTable {
  id: string
  call_id: string
  giver_id: string
  /** null: whoever takes it first. */
  to_id: string | null
  state: 'offered' | 'taken' | 'withdrawn'
  /** JSON of a HandedCall; null once nobody needs it any more: withdrawn, or the call has ended and is kept. */
  content: string | null
  client_name: string
  account_id: string | null
  taker_id: string | null
  /** Which workplace took it. */
  taking_id: string | null
  offered_at: string
  /** When it was taken or withdrawn. */
  ended_at: string | null
  /** Who took it last and gave it back, not having received it; null: nobody did since it was last taken. */
  returned_by: string | null
  returned_at: string | null
  /** The last taking that was given back: asked for again, however late, it takes nothing. */
  returned_taking: string | null
}

export interface HandoverTables {
  handover: HandoverTable
}

/** Whose each column is, and how long it is kept. */
export const handoverRules = {
  handover: {
    kept: { days: 'calls', end: 'deleted' },
    columns: {
      id: 'none',
      call_id: 'pseudonym',
      giver_id: 'pseudonym',
      to_id: 'pseudonym',
      state: 'none',
      content: 'client',
      client_name: 'client',
      account_id: 'pseudonym',
      taker_id: 'pseudonym',
      taking_id: 'none',
      offered_at: 'none',
      ended_at: 'none',
      returned_by: 'pseudonym',
      returned_at: 'none',
      returned_taking: 'none',
    },
  },
} as const satisfies Rules<HandoverTables>
