import type { StationState } from '#shared/contracts/station.ts'
import type { Backend } from './backend/client.ts'
import type { Activity } from './calls/activity.ts'
import type { CallSigns } from './calls/signs.ts'
import type { Standings } from './calls/standings.ts'
import type { Exports } from './exports/exports.ts'
import type { FlowShelf } from './flows/flow-shelf.ts'
import type { TechnicalJournal } from './journal/journal.ts'
import type { Courier } from './outbox/courier.ts'
import type { Session } from './session/session.ts'
import type { StatusFeed } from './status/feed.ts'
import type { Store } from './store/store.ts'

/** The backend's address, without `/api/v1`. */
export interface ServiceAddress {
  /** What the installation says. */
  given: string
  now(): string
  /** Takes what is kept into use. */
  change(): void
}

/** What the handlers work with: the parts of one station. */
export interface Workplace {
  store: Store
  dataDir: string
  /** What the builds listed of the packages they bundled. */
  licenceFiles: readonly string[]
  address: ServiceAddress
  journal: TechnicalJournal
  backend: Backend
  session: Session
  feed: StatusFeed
  courier: Courier
  flows: FlowShelf
  standings: Standings
  signs: CallSigns
  activity: Activity
  exports: Exports
  state(): StationState
  /** Something that every screen shows has changed. */
  changed(): void
}
