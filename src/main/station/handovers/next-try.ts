import { backoffMs } from '../backoff.ts'

/** Between two tries to bring on what is on its way. */
const retry = { baseMs: 1000, capMs: 60_000 }

export interface NextTry {
  /** It was tried: again later by itself as long as something is still under way. */
  after(isStillUnderWay: boolean): void
  stop(): void
}

/** Tries again by itself, further and further apart. */
export function openNextTry(run: () => void): NextTry {
  let timer: NodeJS.Timeout | undefined
  let failures = 0

  return {
    after(isStillUnderWay) {
      clearTimeout(timer)
      failures = isStillUnderWay ? failures + 1 : 0
      if (isStillUnderWay) timer = setTimeout(run, backoffMs(failures, retry.baseMs, retry.capMs)).unref()
    },
    stop: () => clearTimeout(timer),
  }
}
