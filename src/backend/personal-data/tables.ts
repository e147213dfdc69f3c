import type { Rules } from './rules.ts'

/** Whose address has been erased: what a workplace still had to deliver about them is not kept either. */
interface ErasedAddressTable {
  /** Keyed hash of the address, lower case. */
  address_hash: string
  erased_at: string
}

/** What is done once a day, by the process that is on duty. */
interface DailyRunTable {
  name: string
  /** "2025-12-19", in Paris. */
  day: string
}

export interface PersonalDataTables {
  erased_address: ErasedAddressTable
  daily_run: DailyRunTable
}

/** Whose each column is, and how long it is kept. */
export const personalDataRules = {
  erased_address: { kept: { for: 'a few days' }, columns: { address_hash: 'pseudonym', erased_at: 'none' } },
  daily_run: { kept: { for: 'ever' }, columns: { name: 'none', day: 'none' } },
} as const satisfies Rules<PersonalDataTables>
