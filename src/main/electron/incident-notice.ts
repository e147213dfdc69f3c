import { type BrowserWindow, Notification } from 'electron'
import type { StationState } from '#shared/contracts/station.ts'
import { noticeOf, watchMajorIncidents } from './incident-watch.ts'
import { showWindow } from './window.ts'

/** Has the system say, to an agent who is looking elsewhere, that a major incident has started. */
export function announceMajorIncidents(window: BrowserWindow): (state: StationState) => void {
  const freshIn = watchMajorIncidents()
  return (state) => {
    const fresh = freshIn(state)
    if (window.isDestroyed() || window.isFocused()) return
    for (const incident of fresh) {
      const notification = new Notification(noticeOf(incident, state.platform.status?.services ?? []))
      notification.on('click', () => showWindow(window))
      notification.show()
    }
  }
}
