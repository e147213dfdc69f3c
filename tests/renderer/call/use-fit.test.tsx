// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { useRef } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useFit } from '../../../src/renderer/call/step/use-fit.ts'

const heights: Record<string, number> = { usual: 900, close: 700, closest: 500, pinned: 500 }
let room = 0
let resize = () => {}

/** jsdom lays nothing out: a frame as high as said, around a step as high as its fit makes it. */
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockImplementation(() => room)
  vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockImplementation(function (this: Element) {
    return heights[(this.firstElementChild as HTMLElement).dataset.fit ?? 'usual'] ?? 0
  })
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(observed: () => void) {
        resize = observed
      }
      observe() {}
      disconnect() {}
    },
  )
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function Step({ shown }: { shown: string }) {
  const region = useRef<HTMLElement>(null)
  useFit(region, shown)
  return <section ref={region} />
}

const fitIn = (height: number) => {
  room = height
  const { container } = render(<Step shown="describe" />)
  return container.querySelector('section')?.dataset.fit
}

test.each([
  [900, 'usual'],
  [899, 'close'],
  [600, 'closest'],
  [300, 'pinned'],
])('a step in %i pixels is set no closer than it takes', (height, fit) => expect(fitIn(height)).toBe(fit))

test('a window that grows sets it wider again; what is typed moves nothing', () => {
  room = 300
  const { container, rerender } = render(<Step shown="describe" />)
  const step = container.querySelector('section')
  room = 1000
  rerender(<Step shown="describe" />)
  expect(step?.dataset.fit).toBe('pinned')
  resize()
  expect(step?.dataset.fit).toBe('usual')
  room = 600
  rerender(<Step shown="browser" />)
  expect(step?.dataset.fit).toBe('closest')
})
