import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** Taller than this, in pixels, browsers clamp what they are told: the scrollbar then stands for more than its length. */
const tallest = 8_000_000
/** Rows are drawn so many at a time, so that most frames of a scroll draw nothing. */
const stride = 8
const idleMs = 150

interface Drawn {
  first: number
  /** Excluded. */
  end: number
  /** What the scrollbar says less where the list really is, in pixels; 0 in a list that fits the scrollbar. */
  shift: number
}

export interface LongScroll extends Drawn {
  frame: RefObject<HTMLDivElement | null>
  /** How tall the scrolled content is told to be, in pixels. */
  height: number
  /** Brings a row into sight, moving no more than needed. */
  show: (row: number) => void
}

/**
 * Scrolls through any number of rows of one height, of which only those in sight are drawn. Small movements (wheel, keys)
 * are exact to the pixel however long the list; large ones (the scrollbar dragged) go to the same share of the list.
 * @param headHeight what stays above the rows within the frame, in pixels
 */
export function useLongScroll(count: number, rowHeight: number, headHeight: number): LongScroll {
  const frame = useRef<HTMLDivElement>(null)
  const place = useRef({ native: 0, top: 0 })
  const [drawn, setDrawn] = useState<Drawn>({ first: 0, end: 4 * stride, shift: 0 })
  const total = count * rowHeight
  const height = Math.min(total, tallest)

  const scroll = useRef({ follow: () => {}, settle: () => {}, show: (_row: number) => {} })
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const room = () => element.clientHeight - headHeight
    const farthest = () => Math.max(0, total - room())
    const farthestNative = () => Math.max(1, height - room())
    const clamp = (top: number) => Math.min(Math.max(0, top), farthest())

    const draw = () => {
      const { native, top } = place.current
      const first = Math.max(0, (Math.floor(top / rowHeight / stride) - 1) * stride)
      const end = Math.min(count, (Math.ceil((top + room()) / rowHeight / stride) + 1) * stride)
      const shift = native - top
      setDrawn((now) => (now.first === first && now.end === end && now.shift === shift ? now : { first, end, shift }))
    }
    const moveTo = (top: number) => {
      const native = total > height ? Math.round((clamp(top) / Math.max(1, farthest())) * farthestNative()) : clamp(top)
      place.current = { native, top: clamp(top) }
      element.scrollTop = native
      draw()
    }
    scroll.current = {
      follow() {
        const native = element.scrollTop
        const { native: before, top } = place.current
        const isSmall = Math.abs(native - before) <= 2 * room()
        const isAtEdge = native <= 0 || native >= farthestNative()
        const byShare = clamp((native / farthestNative()) * farthest())
        const next = total <= height ? native : isSmall ? clamp(top + native - before) : byShare
        place.current = { native, top: next }
        // The scrollbar came to its end before the list did.
        if (total > height && isAtEdge && isSmall && Math.abs(next - byShare) > room()) moveTo(next)
        else if (isAtEdge && total > height) moveTo(byShare)
        else draw()
      },
      /** Once nothing moves, the scrollbar says again where the list is. */
      settle() {
        if (total > height) moveTo(place.current.top)
      },
      show(row) {
        const { top } = place.current
        const begins = row * rowHeight
        if (begins < top) moveTo(begins)
        else if (begins + rowHeight > top + room()) moveTo(begins + rowHeight - room())
      },
    }
    moveTo(place.current.top)
    const resized = new ResizeObserver(draw)
    resized.observe(element)
    return () => resized.disconnect()
  }, [count, rowHeight, headHeight, total, height])

  useEffect(() => {
    const element = frame.current
    let idle: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      clearTimeout(idle)
      idle = setTimeout(() => scroll.current.settle(), idleMs)
      // Drawn within the frame that scrolls: a later one would show nothing first.
      flushSync(() => scroll.current.follow())
    }
    element?.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(idle)
      element?.removeEventListener('scroll', onScroll)
    }
  }, [])

  return { ...drawn, frame, height, show: (row) => scroll.current.show(row) }
}
