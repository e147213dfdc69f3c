import { isDeepStrictEqual } from 'node:util'
import type { JournalRecord } from '#shared/domain/call.ts'
import { noSigns, type ReportSigns, signsCountSeconds, signsOf } from '#shared/domain/incident-proposal.ts'
import { fillTicket } from '#shared/domain/ticket.ts'
import { Refusal, Unreachable } from '../backend/answers.ts'
import type { Backend } from '../backend/client.ts'
import { backoffMs } from '../backoff.ts'
import { StationFailure } from '../failure.ts'
import { report } from '../journal/failures.ts'
import type { Store } from '../store/store.ts'
import type { Standings } from './standings.ts'

/** What comes in quick succession is told as one, and no more often than this. */
const settleMs = 1000
/** Between two tries while nobody answers. */
const retry = { baseMs: 2000, capMs: 60_000 }
const timeoutMs = 5000

/** Tells the service what the calls under way show of the trouble, and nothing of their callers. */
export interface CallSigns {
  /** The call has gone on by this record: it is looked at soon, and no answer waits for it. */
  follow(record: JournalRecord, agentId: string): void
  /** The service answers again. */
  hurry(): void
  stop(): void
}

interface Followed {
  agentId: string
  /** The last that it went on by. */
  record: JournalRecord
  /** What it showed when it was last looked at; null: it has not been. */
  signs: ReportSigns | null
  /** When it showed them, in ms. */
  learntAt: number
  isLookedAt: boolean
  isTold: boolean
}

/**
 * Opens what tells calls' signs: each once a call, as it is learnt. Best effort, kept in memory alone: what the service
 * cannot be told at once keeps its moment, and is dropped when it no longer counts or when its call is over.
 * @param token of who is signed in; null where nobody is known to the service
 */
export function openCallSigns(
  { store, standings }: { store: Store; standings: Standings },
  backend: Backend,
  token: () => string | null,
): CallSigns {
  const calls = new Map<string, Followed>()
  let timer: NodeJS.Timeout | undefined
  let isTelling = false
  let isStopped = false
  let failures = 0

  function wake(ms: number): void {
    if (!isStopped) timer ??= setTimeout(run, ms).unref()
  }

  async function run(): Promise<void> {
    timer = undefined
    if (isTelling) return wake(settleMs)
    isTelling = true
    try {
      for (const [callId, call] of calls) {
        if (!(call.isLookedAt && call.isTold)) look(callId, call)
        if (!(call.isTold || isStopped)) await tell(callId, call)
      }
      failures = 0
    } catch (error) {
      failures += 1
      if (error instanceof Unreachable) wake(backoffMs(failures, retry.baseMs, retry.capMs))
      else report('What a call shows could not be told.', error)
    } finally {
      isTelling = false
    }
  }

  function look(callId: string, call: Followed): void {
    call.isLookedAt = true
    const shown = shownBy(callId, call.agentId)
    if (shown === null) {
      calls.delete(callId)
      call.isTold = true
      return
    }
    if (isDeepStrictEqual(shown, call.signs ?? noSigns)) {
      call.signs = shown
      return
    }
    call.learntAt = Date.parse(call.signs === null ? knownSince(call.record) : call.record.at)
    call.signs = shown
    call.isTold = false
  }

  /** null: the call is over, or its journal lies. */
  function shownBy(callId: string, agentId: string): ReportSigns | null {
    const call = store.calls.read(callId, agentId)
    if (!call || call.endedAt !== null) return null
    try {
      const { facts } = standings.of(call)
      // What the service itself says is nothing to propose.
      return facts.incident === 'confirmed' ? noSigns : signsOf(fillTicket(facts, store.values.read(callId)))
    } catch (error) {
      if (error instanceof StationFailure) return null
      throw error
    }
  }

  /** A call first seen in its midst, as after this program was ended, may have shown it all along. */
  function knownSince({ callId, seq, at }: JournalRecord): string {
    return store.journal.read(callId).find((record) => record.seq === seq - 1)?.at ?? at
  }

  async function tell(callId: string, call: Followed): Promise<void> {
    const { signs, learntAt } = call
    const as = token()
    if (signs === null || as === null) return
    // The clocks of a workplace and of the service need not agree: how long ago does.
    const secondsAgo = Math.max(0, Math.round((Date.now() - learntAt) / 1000))
    call.isTold = true
    if (secondsAgo > signsCountSeconds) return
    try {
      const input = { params: { id: callId }, body: { ...signs, secondsAgo } }
      await backend.call('reportCallSigns', input, { token: as, timeoutMs })
    } catch (error) {
      // What is refused stays so until the call shows something else; the other calls are told all the same.
      if (error instanceof Refusal) return
      if (error instanceof Unreachable && call.signs === signs) call.isTold = false
      throw error
    }
  }

  return {
    follow(record, agentId) {
      const known = calls.get(record.callId)
      if (known) Object.assign(known, { agentId, record, isLookedAt: false })
      else calls.set(record.callId, { agentId, record, signs: null, learntAt: 0, isLookedAt: false, isTold: true })
      wake(settleMs)
    },
    hurry() {
      if ([...calls.values()].every(({ isTold }) => isTold)) return
      clearTimeout(timer)
      timer = undefined
      wake(0)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
