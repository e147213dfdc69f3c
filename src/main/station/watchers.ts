import type { StationState } from '#shared/contracts/station.ts'

export interface Watchers {
  watch(listener: (state: StationState) => void): () => void
  /** The state may have changed: it is pushed whole, once for all that changes in the same turn. */
  changed(): void
  /** Nobody is told anything any more. */
  close(): void
}

export function stateWatchers(read: () => StationState): Watchers {
  const listeners = new Set<(state: StationState) => void>()
  let isPending = false
  return {
    watch(listener) {
      listeners.add(listener)
      listener(read())
      return () => listeners.delete(listener)
    },
    changed() {
      if (isPending || listeners.size === 0) return
      isPending = true
      setImmediate(() => {
        isPending = false
        if (listeners.size === 0) return
        const state = read()
        for (const listener of listeners) listener(state)
      })
    },
    close: () => listeners.clear(),
  }
}
