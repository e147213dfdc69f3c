import { describe, expect, it } from 'vitest'
import { kpiStretches, maxKpiStretches, stretchesOf } from '#shared/domain/kpi-series.ts'
import { stretchesFor } from '../../../src/renderer/kpis/stretches.ts'
import {
  periodProblem,
  periodWords,
  type UsualPeriod,
  usualPeriod,
  usualPeriods,
} from '../../../src/renderer/period/period.ts'

describe('a usual period', () => {
  // 00:30 in Paris on the first of January, still December in UTC.
  const newYear = Date.parse('2025-12-31T23:30:00.000Z')
  it.each([
    ['month', '2026-01-01', '2026-01-02'],
    ['lastMonth', '2025-12-01', '2026-01-01'],
    ['days', '2025-10-04', '2026-01-02'],
    ['year', '2025-02-01', '2026-01-02'],
  ] as const)('%s is in days of Paris, from %s to %s excluded', (usual, from, to) =>
    expect(usualPeriod(usual, newYear)).toEqual({ from, to }),
  )

  it.each(Object.keys(usualPeriods) as UsualPeriod[])('%s has curves that the service draws', (usual) => {
    const period = usualPeriod(usual, newYear)
    for (const every of stretchesFor(period))
      expect(stretchesOf(period, every).length).toBeLessThanOrEqual(maxKpiStretches)
  })
})

it.each([1, 31, 32, 62, 63, 120, 121, 400])('a curve of %i days is never cut finer than the service draws', (days) => {
  const period = { from: '2025-01-01', to: new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10) }
  for (const every of stretchesFor(period)) {
    expect(kpiStretches).toContain(every)
    expect(stretchesOf(period, every).length).toBeLessThanOrEqual(maxKpiStretches)
  }
})

it.each([
  [{ from: '2025-12-01', to: '2026-01-01' }, 'décembre 2025'],
  [{ from: '2025-12-19', to: '2025-12-20' }, '19/12/2025'],
  [{ from: '2025-12-01', to: '2025-12-20' }, 'du 01/12/2025 au 19/12/2025'],
])('a period in words', (period, words) => expect(periodWords(period)).toBe(words))

it.each([
  ['2025-12-19', '2025-12-18', 'La fin doit suivre le début.'],
  [null, '2025-12-18', 'Donnez les deux dates.'],
  ['2024-01-01', '2025-02-04', 'La période dépasse 400 jours.'],
  ['2024-01-01', '2025-02-03', null],
  ['2025-12-19', '2025-12-19', null],
])('dates typed by hand, from %s to %s: %s', (first, last, problem) => expect(periodProblem(first, last)).toBe(problem))
