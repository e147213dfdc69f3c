import { useEffect, useRef } from 'react'
import type { GivenCall, StationOutput } from '#shared/contracts/station.ts'
import type { Handover } from '#shared/domain/handover.ts'
import { useAsked } from '../../app/asked.ts'
import { useHeardState } from '../../app/station-store.tsx'
import { notify } from '../../ui/notices.ts'
import { clientWords } from '../start/other-call.tsx'

export interface Handovers {
  /** null: not known yet. */
  list: StationOutput<'handovers.list'> | null
  askAgain: () => Promise<void>
}

/**
 * What colleagues offer and what became of the calls given to them, as soon as it changes; an offer that comes, and a
 * call that comes back, are said, whatever the agent is doing.
 */
export function useHandovers(): Handovers {
  const freshness = useHeardState(({ desk, link }) => `${desk.handovers} ${link}`) ?? ''
  const { value, askAgain } = useAsked('handovers.list', {}, freshness)
  const agentId = useHeardState(({ session }) => session?.user.id ?? '') ?? ''
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (!value?.offers) return
    const news = [...offersSaid(value.offers, agentId), ...returnsSaid(value.given)]
    const before = known.current
    known.current = new Set(news.map(({ key }) => key))
    for (const { key, kind, words } of before ? news : []) if (!before?.has(key)) notify(kind, words)
  }, [value, agentId])
  return { list: value, askAgain }
}

interface News {
  /** The same for as long as it is the same news. */
  key: string
  kind: 'done' | 'warn'
  words: string
}

/** What the agent has just given back is no news to them. */
const offersSaid = (offers: readonly Handover[], agentId: string): News[] =>
  offers.flatMap(({ id, from, clientName, returned }) =>
    returned?.by.id === agentId
      ? []
      : [
          {
            key: id,
            kind: 'done',
            words: `${from.displayName} propose l’appel ${clientName ? `de ${clientName}` : 'd’un client à identifier'} : il se prend depuis l’écran Appel.`,
          },
        ],
  )

const returnsSaid = (given: readonly GivenCall[]): News[] =>
  given.flatMap(({ id, clientName, returned }) =>
    returned
      ? [
          {
            key: `${id} ${returned.at}`,
            kind: 'warn',
            words: `${returned.by} rend l’appel de ${clientWords(clientName)}, sans l’avoir reçu. Il est de nouveau proposé ; vous pouvez le reprendre depuis l’écran Appel.`,
          },
        ]
      : [],
  )
