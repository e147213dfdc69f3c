import { describe, expect, it } from 'vitest'
import { computeCallDuration, computeKpis, type KpiFacts, monthsBetween } from '#shared/domain/kpi.ts'
import { parisMidnight } from '#shared/domain/paris-day.ts'

const hour = 3_600_000

const december: KpiFacts = {
  from: parisMidnight('2025-12-01'),
  to: parisMidnight('2026-01-01'),
  resolved: { count: 10, seconds: 10 * 45 * 60 },
  stillOpen: 0,
  begun: { major: 1, ofUnknownShare: 0 },
  time: { operational: 997 * hour, degraded: 2 * hour, down: 1 * hour, maintenance: 0, unknown: 0 },
  reports: { affected: 400, reporting: 60, withoutAccount: 0 },
  surveys: { count: 20, ratings: 86 },
  calls: { count: 100, seconds: 100 * 300, withinTarget: 90, leftOpen: 0 },
}
const figures = (change: Partial<KpiFacts> = {}) =>
  Object.fromEntries(computeKpis({ ...december, ...change }).map((kpi) => [kpi.id, kpi]))

describe('the indicators', () => {
  it('are the five of the procedure, in its words', () => {
    expect(computeKpis(december).map(({ name, definition, target }) => [name, definition, target])).toEqual([
      ['MTTR (Mean Time To Resolution)', 'Temps moyen de résolution d’incident', '< 60 min'],
      ['Nombre d’incidents majeurs/mois', 'Incidents affectant > 50 % utilisateurs', '< 2'],
      ['Disponibilité plateforme', '% de temps opérationnel', '≥ 99,5 %'],
      ['Taux de signalement client', '% clients affectés qui signalent', 'Tracking'],
      ['Satisfaction post-incident', 'Note satisfaction après résolution', '≥ 4/5'],
    ])
  })

  it('tell their value, and whether the target is reached', () => {
    expect(computeKpis(december).map(({ value, words, isReached }) => [value, words, isReached])).toEqual([
      [45, '45 min 00', true],
      [1, '1 par mois', true],
      [0.997, '99,7 %', true],
      [0.15, '15 %', null],
      [4.3, '4,3/5', true],
    ])
  })

  it('have neither value nor verdict where there is nothing to compute them from', () => {
    const nothing = figures({
      resolved: { count: 0, seconds: 0 },
      begun: { major: 0, ofUnknownShare: 0 },
      time: { operational: 0, degraded: 0, down: 0, maintenance: 0, unknown: 744 * hour },
      reports: { affected: 0, reporting: 0, withoutAccount: 2 },
      surveys: { count: 0, ratings: 0 },
    })
    for (const id of ['mttr', 'availability', 'report-rate', 'satisfaction'])
      expect(nothing[id]).toMatchObject({ value: null, words: '—', isReached: null, caution: null })
    expect(nothing['major-incidents']).toMatchObject({ value: 0, isReached: true })
    expect(nothing.availability?.leftOut).toEqual([{ what: 'heures non observées', count: 744 }])
    expect(nothing['report-rate']?.leftOut).toEqual([{ what: 'signalements sans compte client', count: 2 }])
  })

  it.each([
    ['mttr', { resolved: { count: 10, seconds: 10 * 3600 } }, '1 h 00'],
    ['major-incidents', { begun: { major: 2, ofUnknownShare: 0 } }, '2 par mois'],
    ['availability', { time: { ...december.time, operational: 99_499, degraded: 501, down: 0 } }, '99,49 %'],
    ['satisfaction', { surveys: { count: 1000, ratings: 3999 } }, '3,99/5'],
  ])('%s never reads as reached when it is not', (id, change, words) => {
    expect(figures(change)[id]).toMatchObject({ isReached: false, words })
  })

  it.each([
    ['mttr', { resolved: { count: 3, seconds: 3 * 3599.9 } }, '59 min 59'],
    ['availability', { time: { ...december.time, operational: 995, degraded: 5, down: 0 } }, '99,5 %'],
    ['satisfaction', { surveys: { count: 5, ratings: 20 } }, '4/5'],
  ])('%s reads as reached when it just is', (id, change, words) => {
    expect(figures(change)[id]).toMatchObject({ isReached: true, words })
  })

  it('say what was left out', () => {
    const {
      mttr,
      'major-incidents': major,
      availability,
      'report-rate': reports,
    } = figures({
      stillOpen: 2,
      begun: { major: 1, ofUnknownShare: 3 },
      time: { ...december.time, maintenance: 4 * hour, unknown: 30 * hour },
      reports: { affected: 400, reporting: 60, withoutAccount: 7 },
    })
    expect(mttr?.leftOut).toEqual([{ what: 'incidents encore ouverts à la fin de la période', count: 2 }])
    expect(major?.leftOut.map(({ count }) => count)).toEqual([3])
    expect(availability?.value).toBe(0.997)
    expect(availability?.leftOut).toEqual([
      { what: 'heures non observées', count: 30 },
      { what: 'heures de maintenance annoncée', count: 4 },
    ])
    expect(reports?.leftOut.map(({ count }) => count)).toEqual([7, 3])
  })

  it('say when they stand on little', () => {
    for (const { caution } of computeKpis(december)) expect(caution).toBeNull()
    const little = figures({
      to: parisMidnight('2025-12-08'),
      resolved: { count: 4, seconds: 100 },
      time: { ...december.time, unknown: 200 * hour },
      reports: { affected: 29, reporting: 1, withoutAccount: 0 },
      surveys: { count: 4, ratings: 20 },
    })
    for (const { caution } of Object.values(little)) expect(caution).not.toBeNull()
    expect(little.availability?.caution).toBe('83,33 % seulement du temps a été observé.')
    expect(little['major-incidents']).toMatchObject({ value: 1 })
  })

  it('say that more reported than an incident was said to touch', () => {
    const { 'report-rate': reports } = figures({ reports: { affected: 7, reporting: 12, withoutAccount: 0 } })
    expect(reports?.caution).toContain('à revoir')
  })
})

