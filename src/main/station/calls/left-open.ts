import { v7 as uuidv7 } from 'uuid'
import type { Call } from '#shared/domain/call.ts'
import { elapsedAtOpening } from '#shared/domain/elapsed.ts'
import { leftOpenType } from '#shared/flow/events.ts'
import { report } from '../journal/failures.ts'
import type { Workplace } from '../workplace.ts'
import { append } from './append.ts'

export const defaultLeftOpenHours = 4
const hourMs = 3600_000
const looksEveryMs = 60_000

/**
 * After how long without anything done on it a call is taken as left open, in hours, as the environment says it
 * (`NUMI_LEFT_OPEN_HOURS`).
 * @throws RangeError in French when it is not a whole number of hours
 */
export function readLeftOpenHours(given: string | undefined): number {
  if (given === undefined || given === '') return defaultLeftOpenHours
  if (!/^[1-9]\d{0,2}$/.test(given))
    throw new RangeError(`NUMI_LEFT_OPEN_HOURS attend un nombre d’heures, 1 au moins, pas « ${given} ».`)
  return Number(given)
}

export interface LeftOpenWatch {
  /** Looks now: somebody has just signed in. */
  look(): void
  stop(): void
}

type Parts = Pick<Workplace, 'store' | 'standings' | 'activity' | 'courier' | 'changed'>

/**
 * Ends the calls of this workplace, parked or not, on which nobody has done anything for so long: their journal says it,
 * their record is delivered, no ticket is filed, and what was typed stays. Their agent is told.
 */
export function watchLeftOpen(workplace: Parts, afterHours: number): LeftOpenWatch {
  const { store, activity, courier, changed } = workplace

  /** A call whose journal cannot be read is left as it is: its agent is told when they open it. */
  function endIfLeftOpen(call: Call): boolean {
    try {
      const journal = store.journal.read(call.id)
      if (activity.idleMs(call, journal) < afterHours * hourMs) return false
      const { seq, stepId } = workplace.standings.of(call)
      append(
        {
          record: {
            ...{ callId: call.id, seq: seq + 1, eventId: uuidv7(), stepId, origin: 'station' },
            // Nobody was talking any more: what came after the last thing done on it is no talk.
            ...{ at: new Date().toISOString(), elapsedMs: elapsedAtOpening(call, journal, Date.now()) },
            event: { type: leftOpenType },
          },
          values: {},
        },
        call.agentId,
        workplace,
      )
      return true
    } catch (error) {
      report(`The call ${call.id} was left open and could not be ended.`, error)
      return false
    }
  }

  function look() {
    try {
      const ended = store.calls.allOpen().filter(endIfLeftOpen)
      if (ended.length === 0) return
      courier.wake()
      changed()
    } catch (error) {
      report('The calls left open could not be looked for.', error)
    }
  }

  const timer = setInterval(look, looksEveryMs)
  timer.unref()
  return {
    look,
    stop() {
      clearInterval(timer)
    },
  }
}
