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
