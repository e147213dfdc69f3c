import { expect, it } from 'vitest'
import { durationWords, minutesWords } from '#shared/domain/duration.ts'

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [258_000, '4 min 18'],
  [3_599_900, '59 min 59'],
  [3_720_000, '1 h 02'],
  [7.16 * 60_000, '7 min 09'],
  [4.3 * 60_000, '4 min 18'],
  [187_200_000, '2 j 4 h'],
])('%i ms last %s', (milliseconds, words) => expect(durationWords(milliseconds)).toBe(words))

it.each([
  [-5_000, 'moins d’une minute'],
  [59_000, 'moins d’une minute'],
  [45 * 60_000, '45 min'],
  [65 * 60_000, '1 h 05'],
  [76 * 3_600_000, '3 j 4 h'],
])('%i ms last %s, to the minute', (milliseconds, words) => expect(minutesWords(milliseconds)).toBe(words))
