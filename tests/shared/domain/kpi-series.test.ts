import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kpiStretches, stretchesOf } from '#shared/domain/kpi-series.ts'
import { dateAfter } from '#shared/domain/paris-day.ts'

describe('the stretches of a period', () => {
  it.each([
    ['day', '2025-12-30', '2026-01-02', ['2025-12-30', '2025-12-31', '2026-01-01']],
    ['week', '2025-12-17', '2026-01-01', ['2025-12-17', '2025-12-22', '2025-12-29']],
    ['week', '2025-12-15', '2025-12-22', ['2025-12-15']],
    ['month', '2025-01-31', '2025-03-02', ['2025-01-31', '2025-02-01', '2025-03-01']],
  ] as const)('by %s from %s to %s begin on %j', (every, from, to, begins) => {
    expect(stretchesOf({ from, to }, every).map((days) => days.from)).toEqual(begins)
  })

  it('follow each other without a hole, from the first day to the last', () => {
    const date = fc.integer({ min: 0, max: 3000 }).map((days) => dateAfter('2020-01-01', days))
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 400 }), fc.constantFrom(...kpiStretches), (from, days, every) => {
        const to = dateAfter(from, days)
        const stretches = stretchesOf({ from, to }, every)
        expect(stretches.at(0)?.from).toBe(from)
        expect(stretches.at(-1)?.to).toBe(to)
        for (const [index, { from: begins, to: ends }] of stretches.entries()) {
          expect(ends > begins).toBe(true)
          expect(stretches[index + 1]?.from ?? to).toBe(ends)
        }
      }),
    )
  })
})
