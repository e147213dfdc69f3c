/**
 * Whose a column is.
 * `client`: says something of a client; exported to them and erased on request.
 * `secret`: proves something of theirs; erased, never exported.
 * `pseudonym`: an id or a hash that names nobody by itself; stays, for the figures and the audit.
 * `agent`: of whoever works here.
 * `none`: of nobody.
 */
export type Holds = 'client' | 'secret' | 'pseudonym' | 'agent' | 'none'

/** How long the rows of a table are kept; `days` names a setting of `Config.keep`. */
export type Keeping =
  | {
      for:
        | 'ever'
        | 'as long as its account'
        | 'as long as its call'
        | 'as long as its incident'
        | 'as long as its ticket'
        | 'a few days'
    }
  | { days: keyof KeepDays; end: 'deleted' | 'anonymised' }

/** The settings: how long each kind is kept, in days. */
export interface KeepDays {
  calls: number
  tickets: number
  notifications: number
  audit: number
  feedback: number
}

interface TableRule<T> {
  kept: Keeping
  columns: { [C in keyof T]-?: Holds }
}

/** The rules of a noun's tables. */
export type Rules<Tables> = { [T in keyof Tables]: TableRule<Tables[T]> }
