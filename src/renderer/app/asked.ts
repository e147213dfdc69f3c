import { useCallback, useEffect, useRef, useState } from 'react'
import type { StationError, StationInput, StationOperationName, StationOutput } from '#shared/contracts/station.ts'
import { useStation } from './station-store.tsx'

interface Answer<T> {
  /** The last answer: kept while it is asked again, so that nothing jumps. */
  value: T | null
  /** Why the last try failed, if it did. */
  error: StationError | null
}

interface Asked<T> extends Answer<T> {
  askAgain: () => Promise<void>
}

const none = { value: null, error: null } as const

/** Asks the station once, and again each time `freshness` changes. What was answered to another input is not shown. */
export function useAsked<N extends StationOperationName>(
  name: N,
  input: StationInput<N>,
  freshness: string | number = 0,
): Asked<StationOutput<N>> {
  const station = useStation()
  const words = JSON.stringify(input)
  const [held, setHeld] = useState<{ to: string } & Answer<StationOutput<N>>>({ to: words, ...none })
  const lastAsk = useRef(0)

  const askAgain = useCallback(async () => {
    lastAsk.current += 1
    const ask = lastAsk.current
    const answer = await station.ask(name, JSON.parse(words) as StationInput<N>)
    if (ask !== lastAsk.current) return
    setHeld((before) =>
      answer.ok
        ? { to: words, value: answer.value, error: null }
        : { to: words, value: before.to === words ? before.value : null, error: answer.error },
    )
  }, [station, name, words])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of freshness is what asks again.
  useEffect(() => {
    void askAgain()
  }, [askAgain, freshness])
  const { value, error } = held.to === words ? held : none
  return { value, error, askAgain }
}
