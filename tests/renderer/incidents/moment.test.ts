import { expect, test } from 'vitest'
import { parseMoment, typedMoment } from '../../../src/renderer/incidents/moment.ts'

/** The 19th at 00:50 in Paris. */
const now = Date.parse('2025-12-18T23:50:00.000Z')

test.each([
  ['00:45', 'past', '2025-12-18T23:45:00.000Z'],
  ['23h10', 'past', '2025-12-18T22:10:00.000Z'],
  ['01:30', 'future', '2025-12-19T00:30:00.000Z'],
  ['1h', 'future', '2025-12-19T00:00:00.000Z'],
  ['00:30', 'future', '2025-12-19T23:30:00.000Z'],
  ['+45', 'future', '2025-12-19T00:35:00.000Z'],
  ['19/12 00:45', 'past', '2025-12-18T23:45:00.000Z'],
  ['19/12/2025 à 01:30', 'future', '2025-12-19T00:30:00.000Z'],
  // In summer Paris is two hours ahead.
  ['14/07/2025 12:00', 'past', '2025-07-14T10:00:00.000Z'],
] as const)('%s (%s) is %s', (typed, side, at) => {
  expect(parseMoment(typed, now, side)).toBe(at)
})

test.each(['', 'bientôt', '25:00', '12:75', '31/02 10:00', '+45 jours'])('%s is no moment', (typed) => {
  expect(parseMoment(typed, now, 'future')).toBeNull()
})

test('a moment is typed as it is read, across the clock changes', () => {
  for (const at of ['2025-10-26T02:30:00.000Z', '2025-03-30T01:05:00.000Z', '2025-12-18T23:45:00.000Z'])
    expect(parseMoment(typedMoment(at), now, 'past')).toBe(at)
})
