import { useEffect, useMemo, useReducer } from 'react'
import type { CallFilters, CallOrder } from '#shared/domain/call-log.ts'
import { useStation } from '../../app/station-store.tsx'
import { askService, useService } from '../../service/use-service.ts'
import { CallPages } from './call-pages.ts'

/** The calls that filters let through: how many, and each by its rank once it has been read. */
export function useCalls(filters: CallFilters, order: CallOrder) {
  const station = useStation()
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0)
  const count = useService('countCalls', { query: filters })
  // A new count means that calls may have come since: they are read again.
  const asOf = count.dataUpdatedAt
  const asked = JSON.stringify({ ...filters, ...order })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asOf reads again what may have changed.
  const pages = useMemo(
    () =>
      new CallPages((after, skip) => {
        const query = { ...JSON.parse(asked), skip, ...(after !== null && { after }) }
        return askService(station, 'searchCalls', { query })
      }, redraw),
    [station, asked, asOf],
  )
  useEffect(() => pages.want(0, 1), [pages])
  return { count, pages }
}
