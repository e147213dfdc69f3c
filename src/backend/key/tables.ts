/** One row: what the key of this database makes of a word of ours. It says nothing of the key. */
interface KeyCheckTable {
  id: 1
  digest: string
}

/** The table of the key (migration 020). */
export interface KeyTables {
  key_check: KeyCheckTable
}
