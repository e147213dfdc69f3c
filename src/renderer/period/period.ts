import { maxKpiDays } from '#shared/domain/kpi.ts'
import { dateAfter, parisDate } from '#shared/domain/paris-day.ts'

/** Days of Paris, the last one excluded: December is from 2025-12-01 to 2026-01-01. */
export interface Period {
  from: string
  to: string
}

/** The periods that are asked for most. */
export const usualPeriods = {
  month: 'Ce mois-ci',
  lastMonth: 'Le mois dernier',
  days: '90 derniers jours',
  year: '12 derniers mois',
} as const
export type UsualPeriod = keyof typeof usualPeriods

const firstOf = (date: string) => `${date.slice(0, 7)}-01`
const monthsBefore = (first: string, months: number): string =>
  months === 0 ? first : monthsBefore(firstOf(dateAfter(first, -1)), months - 1)

/** A usual period as it is at an instant, in milliseconds; those that are not over include the day under way. */
export function usualPeriod(usual: UsualPeriod, now: number): Period {
  const today = parisDate(now)
  const tomorrow = dateAfter(today, 1)
  const month = firstOf(today)
  if (usual === 'month') return { from: month, to: tomorrow }
  if (usual === 'lastMonth') return { from: monthsBefore(month, 1), to: month }
  if (usual === 'days') return { from: dateAfter(tomorrow, -90), to: tomorrow }
  return { from: monthsBefore(month, 11), to: tomorrow }
}

export const daysOf = ({ from, to }: Period): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** What is wrong with dates typed by hand, the last one included; null: nothing. */
export function periodProblem(first: string | null, last: string | null): string | null {
  if (first === null || last === null) return 'Donnez les deux dates.'
  if (last < first) return 'La fin doit suivre le début.'
  if (daysOf({ from: first, to: last }) >= maxKpiDays) return `La période dépasse ${maxKpiDays} jours.`
  return null
}

const month = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const frenchDate = (date: string) => date.split('-').reverse().join('/')

/** "décembre 2025", "19/12/2025", "du 01/12/2025 au 19/12/2025". */
export function periodWords({ from, to }: Period): string {
  const last = dateAfter(to, -1)
  if (from === firstOf(from) && to === firstOf(dateAfter(from, 31))) return month.format(new Date(from))
  return from === last ? frenchDate(from) : `du ${frenchDate(from)} au ${frenchDate(last)}`
}
