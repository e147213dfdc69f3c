import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImpactLevel } from '#shared/domain/incident.ts'
import { lastParisDays } from '#shared/domain/paris-day.ts'
import { type Evidence, effectiveLevel, type ServiceLevel } from '#shared/domain/service.ts'
import { serviceDays } from '#shared/domain/service-day.ts'
import {
  availability,
  effectivePeriods,
  type HistoryLevel,
  observedPeriods,
  type Period,
  timeAt,
} from '#shared/domain/service-period.ts'

const minute = 60_000
const noon = Date.parse('2025-12-19T12:00:00.000Z')
const at = (minutes: number) => noon + minutes * minute

const seen = (
  level: ServiceLevel,
  minutes: number,
  validMinutes: number,
  kind: Evidence['source']['kind'] = 'probe',
) => ({
  level,
  checkedAt: new Date(at(minutes)).toISOString(),
  source: { kind, name: kind },
  validForSeconds: validMinutes * 60,
  note: null,
})
const period = <L>(level: L, from: number, to: number): Period<L> => ({ level, from: at(from), to: at(to) })

describe('what a service is', () => {
  it.each<[ServiceLevel | null, ImpactLevel[], HistoryLevel]>([
    ['operational', [], 'operational'],
    [null, [], 'unknown'],
    ['operational', ['degraded'], 'degraded'],
    ['down', ['degraded'], 'down'],
    [null, ['down'], 'down'],
    ['operational', ['maintenance'], 'maintenance'],
    ['down', ['maintenance'], 'maintenance'],
    [null, ['maintenance'], 'maintenance'],
    ['operational', ['maintenance', 'degraded'], 'degraded'],
    ['down', ['maintenance', 'degraded'], 'down'],
  ])('observed %s with %j open is %s', (observed, declared, level) => {
    expect(effectiveLevel(observed, declared)).toBe(level)
  })

  it('is never operational with anything open on it, nor without an observation', () => {
    const levels: ImpactLevel[] = ['degraded', 'down', 'maintenance']
    for (const observed of ['operational', 'degraded', 'down', null] as const)
      for (const declared of [[], ...levels.map((level) => [level]), levels])
        expect(effectiveLevel(observed, declared) === 'operational').toBe(
          observed === 'operational' && declared.length === 0,
        )
  })
})

describe('what evidence proves', () => {
  it('holds for as long as it says, and no longer', () => {
    expect(observedPeriods([seen('operational', 0, 10)], at(0), at(30))).toEqual([period('operational', 0, 10)])
    expect(observedPeriods([seen('operational', 0, 10)], at(5), at(7))).toEqual([period('operational', 5, 7)])
    expect(observedPeriods([seen('operational', 0, 10)], at(10), at(20))).toEqual([])
    expect(observedPeriods([], at(0), at(10))).toEqual([])
  })

  it('is the worst of several that hold, then what is left', () => {
    const all = [seen('operational', 0, 20, 'probe'), seen('down', 5, 5, 'technician')]
    expect(observedPeriods(all, at(0), at(30))).toEqual([
      period('operational', 0, 5),
      period('down', 5, 10),
      period('operational', 10, 20),
    ])
  })
})

