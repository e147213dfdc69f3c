import { setImmediate as turn } from 'node:timers/promises'
import { report } from './journal/failures.ts'
import type { Store } from './store/store.ts'

const dayMs = 24 * 3600_000
export const defaultKeepDays = 30

/**
 * How long a station keeps what is delivered, in days, as the environment says it (`NUMI_KEEP_DAYS`).
 * @throws RangeError in French when it is not a whole number of days
 */
export function readKeepDays(given: string | undefined): number {
  if (given === undefined || given === '') return defaultKeepDays
  if (!/^\d{1,4}$/.test(given)) throw new RangeError(`NUMI_KEEP_DAYS attend un nombre de jours, pas « ${given} ».`)
  return Number(given)
}

export interface Housekeeping {
  stop(): void
}

/** Erases what was delivered more than so many days ago: now, then once a day. */
export function startHousekeeping(store: Store, keepDays: number): Housekeeping {
  let isStopped = false

  /** A disk that fails is tried again the next day. */
  async function tidy() {
    try {
      const before = Date.now() - keepDays * dayMs
      while (!isStopped && store.purge.some(before)) await turn()
      if (!isStopped) store.purge.giveBack()
    } catch (error) {
      report('What was delivered long ago could not be erased.', error)
    }
  }

  const daily = setInterval(tidy, dayMs)
  daily.unref()
  void tidy()
  return {
    stop() {
      isStopped = true
      clearInterval(daily)
    },
  }
}
