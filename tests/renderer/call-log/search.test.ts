import { expect, test } from 'vitest'
import { callSearch, everything, filtersAt, isNarrowed, withFilter } from '../../../src/renderer/call-log/search.ts'

/** 00:30 in Paris on the first of January: still December in UTC. */
const newYear = Date.parse('2025-12-31T23:30:00.000Z')

test.each([
  ['always', {}],
  ['today', { from: '2026-01-01' }],
  ['week', { from: '2025-12-26' }],
  ['month', { from: '2026-01-01' }],
  ['lastMonth', { from: '2025-12-01', to: '2026-01-01' }],
  [
    { from: '2025-12-03', to: '2025-12-05' },
    { from: '2025-12-03', to: '2025-12-05' },
  ],
] as const)('%j is in days of Paris: %j', (when, days) => {
  expect(filtersAt({ ...everything, when }, newYear)).toEqual(days)
})

test('a kept search moves with the days', () => {
  const kept = callSearch.parse(JSON.parse(JSON.stringify({ ...everything, when: 'today' })))
  expect(filtersAt(kept, newYear + 86_400_000)).toEqual({ from: '2026-01-02' })
})

test('an emptied filter is none', () => {
  const one = withFilter(withFilter(everything, 'q', 'adsl'), 'closing', 'gone')
  expect(withFilter(withFilter(one, 'q', ''), 'closing', undefined)).toEqual(everything)
  expect([isNarrowed(one), isNarrowed(everything), isNarrowed({ ...everything, when: 'today' })]).toEqual([
    ...[true, false, true],
  ])
})
