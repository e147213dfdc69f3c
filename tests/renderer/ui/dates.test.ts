import { expect, test } from 'vitest'
import { formatAge, formatClock, formatDayAndHour, formatMoment } from '../../../src/renderer/ui/dates.ts'

test('hours are those of Paris, in winter and in summer', () => {
  expect(formatDayAndHour('2025-12-18T23:45:00.000Z')).toBe('19/12/2025 à 00:45')
  expect(formatDayAndHour('2025-07-01T22:30:00.000Z')).toBe('02/07/2025 à 00:30')
})

test('a moment of today is said by its hour alone, another by its day', () => {
  const now = Date.parse('2025-12-19T09:00:00.000Z')
  expect(formatMoment('2025-12-18T23:45:00.000Z', now)).toBe('à 00:45')
  expect(formatMoment('2025-12-18T22:10:00.000Z', now)).toBe('le 18/12 à 23:10')
})

test('a call’s clock counts minutes, then hours', () => {
  expect(formatClock(192_900)).toBe('03:12')
  expect(formatClock(3_729_000)).toBe('1:02:09')
})

test('an age is said in the unit that matters', () => {
  const ages = [8_000, 38_000, 240_000, 7_500_000, 260_000_000].map(formatAge)
  expect(ages).toEqual(['à l’instant', 'il y a 30 s', 'il y a 4 min', 'il y a 2 h 05', 'il y a 3 j'])
  expect(formatAge(-50)).toBe('à l’instant')
})