describe('a history', () => {
  it('has no hole: what nobody observed is unknown', () => {
    expect(effectivePeriods([period('operational', 10, 20)], [], at(0), at(30))).toEqual([
      period('unknown', 0, 10),
      period('operational', 10, 20),
      period('unknown', 20, 30),
    ])
  })

  it('shows an incident for as long as it lasted, over whatever a probe saw', () => {
    const observed = [period<ServiceLevel>('operational', 0, 60)]
    expect(effectivePeriods(observed, [period('down', 15, 30), period('degraded', 20, 45)], at(0), at(60))).toEqual([
      period('operational', 0, 15),
      period('down', 15, 30),
      period('degraded', 30, 45),
      period('operational', 45, 60),
    ])
  })

  it('shows an announced maintenance and not the failures during it', () => {
    const observed = [period<ServiceLevel>('operational', 0, 10), period<ServiceLevel>('down', 10, 20)]
    expect(effectivePeriods(observed, [period('maintenance', 10, 25)], at(0), at(30))).toEqual([
      period('operational', 0, 10),
      period('maintenance', 10, 25),
      period('unknown', 25, 30),
    ])
  })

  it('agrees at every instant with what the service was then', () => {
    const stretch = <L>(levels: readonly L[]) =>
      fc
        .record({
          level: fc.constantFrom(...levels),
          start: fc.integer({ min: -20, max: 120 }),
          length: fc.integer({ min: 0, max: 50 }),
        })
        .map(({ level, start, length }) => period(level, start, start + length))
    const observations = fc
      .array(
        fc.record({
          level: fc.constantFrom<ServiceLevel>('operational', 'degraded', 'down'),
          gap: fc.integer({ min: 0, max: 9 }),
          length: fc.integer({ min: 1, max: 30 }),
        }),
        { maxLength: 12 },
      )
      .map((all) => {
        let end = -10
        return all.map(({ level, gap, length }) => {
          const from = end + gap
          end = from + length
          return period(level, from, end)
        })
      })
    fc.assert(
      fc.property(
        observations,
        fc.array(stretch<ImpactLevel>(['degraded', 'down', 'maintenance']), { maxLength: 6 }),
        (observed, declared) => {
          const all = effectivePeriods(observed, declared, at(0), at(100))
          expect(all[0]?.from).toBe(at(0))
          expect(all.at(-1)?.to).toBe(at(100))
          for (const [index, one] of all.entries()) {
            const next = all[index + 1]
            if (next) expect([next.from, next.level === one.level]).toEqual([one.to, false])
          }
          const holds = (one: Period<unknown>, instant: number) => one.from <= instant && instant < one.to
          for (let instant = at(0) + minute / 2; instant < at(100); instant += minute)
            expect(all.find((one) => holds(one, instant))?.level).toBe(
              effectiveLevel(
                observed.find((one) => holds(one, instant))?.level ?? null,
                declared.filter((one) => holds(one, instant)).map(({ level }) => level),
              ),
            )
        },
      ),
    )
  })
})

describe('availability', () => {
  const hour = 3600_000
  const none = { operational: 0, degraded: 0, down: 0, maintenance: 0, unknown: 0 }

  it('is the operational share of what was observed, whatever was not and whatever was announced', () => {
    expect(availability({ ...none, operational: 9 * hour, degraded: hour })).toBe(0.9)
    expect(
      availability({ operational: 3 * hour, degraded: 0, down: hour, maintenance: 50 * hour, unknown: 99 * hour }),
    ).toBe(0.75)
  })

  it('is not told of a time that nobody observed', () => {
    expect(availability({ ...none, unknown: hour, maintenance: hour })).toBeNull()
  })

  it('counts a period that begins or ends elsewhere for its part alone', () => {
    const all = effectivePeriods([period('operational', 0, 60)], [period('down', 30, 45)], at(0), at(60))
    expect(timeAt(all, at(20), at(40))).toEqual({ ...none, operational: 10 * minute, down: 10 * minute })
  })
})

describe('the days of a service', () => {
  const hour = 60
  const now = at(0)
  const days = lastParisDays(2, now)
  const shown = (observed: Period<ServiceLevel>[], declared: Period<ImpactLevel>[] = []) => {
    const from = days[0]?.from as number
    return serviceDays(effectivePeriods(observed, declared, from, now), days)
  }

  it('show the worst that they saw, for as long as it was', () => {
    const [yesterday, today] = shown(
      [period('operational', -40 * hour, 0)],
      [period('degraded', -20 * hour, -20 * hour + 3)],
    )
    expect(yesterday).toMatchObject({ date: '2025-12-18', level: 'degraded', time: { degraded: 3 * minute } })
    expect(today).toMatchObject({ date: '2025-12-19', level: 'operational' })
  })

  it('end now for the one under way', () => {
    const [, today] = shown([period('operational', -40 * hour, 0)])
    // From midnight in Paris to one in the afternoon there.
    expect(today?.time).toMatchObject({ operational: 13 * hour * minute, unknown: 0 })
  })

  it('are unknown, not green, when they were hardly observed', () => {
    const [yesterday, today] = shown([period('operational', -hour, 0)])
    expect(yesterday).toMatchObject({ level: 'unknown', time: { operational: 0, unknown: 24 * hour * minute } })
    expect(today).toMatchObject({ level: 'unknown', time: { operational: hour * minute } })
  })

  it('count the hours that the clocks add or take', () => {
    const monday = Date.parse('2026-10-26T12:00:00.000Z')
    const both = lastParisDays(2, monday)
    const from = both[0]?.from as number
    const [sunday] = serviceDays(effectivePeriods([{ level: 'operational', from, to: monday }], [], from, monday), both)
    expect(sunday?.time.operational).toBe(25 * hour * minute)
  })
})
