import { useCallback, useEffect, useRef, useState } from 'react'
import type { StationError, StationInput, StationOperationName, StationOutput } from '#shared/contracts/station.ts'
import { useStation } from './station-store.tsx'

interface Asked<T> {
  /** The last answer: kept while it is asked again, so that nothing jumps. */
  value: T | null
  /** Why the last try failed, if it did. */
  error: StationError | null
  askAgain: () => Promise<void>
}

/** Asks the station once, and again each time `freshness` changes. */
export function useAsked<N extends StationOperationName>(
  name: N,
  input: StationInput<N>,
  freshness: string | number = 0,
): Asked<StationOutput<N>> {
  const station = useStation()
  const [value, setValue] = useState<StationOutput<N> | null>(null)
  const [error, setError] = useState<StationError | null>(null)
  const lastAsk = useRef(0)
  const words = JSON.stringify(input)

  const askAgain = useCallback(async () => {
    lastAsk.current += 1
    const ask = lastAsk.current
    const answer = await station.ask(name, JSON.parse(words) as StationInput<N>)
    if (ask !== lastAsk.current) return
    if (answer.ok) setValue(answer.value)
    setError(answer.ok ? null : answer.error)
  }, [station, name, words])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of freshness is what asks again.
  useEffect(() => {
    void askAgain()
  }, [askAgain, freshness])
  return { value, error, askAgain }
}
