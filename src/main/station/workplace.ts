import type { StationState } from '#shared/contracts/station.ts'
import type { Backend } from './backend/client.ts'
import type { Activity } from './calls/activity.ts'
import type { CallSigns } from './calls/signs.ts'
import type { Standings } from './calls/standings.ts'
import type { Exports } from './exports/exports.ts'
import type { FlowShelf } from './flows/flow-shelf.ts'
import type { Courier } from './outbox/courier.ts'
import type { Session } from './session/session.ts'
import type { StatusFeed } from './status/feed.ts'
import type { Store } from './store/store.ts'

/** What the handlers work with: the parts of one station. */
export interface Workplace {
  store: Store
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
