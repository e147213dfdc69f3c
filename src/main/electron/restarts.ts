/** This many ends within this time, in milliseconds, and what ends is not started again by itself. */
const tries = 3
const withinMs = 60_000

export interface Restarts {
  /** Counts an end at `now` (milliseconds); whether to start again. */
  mayFollow(now: number): boolean
  /** Somebody asked to try again. */
  forget(): void
}

/** Keeps a process that ends from being started again for ever. */
export function countRestarts(): Restarts {
  let ends: number[] = []
  return {
    mayFollow(now) {
      ends = [...ends.filter((at) => now - at < withinMs), now]
      return ends.length <= tries
    },
    forget() {
      ends = []
    },
  }
}
