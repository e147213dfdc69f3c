import { vi } from 'vitest'

let startedAt = 0

/** A clock of one's own between presses; the keyboard outlives a test, and so do the presses it remembers: it goes on. */
export function fakeKeyClock(): void {
  vi.useFakeTimers({ toFake: ['performance'] })
  startedAt += 60_000
  vi.advanceTimersByTime(startedAt)
  vi.spyOn(Event.prototype, 'timeStamp', 'get').mockImplementation(() => performance.now())
}
