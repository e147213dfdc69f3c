import { z } from 'zod'
import { type CallFilters, callFilters, callOrder } from '#shared/domain/call-log.ts'
import { dateAfter, parisDate } from '#shared/domain/paris-day.ts'

/** When the calls ended: a usual stretch that moves with the days, or dates, the last one excluded. */
export const usualTimes = {
  always: 'Depuis toujours',
  today: 'Aujourd’hui',
  week: '7 derniers jours',
  month: 'Ce mois-ci',
  lastMonth: 'Le mois dernier',
} as const
export type UsualTime = keyof typeof usualTimes

const when = z.union([
  z.enum(Object.keys(usualTimes) as [UsualTime, ...UsualTime[]]),
  z.object({ from: z.iso.date(), to: z.iso.date() }),
])
export type When = z.infer<typeof when>

/** What is looked for, and in which order it is listed. */
export const callSearch = z.object({ filters: callFilters.omit({ from: true, to: true }), when, order: callOrder })
export type CallSearch = z.infer<typeof callSearch>
export type CallFilter = keyof CallSearch['filters']

export const everything: CallSearch = {
  filters: {},
  when: 'always',
  order: { sort: 'date', direction: 'desc' },
}

/** The same search with one filter changed; undefined or empty takes it away. */
export function withFilter<K extends CallFilter>(
  search: CallSearch,
  key: K,
  value: CallSearch['filters'][K] | undefined,
): CallSearch {
  const { [key]: _, ...others } = search.filters
  return { ...search, filters: value === undefined || value === '' ? others : { ...others, [key]: value } }
}

/** The filters that the service is asked for, as they are at an instant, in milliseconds. */
export function filtersAt({ filters, when }: CallSearch, now: number): CallFilters {
  return { ...filters, ...daysOf(when, now) }
}

const firstOf = (date: string) => `${date.slice(0, 7)}-01`

function daysOf(when: When, now: number): { from?: string; to?: string } {
  if (typeof when === 'object') return when
  const today = parisDate(now)
  const month = firstOf(today)
  const days: Record<UsualTime, { from?: string; to?: string }> = {
    always: {},
    today: { from: today },
    week: { from: dateAfter(today, -6) },
    month: { from: month },
    lastMonth: { from: firstOf(dateAfter(month, -1)), to: month },
  }
  return days[when]
}

/** Whether it looks for anything but all there is. */
export const isNarrowed = ({ filters, when }: CallSearch): boolean =>
  Object.keys(filters).length > 0 || when !== 'always'
