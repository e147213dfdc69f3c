import { type RefObject, useEffect, useLayoutEffect } from 'react'

/** How a step is set where its height is scarce, from the usual to the last resort. */
const fits = ['usual', 'close', 'closest', 'pinned'] as const

/**
 * Sets a step as closely as it takes for its answers to be in sight without scrolling, before it is painted: `data-fit` says
 * how. `pinned`: nothing helped, so the answers stay at the foot and the rest scrolls behind them.
 * @param region the step, in what scrolls
 * @param shown changes with what there is to show, and not with what is typed: nothing moves under a hand that writes
 */
export function useFit(region: RefObject<HTMLElement | null>, shown: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is what is measured
  useLayoutEffect(() => {
    if (region.current) setClose(region.current)
  }, [region, shown])

  // Watched once for all steps: each new watch would measure again what has just been measured.
  useEffect(() => {
    const step = region.current
    if (!step?.parentElement) return
    const resized = new ResizeObserver(() => setClose(step))
    resized.observe(step.parentElement)
    return () => resized.disconnect()
  }, [region])
}

function setClose(step: HTMLElement): void {
  const frame = step.parentElement
  if (!frame) return
  for (const fit of fits) {
    step.dataset.fit = fit
    if (frame.scrollHeight <= frame.clientHeight) return
  }
}
