import { z } from 'zod'
import { maxKpiDays } from '../../domain/kpi.ts'

/** Days of Paris, the last one excluded: December is from=2025-12-01&to=2026-01-01. */
export const days = z.object({ from: z.iso.date(), to: z.iso.date() })

/** Refuses a period that ends before it begins, or that is too long. */
export function isPeriod({ value, issues }: z.core.ParsePayload<z.infer<typeof days>>): void {
  const lasts = (Date.parse(value.to) - Date.parse(value.from)) / 86_400_000
  const message =
    lasts <= 0 ? 'La fin doit suivre le début.' : lasts > maxKpiDays ? `La période dépasse ${maxKpiDays} jours.` : null
  if (message !== null) issues.push({ code: 'custom', path: ['to'], message, input: value })
}
