import { z } from 'zod'
import { kpi } from './kpi.ts'
import { dateAfter } from './paris-day.ts'

/** How long each stretch of a curve is: a day, a week from its Monday, a month from its first. */
export const kpiStretches = ['day', 'week', 'month'] as const
export const kpiStretch = z.enum(kpiStretches)
export type KpiStretch = z.infer<typeof kpiStretch>

/** More stretches than this are no curve to read. */
export const maxKpiStretches = 62

/** A figure as a point of a curve: what is the same for all its points (name, formula, target) is said once elsewhere. */
export const kpiPoint = kpi.pick({ id: true, value: true, words: true, isReached: true, counted: true, caution: true })

/** Dates in Paris, the last one excluded. */
interface Days {
  from: string
  to: string
}

/** Cuts a period into stretches, in order and without a hole; the first and the last may be shorter. */
export function stretchesOf({ from, to }: Days, every: KpiStretch): Days[] {
  const stretches: Days[] = []
  for (let begins = from; begins < to; ) {
    const next = afterStretch(begins, every)
    const ends = next < to ? next : to
    stretches.push({ from: begins, to: ends })
    begins = ends
  }
  return stretches
}

function afterStretch(date: string, every: KpiStretch): string {
  if (every === 'day') return dateAfter(date, 1)
  if (every === 'month') return `${dateAfter(`${date.slice(0, 7)}-01`, 31).slice(0, 7)}-01`
  const sinceMonday = (new Date(`${date}T00:00:00.000Z`).getUTCDay() + 6) % 7
  return dateAfter(date, 7 - sinceMonday)
}
