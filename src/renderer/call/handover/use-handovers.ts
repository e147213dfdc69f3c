import { useEffect, useRef } from 'react'
import type { StationOutput } from '#shared/contracts/station.ts'
import { useAsked } from '../../app/asked.ts'
import { useHeardState } from '../../app/station-store.tsx'
import { notify } from '../../ui/notices.ts'

export interface Handovers {
  /** null: not known yet. */
  list: StationOutput<'handovers.list'> | null
  askAgain: () => Promise<void>
}

/**
 * What colleagues offer and what became of the calls given to them, as soon as it changes; an offer that comes is said,
 * whatever the agent is doing.
 */
export function useHandovers(): Handovers {
  const freshness = useHeardState(({ desk, link }) => `${desk.handovers} ${link}`) ?? ''
  const { value, askAgain } = useAsked('handovers.list', {}, freshness)
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (!value?.offers) return
    const before = known.current
    known.current = new Set(value.offers.map(({ id }) => id))
    for (const { id, from, clientName } of before ? value.offers : [])
      if (!before?.has(id))
        notify(
          'done',
          `${from.displayName} propose un appel : ${clientName || 'client à identifier'}. Il se prend depuis l’écran Appel.`,
        )
  }, [value])
  return { list: value, askAgain }
}
