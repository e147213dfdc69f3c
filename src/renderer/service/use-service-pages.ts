import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { ServiceInput, ServiceOperation, ServiceOutput } from '#shared/contracts/service.ts'
import { useAgent, useStation } from '../app/station-store.tsx'
import { answers, askService, type ServiceProblem, useAskedAgain } from './use-service.ts'

/**
 * What the service answers page by page, the first at once and each further one when asked for (`fetchNextPage`).
 * @param after adds to the input the place after which a page begins
 * @param next the place that an answer gives for the next page; null: it was the last
 */
export function useServicePages<N extends ServiceOperation>(
  operation: N,
  input: ServiceInput<N>,
  after: (input: ServiceInput<N>, place: string) => ServiceInput<N>,
  next: (answer: ServiceOutput<N>) => string | null,
) {
  const station = useStation()
  const { id } = useAgent()
  const pages = useInfiniteQuery<
    ServiceOutput<N>,
    ServiceProblem,
    InfiniteData<ServiceOutput<N>, string | null>,
    readonly unknown[],
    string | null
  >(
    {
      queryKey: [id, operation, input, 'pages'],
      queryFn: ({ pageParam }) => askService(station, operation, pageParam === null ? input : after(input, pageParam)),
      initialPageParam: null,
      getNextPageParam: next,
    },
    answers,
  )
  useAskedAgain(operation, pages)
  return pages
}
