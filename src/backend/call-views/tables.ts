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
