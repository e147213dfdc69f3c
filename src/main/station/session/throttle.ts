import { StationFailure } from '../failure.ts'

const freeTries = 5
const pauseMs = 30_000

/** Slows down guessing an agent's password while the backend, which throttles by itself, is away. */
export function offlineThrottle() {
  const tries = new Map<string, { count: number; until: number }>()
  return {
    /** Counts a try before it is made, so that guesses made at once all count; throws 'too-many-attempts' while paused. */
    count(agentId: string): void {
      const { count, until } = tries.get(agentId) ?? { count: 0, until: 0 }
      const now = performance.now()
      if (until > now) throw new StationFailure('too-many-attempts')
      tries.set(agentId, { count: count + 1, until: count + 1 < freeTries ? 0 : now + pauseMs })
    },
    succeeded(agentId: string): void {
      tries.delete(agentId)
    },
  }
}
