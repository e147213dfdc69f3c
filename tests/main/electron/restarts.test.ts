import { expect, test } from 'vitest'
import { countRestarts } from '../../../src/main/electron/restarts.ts'

test('what ends now and then is always started again', () => {
  const restarts = countRestarts()
  const follows = [0, 30_000, 61_000, 122_000, 183_000].map((now) => restarts.mayFollow(now))
  expect(follows).toEqual([true, true, true, true, true])
})

test('what ends at each start is let be after three tries', () => {
  const restarts = countRestarts()
  expect([0, 100, 200, 300].map((now) => restarts.mayFollow(now))).toEqual([true, true, true, false])
})

test('somebody who tries again gets all the tries', () => {
  const restarts = countRestarts()
  for (const now of [0, 1, 2, 3]) restarts.mayFollow(now)
  restarts.forget()
  expect(restarts.mayFollow(4)).toBe(true)
})
