import { parisMidnight } from '#shared/domain/paris-day.ts'

/** What figures are computed over: from the first midnight in Paris to the last, excluded, or to now. */
export interface KpiPeriod {
  from: Date
  to: Date
}

/** @param days dates in Paris, the last one excluded: "2025-12-01", "2026-01-01" */
export function kpiPeriod(days: { from: string; to: string }, now: Date): KpiPeriod {
  const from = parisMidnight(days.from)
  return { from: new Date(from), to: new Date(Math.max(from, Math.min(parisMidnight(days.to), now.getTime()))) }
}
