import { useEffect, useState } from 'react'
import { useHeardAt, useStationState } from '../app/station-store.tsx'

/** The backend's clock in milliseconds since the epoch, ticking; this machine's own until the backend has spoken. */
export function useNow(everyMs = 10_000): number {
  const { status, ageMs } = useStationState(({ platform }) => platform)
  const heardAt = useHeardAt()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return status ? Date.parse(status.at) + ageMs + Math.max(0, performance.now() - heardAt) : Date.now()
}
