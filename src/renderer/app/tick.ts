import { useEffect, useState } from 'react'

/** `performance.now()`, ticking: for ages that are read as they grow. */
export function useTick(everyMs = 1000): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
