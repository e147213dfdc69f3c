import { z } from 'zod'
import { callDurationId, kpi, kpiEvent, kpiId } from '../../domain/kpi.ts'
import { kpiPoint, kpiStretch, maxKpiStretches, stretchesOf } from '../../domain/kpi-series.ts'
import { days, isPeriod } from './days.ts'
import type { Operations } from './operation.ts'

const readers = ['supervisor', 'technician', 'admin'] as const

const stretches = days.extend({ every: kpiStretch })

/** Refuses to cut a period finer than a curve can show. */
function isCurve(payload: z.core.ParsePayload<z.infer<typeof stretches>>): void {
  isPeriod(payload)
  const { value, issues } = payload
  if (issues.length > 0 || stretchesOf(value, value.every).length <= maxKpiStretches) return
  const message = `Une courbe a ${maxKpiStretches} points au plus : choisissez des semaines ou des mois.`
  issues.push({ code: 'custom', path: ['every'], message, input: value })
}

export const kpiOperations = {
  readKpis: {
    method: 'GET',
    path: '/api/v1/kpis',
    summary: 'Lire les indicateurs d’une période',
    roles: readers,
    status: 200,
    query: days.check(isPeriod),
    output: z.object({
      /** What was really looked at: a period under way ends now. */
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      /** The five of the procedure, in its order. */
      kpis: z.array(kpi).length(5),
      /** Beside them, how long calls last. */
      callDuration: kpi,
    }),
    problems: ['invalid-input'],
  },
  readKpiSeries: {
    method: 'GET',
    path: '/api/v1/kpis/series',
    summary: 'Lire les indicateurs jour par jour, semaine par semaine ou mois par mois',
    roles: readers,
    status: 200,
    query: stretches.check(isCurve),
    output: z.object({
      /** In order, those to come left out; each with the five of the procedure, then the duration of calls. */
      stretches: z
        .array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), points: z.array(kpiPoint).length(6) }))
        .max(maxKpiStretches),
    }),
    problems: ['invalid-input'],
  },
  listKpiEvents: {
    method: 'GET',
    path: '/api/v1/kpis/:id/events',
    summary: 'Lire ce dont un indicateur est fait, du plus ancien au plus récent',
    roles: readers,
    status: 200,
    params: z.object({ id: z.enum([...kpiId.options, callDurationId]) }),
    /** `after`: the `next` of the page before. */
    query: days.extend({ after: z.string().max(120).optional() }).check(isPeriod),
    output: z.object({ events: z.array(kpiEvent).max(100), next: z.string().nullable() }),
    problems: ['invalid-input'],
  },
} as const satisfies Operations
