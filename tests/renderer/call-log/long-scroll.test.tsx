// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LongScroll, useLongScroll } from '../../../src/renderer/call-log/list/long-scroll.ts'

const [rowHeight, head, room] = [40, 36, 600]

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(room + head)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A list of so many rows in a frame as high as the window of this test, and the hand that scrolls it. */
function list(count: number) {
  let scroll = {} as LongScroll
  function List() {
    scroll = useLongScroll(count, rowHeight, head)
    return <div ref={scroll.frame} data-testid="frame" />
  }
  const frame = render(<List />).getByTestId('frame')
  const farthest = () => scroll.height - room
  return {
    farthest,
    /** Where the row stands in sight, in pixels from the top of the rows. */
    top: (row: number) => row * rowHeight + scroll.shift - frame.scrollTop,
    first: () => Math.ceil((frame.scrollTop - scroll.shift) / rowHeight),
    isDrawn: (row: number) => scroll.first <= row && row < scroll.end,
    by(pixels: number) {
      frame.scrollTop = Math.min(Math.max(0, frame.scrollTop + pixels), farthest())
      act(() => void frame.dispatchEvent(new Event('scroll')))
    },
    to(share: number) {
      frame.scrollTop = Math.round(farthest() * share)
      act(() => void frame.dispatchEvent(new Event('scroll')))
    },
    rest: () => act(() => void vi.runAllTimers()),
    show: (row: number) => act(() => scroll.show(row)),
  }
}

test('a short list scrolls as any does', () => {
  const short = list(100)
  short.by(1000)
  expect(short.top(25)).toBe(0)
  short.to(1)
  expect(short.top(99)).toBe(room - rowHeight)
})

test('in a million rows the wheel moves by what it says, pixel for pixel, and nothing moves when it rests', () => {
  const long = list(1_000_000)
  long.to(0.5)
  const row = long.first() + 3
  const before = long.top(row)
  for (let turn = 1; turn <= 40; turn += 1) {
    long.by(120)
    expect(long.top(row)).toBe(before - turn * 120)
  }
  const at = long.top(long.first())
  long.rest()
  expect(long.top(long.first())).toBeCloseTo(at, 0)
})

test('the scrollbar reaches both ends and every share between', () => {
  const long = list(1_000_000)
  for (const share of [0.25, 0.5, 0.75]) {
    long.to(share)
    expect(long.first() / 1_000_000).toBeCloseTo(share, 3)
    expect(long.isDrawn(long.first())).toBe(true)
  }
  long.to(1)
  expect(long.top(999_999)).toBe(room - rowHeight)
  expect(long.isDrawn(999_999)).toBe(true)
  long.to(0)
  expect(long.top(0)).toBe(0)
})

test('the wheel alone reaches the ends too', () => {
  const long = list(1_000_000)
  long.show(999_800)
  for (let turn = 0; turn < 400 && long.top(999_999) !== room - rowHeight; turn += 1) long.by(100)
  expect(long.top(999_999)).toBe(room - rowHeight)
  long.show(150)
  for (let turn = 0; turn < 400 && long.top(0) !== 0; turn += 1) long.by(-100)
  expect(long.top(0)).toBe(0)
})

test('a row asked for comes into sight, moving no more than needed', () => {
  const long = list(1_000_000)
  long.show(700_000)
  expect(long.top(700_000)).toBeCloseTo(room - rowHeight, 5)
  long.show(699_999)
  expect(long.top(700_000)).toBeCloseTo(room - rowHeight, 5)
  long.show(699_000)
  expect(long.top(699_000)).toBeCloseTo(0, 5)
  expect(long.isDrawn(699_000)).toBe(true)
})
