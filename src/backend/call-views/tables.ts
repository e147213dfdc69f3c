import type { Rules } from '../personal-data/rules.ts'

/** A search of calls that somebody keeps. */
interface CallViewTable {
  id: string
  user_id: string
  name: string
  /** JSON. */
  filters: string
  /** JSON: by what, and in which direction. */
  sort: string
  is_shared: 0 | 1
}

export interface CallViewTables {
  call_view: CallViewTable
}

/** Whose each column is, and how long it is kept. */
export const callViewRules = {
  call_view: {
    kept: { for: 'ever' },
    columns: { id: 'none', user_id: 'pseudonym', name: 'agent', filters: 'agent', sort: 'none', is_shared: 'none' },
  },
} as const satisfies Rules<CallViewTables>
