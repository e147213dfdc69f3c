import type { KpiStretch } from '#shared/domain/kpi-series.ts'
import { daysOf, type Period } from '../period/period.ts'

/** How finely a period's curve may be cut, the usual way first. */
export function stretchesFor(period: Period): readonly [KpiStretch, ...KpiStretch[]] {
  const days = daysOf(period)
  if (days <= 31) return ['day', 'week']
  if (days <= 62) return ['week', 'day', 'month']
  return days <= 120 ? ['week', 'month'] : ['month', 'week']
}
