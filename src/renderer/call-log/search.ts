import type { CallFilters, CallView } from '#shared/domain/call-log.ts'

/** What is looked for, and in which order it is listed. */
export type CallSearch = Pick<CallView, 'filters' | 'order'>

export const everything: CallSearch = { filters: {}, order: { sort: 'date', direction: 'desc' } }

/** The same search with other filters; those that are undefined or empty are taken away. */
export function withFilters({ filters, order }: CallSearch, change: Partial<CallFilters>): CallSearch {
  const said = Object.entries({ ...filters, ...change }).filter(([, value]) => value !== undefined && value !== '')
  return { order, filters: Object.fromEntries(said) }
}

/** Whether it looks for anything but all there is. */
export const isNarrowed = ({ filters }: CallSearch): boolean => Object.keys(filters).length > 0
