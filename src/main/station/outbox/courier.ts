import { Refusal, Unreachable } from '../backend/answers.ts'
import type { Backend } from '../backend/client.ts'
import { backoffMs } from '../backoff.ts'
import { report } from '../journal/failures.ts'
import type { Secrets } from '../secrets.ts'
import { deliveryToken } from '../session/session.ts'
import type { StoredRow } from '../store/outbox.ts'
import { SealBroken } from '../store/seal.ts'
import type { Store } from '../store/store.ts'
import { deliver } from './delivery.ts'

const concurrency = 6
/** Between two tries of one row, and of a backend that is away. */
const rowBackoff = { baseMs: 1000, capMs: 300_000 }
const linkBackoff = { baseMs: 500, capMs: 30_000 }
/** The longest a row may be held back, by us or by a Retry-After. */
const horizonMs = 3600_000

export interface Courier {
  /** There may be something to deliver: it is looked for once whoever asks has been answered. */
  wake(): void
  /** The backend answers again: what waits goes at once. */
  hurry(): void
  /** Somebody may have signed in: reads the agents' delivery tokens again. */
  readTokens(): Promise<void>
  /** Another service takes the place of the one of now: no token of before is used, and it has been told of no script. */
  forgetService(): void
  isSending(rowId: string): boolean
  /** Whether this agent's work waits for them to sign in again: nothing that delivers for them is left. */
  waitsFor(agentId: string): boolean
  /** Resolves once the row is sent or refused, or when the time is over. */
  whenSettled(rowId: string, withinMs: number): Promise<void>
  /** Lets what is being sent finish being recorded, then stops. */
  close(): Promise<void>
}

/**
 * Delivers what waits in the outbox: at least once, each row under its author's own delivery token and under one key,
 * so that the backend makes it once. Several rows at a time; a row that another must follow goes first.
 */
export function startCourier(store: Store, backend: Backend, secrets: Secrets, onChange: () => void): Courier {
  const tokens = new Map<string, string>()
  /** Known here, and without a token. */
  const absent = new Set<string>()
  const sending = new Map<string, Promise<void>>()
  const told = new Set<string>()
  const settled = new Map<string, Set<() => void>>()
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let pausedUntil = 0
  let isHurried = false
  let isClosed = false

  /** A pass that the disk fails is tried again later; what waits stays. */
  function pass(): void {
    clearTimeout(timer)
    // What is sealed cannot go before it can be read.
    if (isClosed || !store.seal.isUnlocked()) return
    try {
      sendWhatIsReady()
    } catch (error) {
      report('The outbox could not be read.', error)
      rest(null)
      timer = setTimeout(pass, Math.max(1000, pausedUntil - performance.now()))
    }
  }

  function sendWhatIsReady(): void {
    const pauseMs = pausedUntil - performance.now()
    if (pauseMs > 0) {
      timer = setTimeout(pass, pauseMs)
      return
    }
    if (isHurried) store.outbox.hasten()
    isHurried = false
    const now = Date.now()
    // After a failure one row tries the way for all.
    const slots = failures > 0 ? 1 : concurrency
    const free = slots - sending.size
    const asked = { now, horizon: horizonMs, agents: [...tokens.keys()], sending: [...sending.keys()], limit: free }
    if (free > 0) for (const row of store.outbox.ready(asked)) start(row)
    const nextDueAt = store.outbox.nextDueAt(now)
    if (nextDueAt !== null) timer = setTimeout(pass, Math.min(nextDueAt - now, horizonMs))
  }

  function start(row: StoredRow): void {
    const token = tokens.get(row.agentId)
    if (token === undefined) return
    const sent = deliver(row, token, store, backend, told)
      .then(() => {
        failures = 0
        settle(row.id)
      })
      .catch((error: unknown) => fail(row, token, error))
      .catch((error: unknown) => {
        // The store itself failed: the row stays as it was and goes again, under its key.
        report('A delivery could not be recorded.', error)
        rest(null)
      })
      .finally(() => {
        sending.delete(row.id)
        onChange()
        pass()
      })
    sending.set(row.id, sent)
    onChange()
  }

  async function fail(row: StoredRow, token: string, error: unknown): Promise<void> {
    if (error instanceof Refusal && error.status === 401) {
      // It waits for its author to sign in again.
      if (tokens.get(row.agentId) === token) {
        tokens.delete(row.agentId)
        absent.add(row.agentId)
        await secrets.delete(deliveryToken(row.agentId))
      }
      return
    }
    if (error instanceof Refusal && !isPassing(error)) {
      store.outbox.markRefused(row.id, error.message)
      settle(row.id)
      return
    }
    if (error instanceof SealBroken) {
      store.outbox.markRefused(row.id, 'Ce qui a été écrit ne peut plus être lu sur ce poste : sa base a été abîmée.')
      settle(row.id)
      return
    }
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error
    const now = Date.now()
    const heldMs = Math.min(error.retryAfterMs ?? 0, horizonMs)
    const waitMs = Math.max(heldMs, backoffMs(row.attempts + 1, rowBackoff.baseMs, rowBackoff.capMs))
    store.outbox.postpone(row.id, Math.round(now + waitMs), heldMs > 0 ? Math.round(now + heldMs) : 0)
    if (error instanceof Unreachable && error.isDown) rest(error.retryAfterMs)
  }

  /** Leaves the backend alone for a while. */
  function rest(retryAfterMs: number | null): void {
    failures += 1
    const waitMs = Math.min(retryAfterMs ?? 0, horizonMs) || backoffMs(failures, linkBackoff.baseMs, linkBackoff.capMs)
    pausedUntil = Math.max(pausedUntil, performance.now() + waitMs)
  }

  function settle(rowId: string): void {
    for (const resolve of settled.get(rowId) ?? []) resolve()
    settled.delete(rowId)
  }

  return {
    // Sending a call's record first puts it on disk: the call's last answer does not wait for that.
    wake: () => void setImmediate(pass),
    hurry() {
      failures = 0
      pausedUntil = 0
      isHurried = true
      pass()
    },
    async readTokens() {
      for (const agentId of store.agents.ids()) {
        const token = await secrets.get(deliveryToken(agentId))
        if (token === null) {
          tokens.delete(agentId)
          absent.add(agentId)
        } else {
          tokens.set(agentId, token)
          absent.delete(agentId)
        }
      }
      onChange()
      pass()
    },
    forgetService() {
      for (const agentId of store.agents.ids()) absent.add(agentId)
      tokens.clear()
      told.clear()
    },
    waitsFor: (agentId) => absent.has(agentId),
    isSending: (rowId) => sending.has(rowId),
    whenSettled: (rowId, withinMs) =>
      new Promise((resolve) => {
        const waiting = settled.get(rowId) ?? new Set()
        settled.set(rowId, waiting)
        const finish = () => {
          clearTimeout(limit)
          waiting.delete(finish)
          if (waiting.size === 0) settled.delete(rowId)
          resolve()
        }
        const limit = setTimeout(finish, withinMs)
        waiting.add(finish)
      }),
    async close() {
      isClosed = true
      clearTimeout(timer)
      await Promise.all(sending.values())
    },
  }
}

/** Refusals that pass by themselves: asked too much, or the same request is still running. */
const isPassing = ({ status, code }: Refusal) => status === 429 || status === 408 || code === 'still-running'
