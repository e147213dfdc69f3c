import { expect, it } from 'vitest'
import { lastParisDays, parisDate, parisMidnight } from '#shared/domain/paris-day.ts'

const hours = ({ from, to }: { from: number; to: number }) => (to - from) / 3600_000

it('dates an instant as Paris does, either side of its midnight', () => {
  expect(parisDate(Date.parse('2025-12-18T22:59:59.999Z'))).toBe('2025-12-18')
  expect(parisDate(Date.parse('2025-12-18T23:00:00.000Z'))).toBe('2025-12-19')
  expect(parisDate(Date.parse('2025-06-30T22:00:00.000Z'))).toBe('2025-07-01')
})

it('begins a day at midnight in Paris, in winter and in summer', () => {
  expect(new Date(parisMidnight('2025-12-19')).toISOString()).toBe('2025-12-18T23:00:00.000Z')
  expect(new Date(parisMidnight('2025-07-14')).toISOString()).toBe('2025-07-13T22:00:00.000Z')
})

it('has a day of 23 hours when the clocks go forward, and of 25 when they go back', () => {
  const spring = lastParisDays(3, Date.parse('2026-03-30T10:00:00.000Z'))
  expect(spring.map(({ date }) => date)).toEqual(['2026-03-28', '2026-03-29', '2026-03-30'])
  expect(spring.map(hours)).toEqual([24, 23, 24])
  const autumn = lastParisDays(3, Date.parse('2026-10-26T10:00:00.000Z'))
  expect(autumn.map(hours)).toEqual([24, 25, 24])
})

it('leaves no instant between two days, across a year with both changes', () => {
  const days = lastParisDays(366, Date.parse('2026-12-31T12:00:00.000Z'))
  for (const [index, day] of days.entries()) {
    expect(parisDate(day.from)).toBe(day.date)
    expect(parisDate(day.to - 1)).toBe(day.date)
    if (index > 0) expect(day.from).toBe(days[index - 1]?.to)
  }
})
