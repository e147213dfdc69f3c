import type { ServiceOutput } from '#shared/contracts/service.ts'
import type { Kpi } from '#shared/domain/kpi.ts'
import type { KpiStretch } from '#shared/domain/kpi-series.ts'
import { parisDate } from '#shared/domain/paris-day.ts'

export type Stretches = ServiceOutput<'readKpiSeries'>['stretches']

/** One point of an indicator's curve. */
export interface CurvePoint {
  /** "19/12", "déc. 2025" */
  label: string
  /** "semaine du 15/12/2025" */
  title: string
  /** In the unit that the curve's axis shows: minutes, a number, per cent, a rating; null: nothing to measure. */
  value: number | null
  words: string
  isReached: boolean | null
  /** "12 incidents résolus" */
  counted: string
  caution: string | null
}

export const stretchWords = { day: 'jour', week: 'semaine', month: 'mois' } as const

/** What the axis shows of a value: shares are read in per cent. */
export const onAxis = (value: number, unit: Kpi['unit']): number => (unit === 'share' ? value * 100 : value)

const month = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', month: 'short', year: 'numeric' })

/** The points of one indicator. */
export function curveOf({ id, unit }: Kpi, stretches: Stretches, every: KpiStretch): CurvePoint[] {
  return stretches.flatMap(({ from, points }) => {
    const point = points.find((one) => one.id === id)
    if (!point) return []
    const [year, monthNumber, day] = parisDate(Date.parse(from)).split('-')
    const date = `${day}/${monthNumber}/${year}`
    const { value, words, isReached, counted, caution } = point
    return {
      ...{ words, isReached, caution, value: value === null ? null : onAxis(value, unit) },
      label: every === 'month' ? month.format(new Date(from)) : `${day}/${monthNumber}`,
      title: every === 'month' ? month.format(new Date(from)) : every === 'week' ? `semaine du ${date}` : date,
      counted: quantityWords(counted[0]),
    }
  })
}

const figure = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** "12 incidents résolus" */
export const quantityWords = (of: Kpi['counted'][number] | undefined): string =>
  of ? `${figure.format(of.count)} ${of.what}` : '—'

/** "42", "99,7 %" on an axis. */
export const axisWords = (value: number, unit: Kpi['unit']): string =>
  `${figure.format(value)}${{ minutes: ' min', perMonth: '', share: ' %', rating: '' }[unit]}`
