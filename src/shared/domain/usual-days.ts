import { dateAfter, parisDate } from './paris-day.ts'

/** Stretches of days that move as the days go by; those that are not over include the one under way. */
export const usualDays = ['today', 'week', 'month', 'lastMonth'] as const
export type UsualDays = (typeof usualDays)[number]

/** The first of a date's month. */
export const firstOfMonth = (date: string): string => `${date.slice(0, 7)}-01`

/** A usual stretch as it is at an instant, in dates of Paris, the last one excluded. @param now in milliseconds */
export function daysOf(usual: UsualDays, now: number): { from: string; to: string } {
  const today = parisDate(now)
  const to = dateAfter(today, 1)
  const month = firstOfMonth(today)
  if (usual === 'today') return { from: today, to }
  if (usual === 'week') return { from: dateAfter(today, -6), to }
  if (usual === 'month') return { from: month, to }
  return { from: firstOfMonth(dateAfter(month, -1)), to: month }
}
