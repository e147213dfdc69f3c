import type { StationState } from '#shared/contracts/station.ts'
import { useHeardAt } from '../app/station-store.tsx'
import { useTick } from '../app/tick.ts'

/** The backend's clock now, in milliseconds since the epoch, ticking; ages are counted on it. */
export function useBackendNow({ status, ageMs }: StationState['platform']): number {
  const heardAt = useHeardAt()
  const tick = useTick()
  return status ? Date.parse(status.at) + ageMs + Math.max(0, tick - heardAt) : 0
}
