import type { Rules } from '../personal-data/rules.ts'

/** What is throttled: one row a try. */
interface AttemptTable {
  scope: string
  /** SHA-256 of what is limited (an address, an account). */
  subject: string
  at: string
}

export interface AttemptTables {
  attempt: AttemptTable
}

/** Whose each column is, and how long it is kept. */
export const attemptRules = {
  attempt: { kept: { for: 'a few days' }, columns: { scope: 'none', subject: 'pseudonym', at: 'none' } },
} as const satisfies Rules<AttemptTables>
