import { useRef } from 'react'

/** The same key again this soon is one press: the next step is on screen by then, and has not been read. */
const bounceMs = 250

/** Passes on the numbers pressed, a doubled press once. */
export function useSteadyKey(give: (number: number) => void): (number: number) => void {
  const last = useRef({ number: 0, at: Number.NEGATIVE_INFINITY })
  return (number) => {
    const at = performance.now()
    const isBounce = number === last.current.number && at - last.current.at < bounceMs
    last.current = { number, at }
    if (!isBounce) give(number)
  }
}
