import { QueryClient, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { v5 as keyOf, v7 as uuid } from 'uuid'
import type { ServiceInput, ServiceOperation, ServiceOutput } from '#shared/contracts/service.ts'
import type { Station, StationError } from '#shared/contracts/station.ts'
import type { DeskNoun } from '#shared/domain/desk-change.ts'
import { useAgent, useStation, useStationState } from '../app/station-store.tsx'

/** What the service answered, as long as the window is open: shown at once on coming back, then asked again. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: { retry: false, networkMode: 'always', refetchOnWindowFocus: false },
    mutations: { networkMode: 'always' },
  },
})

/** Why the service did not do what a screen asked: `message` in French, and which fields are wrong. */
export class ServiceProblem extends Error {
  readonly code: StationError['code']
  readonly fields: NonNullable<StationError['fields']>
  /** Finds the request in the service's log. */
  readonly traceId: string | undefined

  constructor({ code, message, fields, traceId }: StationError) {
    super(message)
    this.code = code
    this.fields = fields ?? []
    this.traceId = traceId
  }
}

/** Asks the service once. @throws ServiceProblem */
export async function askService<N extends ServiceOperation>(
  station: Station,
  operation: N,
  input: ServiceInput<N>,
  key?: string,
): Promise<ServiceOutput<N>> {
  const answer = await station.ask('service.ask', { operation, input: input as object, ...(key && { key }) })
  if (!answer.ok) throw new ServiceProblem(answer.error)
  return answer.value.answer as ServiceOutput<N>
}

/** What each answer is made of: when the station hears that one has changed, whoever shows the answer asks again. */
const madeOf: Partial<Record<ServiceOperation, readonly DeskNoun[]>> = {
  listIncidents: ['incidents'],
  readIncident: ['incidents'],
  readTimeline: ['incidents', 'tickets', 'postMortems'],
  listTemplates: ['templates'],
  readPostMortem: ['postMortems'],
  listPostMortemVersions: ['postMortems'],
  listTickets: ['tickets'],
  countTickets: ['tickets'],
  readTicket: ['tickets'],
  listIncidentTickets: ['tickets'],
  listIncidentProposals: ['tickets', 'proposals'],
}

/**
 * Asks again after a failure, once while the link is there and once each time it comes back; and when what an answer is
 * made of has changed.
 */
export function useAskedAgain(
  operation: ServiceOperation,
  { isError, refetch }: { isError: boolean; refetch: () => unknown },
  isAsked = true,
): void {
  const isOnline = useStationState(({ link }) => link === 'online')
  const freshness = useStationState(({ desk }) => (madeOf[operation] ?? []).reduce((sum, noun) => sum + desk[noun], 0))
  // A service that is there and fails would otherwise be asked without end: a question asked again is no failure yet.
  const hasAskedAgain = useRef(false)
  useEffect(() => {
    if (!isOnline) hasAskedAgain.current = false
    else if (isError && !hasAskedAgain.current) {
      hasAskedAgain.current = true
      void refetch()
    }
  }, [isOnline, isError, refetch])
  const heard = useRef(freshness)
  useEffect(() => {
    if (heard.current !== freshness && isAsked) void refetch()
    heard.current = freshness
  }, [freshness, isAsked, refetch])
}

/**
 * What the service answers to a question: the last answer stays while it is asked again, which it is when the link
 * comes back and when what it is made of has changed. `data` is undefined until the first answer; `error` says why the
 * last try failed.
 * @param isAsked false: not asked, for whoever has no business with it
 */
export function useService<N extends ServiceOperation>(operation: N, input: ServiceInput<N>, isAsked = true) {
  const station = useStation()
  const { id } = useAgent()
  const asked = useQuery<ServiceOutput<N>, ServiceProblem>(
    {
      queryKey: [id, operation, input],
      queryFn: () => askService(station, operation, input),
      placeholderData: (last) => last,
      enabled: isAsked,
    },
    answers,
  )
  useAskedAgain(operation, asked, isAsked)
  return asked
}

/**
 * Something to change in the service; what was read by the operations in `changes` is asked again once it is done.
 * The same input sent again after a failure is the same change: it is made once.
 * @param draftId of what is sent: then also after the window was closed in between
 */
export function useServiceChange<N extends ServiceOperation>(
  operation: N,
  changes: readonly ServiceOperation[],
  draftId?: string,
) {
  const station = useStation()
  const { id } = useAgent()
  const intended = useRef({ words: '', key: '' })
  return useMutation<ServiceOutput<N>, ServiceProblem, ServiceInput<N>>(
    {
      mutationFn: (input) => {
        const words = JSON.stringify(input)
        if (intended.current.words !== words)
          intended.current = { words, key: draftId ? keyOf(operation + words, draftId) : uuid() }
        return askService(station, operation, input, intended.current.key)
      },
      onSuccess: async () => {
        intended.current = { words: '', key: '' }
        await Promise.all(changes.map((name) => answers.invalidateQueries({ queryKey: [id, name] })))
      },
    },
    answers,
  )
}
