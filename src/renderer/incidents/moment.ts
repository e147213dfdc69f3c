import { dateAfter, parisDate, parisInstant } from '#shared/domain/paris-day.ts'
import { formatDay, formatHour } from '../ui/dates.ts'

/** Clocks differ a little. */
const aheadMs = 5 * 60_000

/**
 * An instant as it is typed: "01:30", "19/12 01:30", "19/12/2025 à 01:30", or "+45" for minutes from now. An hour alone is
 * the nearest in the past or in the future, as `side` says.
 * @param now milliseconds since the epoch
 * @returns an ISO instant; null: it is not one
 */
export function parseMoment(typed: string, now: number, side: 'past' | 'future'): string | null {
  const text = typed.trim().toLowerCase()
  const later = /^\+\s*(\d{1,5})(?:\s*min)?$/.exec(text)?.[1]
  if (later !== undefined && side === 'future') return new Date(now + Number(later) * 60_000).toISOString()
  const parts = /^(?:(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?\s+(?:à\s+)?)?(\d{1,2})\s*[:h]\s*(\d{2})?$/.exec(text)
  if (!parts) return null
  const [, day, month, year, hour = '', minute = '00'] = parts
  if (Number(hour) > 23 || Number(minute) > 59) return null
  const time = `${two(hour)}:${minute}`
  const today = parisDate(now)
  if (day === undefined || month === undefined) {
    const at = parisInstant(today, time)
    if (side === 'past') return iso(at > now + aheadMs ? parisInstant(dateAfter(today, -1), time) : at)
    return iso(at < now ? parisInstant(dateAfter(today, 1), time) : at)
  }
  const date = `${year ?? today.slice(0, 4)}-${two(month)}-${two(day)}`
  const at = parisInstant(date, time)
  return Number.isNaN(at) || parisDate(at) !== date ? null : iso(at)
}

/** As `parseMoment` reads it: "19/12/2025 01:30". */
export const typedMoment = (at: string): string => `${formatDay(at)} ${formatHour(at)}`

const two = (digits: string) => digits.padStart(2, '0')
const iso = (at: number) => new Date(at).toISOString()