describe('how long calls last', () => {
  it.each([
    [120, false, '2 min 00'],
    [180, true, '3 min 00'],
    [420, true, '7 min 00'],
    [430, false, '7 min 10'],
  ])('is right between three and seven minutes: %i s', (seconds, isReached, words) => {
    const calls = { count: 50, seconds: 50 * seconds, withinTarget: 50, leftOpen: 2 }
    expect(computeCallDuration({ calls })).toMatchObject({ isReached, words, caution: null })
  })

  it('leaves calls left open out, and says so', () => {
    const calls = { count: 50, seconds: 50 * 300, withinTarget: 50, leftOpen: 2 }
    const { leftOut, formula } = computeCallDuration({ calls })
    expect(leftOut).toEqual([{ what: 'appels laissés ouverts, terminés par le poste', count: 2 }])
    expect(formula).toContain('laissé ouvert')
  })

  it('is not known without calls', () => {
    const calls = { count: 0, seconds: 0, withinTarget: 0, leftOpen: 0 }
    expect(computeCallDuration({ calls })).toMatchObject({ value: null, isReached: null })
  })
})

describe('the months of a period', () => {
  it.each([
    ['2025-02-01', '2025-03-01', 1],
    ['2025-03-01', '2025-04-01', 1],
    ['2025-01-01', '2026-01-01', 12],
    ['2025-12-01', '2026-02-01', 2],
    ['2025-11-16', '2025-12-01', 0.5],
    ['2025-12-19', '2025-12-20', 1 / 31],
  ])('from %s to %s are %d', (from, to, months) => {
    expect(monthsBetween(parisMidnight(from), parisMidnight(to))).toBeCloseTo(months, 10)
  })
})
