import { expect, test, vi } from 'vitest'
import type { CallLine } from '#shared/domain/call-log.ts'
import { CallPages, pageLength } from '../../../src/renderer/call-log/list/call-pages.ts'

/** A service with so many calls: the id of each is its rank, a place is the rank before. */
function service(total: number) {
  const asked: [after: string | null, skip: number][] = []
  const read = async (after: string | null, skip: number) => {
    asked.push([after, skip])
    const first = (after === null ? 0 : Number(after) + 1) + skip
    const ranks = Array.from({ length: Math.max(0, Math.min(pageLength, total - first)) }, (_, index) => first + index)
    const last = ranks.at(-1) ?? first
    return {
      calls: ranks.map((rank) => ({ id: String(rank) }) as CallLine),
      next: last < total - 1 ? String(last) : null,
    }
  }
  return { read, asked }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('a call is where its rank says, whatever was read before it', async () => {
  const { read } = service(1_000_000)
  const onChange = vi.fn()
  const pages = new CallPages(read, onChange)
  for (const rank of [0, 999_999, 500_050, 150, 500_150, 42_000]) {
    pages.want(rank, rank + 30)
    await settled()
    expect(pages.at(rank)?.id).toBe(String(rank))
  }
  expect(onChange).toHaveBeenCalled()
  expect(pages.at(700_000)).toBeUndefined()
})

test('scrolling on asks for the next page after the last one read, once', async () => {
  const { read, asked } = service(10_000)
  const pages = new CallPages(read, () => {})
  pages.want(0, 40)
  pages.want(10, 50)
  await settled()
  pages.want(90, 130)
  await settled()
  pages.want(95, 135)
  await settled()
  expect(asked).toEqual([
    [null, 0],
    ['99', 0],
  ])
})

test('a jump counts from the nearest page before it, never from the start again', async () => {
  const { read, asked } = service(1_000_000)
  const pages = new CallPages(read, () => {})
  pages.want(500_000, 500_010)
  await settled()
  pages.want(500_500, 500_510)
  await settled()
  expect(asked).toEqual([
    [null, 500_000],
    ['500099', 400],
  ])
})

test('what was seen long ago is let go, and read again when it is looked at', async () => {
  const { read } = service(1_000_000)
  const pages = new CallPages(read, () => {})
  pages.want(0, 10)
  await settled()
  for (let page = 1; page <= 70; page += 1) {
    pages.want(page * pageLength, page * pageLength + 1)
    await settled()
  }
  expect(pages.at(0)).toBeUndefined()
  pages.want(0, 10)
  await settled()
  expect(pages.at(0)?.id).toBe('0')
})

test('a failure is told once, asks for nothing more by itself, and is mended by trying again', async () => {
  const { read } = service(1000)
  let isAway = true
  const failing = vi.fn(async (after: string | null, skip: number) => {
    if (isAway) throw new Error('Le service ne répond pas.')
    return read(after, skip)
  })
  const pages = new CallPages(failing, () => {})
  pages.want(0, 10)
  await settled()
  expect(pages.failure?.message).toBe('Le service ne répond pas.')
  pages.want(0, 10)
  expect(failing).toHaveBeenCalledTimes(1)
  isAway = false
  pages.tryAgain(0, 10)
  await settled()
  expect(pages.failure).toBeNull()
  expect(pages.at(3)?.id).toBe('3')
})
