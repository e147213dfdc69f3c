import { expect, it } from 'vitest'
import { daysOf } from '#shared/domain/usual-days.ts'

/** 00:30 in Paris on the first of January: still December in UTC. */
const newYear = Date.parse('2025-12-31T23:30:00.000Z')

it.each([
  ['today', '2026-01-01', '2026-01-02'],
  ['week', '2025-12-26', '2026-01-02'],
  ['month', '2026-01-01', '2026-01-02'],
  ['lastMonth', '2025-12-01', '2026-01-01'],
] as const)('%s is from %s to %s excluded, as Paris lives them', (usual, from, to) =>
  expect(daysOf(usual, newYear)).toEqual({ from, to }),
)
