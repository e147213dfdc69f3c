/** A day as Paris lives it: 23, 24 or 25 hours, from midnight to midnight. Instants are milliseconds since the epoch. */
export interface ParisDay {
  /** "2025-12-19" */
  date: string
  from: number
  /** Excluded: the next day's `from`. */
  to: number
}

const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' })

/** "2025-12-19 00:45:00", what a clock in Paris shows. */
const shownAt = (instant: number): string => clock.format(instant)

/** "2025-12-19": the date in Paris. */
export const parisDate = (instant: number): string => shownAt(instant).slice(0, 10)

/** When a date begins in Paris. @param date "2025-12-19" */
export function parisMidnight(date: string): number {
  const asUtc = Date.parse(`${date}T00:00:00.000Z`)
  // Paris is ahead of UTC and changes its clocks at one in the morning UTC: between its midnight and this instant it is
  // ahead by as much.
  const ahead = Date.parse(`${shownAt(asUtc).replace(' ', 'T')}.000Z`) - asUtc
  return asUtc - ahead
}

/** The instant at which a clock in Paris shows this. @param date "2025-12-19" @param time "00:45" */
export function parisInstant(date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00.000Z`)
  const aheadAt = (instant: number) => Date.parse(`${shownAt(instant).replace(' ', 'T')}.000Z`) - instant
  // How far ahead Paris is at the instant itself, not at the one of the same name in UTC.
  return asUtc - aheadAt(asUtc - aheadAt(asUtc))
}

/** The date `days` later in the calendar (earlier when negative). */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The last `count` days, oldest first, ending with the one under way. */
export function lastParisDays(count: number, now: number): ParisDay[] {
  const today = parisDate(now)
  const dates = Array.from({ length: count + 1 }, (_, index) => dateAfter(today, index - count + 1))
  const midnights = dates.map(parisMidnight)
  return dates.slice(0, count).map((date, index) => ({
    date,
    from: midnights[index] as number,
    to: midnights[index + 1] as number,
  }))
}
