import { StationFailure } from '../failure.ts'

const freeFailures = 5
const pauseMs = 30_000

/** Slows down guessing an agent's password while the backend, which throttles by itself, is away. */
export function offlineThrottle() {
  const failures = new Map<string, { count: number; until: number }>()
  return {
    /** Throws 'too-many-attempts' while an agent's sign-in is paused. */
    check(agentId: string): void {
      if ((failures.get(agentId)?.until ?? 0) > performance.now()) throw new StationFailure('too-many-attempts')
    },
    failed(agentId: string): void {
      const count = (failures.get(agentId)?.count ?? 0) + 1
      failures.set(agentId, { count, until: count < freeFailures ? 0 : performance.now() + pauseMs })
    },
    succeeded(agentId: string): void {
      failures.delete(agentId)
    },
  }
}
