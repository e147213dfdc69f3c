export type LinkState = 'unknown' | 'online' | 'offline'

/** What is known of the way to the backend, from what was really tried. */
export interface Link {
  state(): LinkState
  /** Something answered. */
  reached(): void
  /** The network failed; one request that fails while the feed is heard does not make the station offline. */
  failed(): void
  /** Whether the feed is heard now. */
  feed(isHeard: boolean): void
}

/** @param onChange called when the state has changed */
export function watchLink(onChange: (state: LinkState) => void): Link {
  let state: LinkState = 'unknown'
  let isFeedHeard = false
  const become = (next: LinkState) => {
    if (next === state) return
    state = next
    onChange(state)
  }
  return {
    state: () => state,
    reached: () => become('online'),
    failed() {
      if (!isFeedHeard) become('offline')
    },
    feed(isHeard) {
      isFeedHeard = isHeard
      if (isHeard) become('online')
    },
  }
}
