import type { ParisDay } from './paris-day.ts'
import { type HistoryLevel, type Period, type TimeAt, timeAt } from './service-period.ts'

/** A day of a service's history: what is shown of it, and what it is made of. */
export interface ServiceDay {
  date: string
  level: HistoryLevel
  time: TimeAt
}

/**
 * A service's days, in order. A day shows the worst that it saw; one that saw nothing bad is operational only when it was
 * observed for more than half of its time so far.
 * @param periods in order, without a hole over these days
 */
export const serviceDays = (periods: readonly Period<HistoryLevel>[], days: readonly ParisDay[]): ServiceDay[] => {
  let first = 0
  return days.map(({ date, from, to }) => {
    while ((periods[first]?.to ?? Number.POSITIVE_INFINITY) <= from) first += 1
    let last = first
    while ((periods[last]?.from ?? Number.POSITIVE_INFINITY) < to) last += 1
    const time = timeAt(periods.slice(first, last), from, to)
    return { date, time, level: levelOf(time) }
  })
}

function levelOf(time: TimeAt): HistoryLevel {
  for (const level of ['down', 'degraded', 'maintenance'] as const) if (time[level] > 0) return level
  return time.operational > time.unknown ? 'operational' : 'unknown'
}
