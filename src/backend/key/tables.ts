import type { Rules } from '../personal-data/rules.ts'

/** One row: what the key of this database makes of a word of ours. It says nothing of the key. */
interface KeyCheckTable {
  id: 1
  digest: string
}

/** The table of the key (migration 020). */
export interface KeyTables {
  key_check: KeyCheckTable
}

/** Whose each column is, and how long it is kept. */
export const keyRules = {
  key_check: { kept: { for: 'ever' }, columns: { id: 'none', digest: 'none' } },
} as const satisfies Rules<KeyTables>
