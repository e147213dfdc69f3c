import { setTimeout as delay } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import { api, changedEvent, flowsEvent, statusEvent } from '#shared/contracts/api.ts'
import { type DeskMarks, type DeskNoun, deskNoun } from '#shared/domain/desk-change.ts'
import type { PublishedFlow } from '#shared/domain/flow-version.ts'
import type { HeldStatus, PlatformStatus } from '#shared/domain/platform.ts'
import { parseJson } from '../backend/answers.ts'
import type { Link } from '../backend/link.ts'
import { startTrace } from '../backend/trace.ts'
import { backoffMs } from '../backoff.ts'
import { report } from '../journal/failures.ts'
import type { Store } from '../store/store.ts'

/** A feed that says nothing for this long, not even that it is there, is not live. */
const silenceMs = 30_000
const reconnect = { baseMs: 500, capMs: 15_000 }

export interface StatusFeed {
  held(): HeldStatus
  /** What has changed on the technical team's desk since this station was opened; all of it may have while it heard nothing. */
  desk(): DeskMarks
  /** One of them has changed on this very workplace. */
  mark(noun: DeskNoun): void
  /** Follows the backend with a session's token; without one, only learns whether the backend is there. */
  follow(token: string | null): void
  stop(): void
  /** What was heard was of another service: nothing is known of this one. */
  forget(): void
  /** Resolves once the feed is live, or when the time is over. */
  whenLive(withinMs: number): Promise<void>
}

export interface FeedOptions {
  /** The backend's now, without `/api/v1`. */
  address: () => string
  link: Link
  store: Store
  onChange: () => void
  onTokenRefused: (token: string) => void
  /** Which scripts are published, as the backend says: at once, then at each change. */
  onFlows: (flows: readonly PublishedFlow[]) => void
}

/** The platform's status as it is heard, and as it was last heard: its age is counted on a monotonic clock. */
export function openStatusFeed({ address, link, store, onChange, onTokenRefused, onFlows }: FeedOptions): StatusFeed {
  const kept = store.status.read()
  let status: PlatformStatus | null = kept?.status ?? null
  // Across a restart only the wall clock knows.
  let heardAt = performance.now() - (kept ? Math.max(0, Date.now() - kept.heardAt) : 0)
  let isLive = false
  let marks: DeskMarks = { incidents: 0, tickets: 0, proposals: 0, postMortems: 0, templates: 0, handovers: 0 }
  let following: AbortController | null = null
  const waiting = new Set<() => void>()

  function setLive(next: boolean) {
    if (isLive === next) return
    isLive = next
    if (isLive) for (const noun of deskNoun.options) mark(noun)
    onChange()
    if (!isLive) return
    for (const resolve of waiting) resolve()
  }

  function mark(noun: DeskNoun) {
    marks = { ...marks, [noun]: marks[noun] + 1 }
  }

  function hearChange(data: string) {
    const parsed = changedEvent.safeParse(parseJson(data))
    // A change of something that this version does not show.
    if (!parsed.success) return
    mark(parsed.data.of)
    onChange()
  }

  function hearFlows(data: string) {
    const parsed = flowsEvent.safeParse(parseJson(data))
    if (parsed.success) onFlows(parsed.data.flows)
    else report('The published scripts were told otherwise than the contract says.')
  }

  function hear(data: string) {
    const parsed = statusEvent.safeParse(parseJson(data))
    if (!parsed.success) {
      report('A status was heard that is not as the contract says.')
      return
    }
    status = parsed.data
    heardAt = performance.now()
    setLive(true)
    onChange()
    try {
      store.status.write(status, Date.now())
    } catch (error) {
      // It is only for the next start: a full disk does not make the feed deaf.
      report('The status could not be kept.', error)
    }
  }

  /** Listens until the stream ends, falls silent or is stopped; answers whether anything was heard. */
  async function listen(token: string | null, stopped: AbortSignal): Promise<boolean> {
    const silent = new AbortController()
    const silence = setTimeout(() => silent.abort(), silenceMs)
    const parser = createParser({
      onEvent({ event, data }) {
        if (event === 'status') hear(data)
        else if (event === 'changed') hearChange(data)
        else if (event === 'flows') hearFlows(data)
      },
    })
    let isConnected = false
    let wasHeard = false
    try {
      const response = await fetch(address().replace(/\/$/, '') + api.events.path, {
        headers: {
          accept: 'text/event-stream',
          traceparent: startTrace().traceparent,
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        signal: AbortSignal.any([stopped, silent.signal]),
        redirect: 'error',
      })
      link.reached()
      if (!response.ok || !response.body) {
        await response.body?.cancel()
        if (response.status === 401 && token !== null) onTokenRefused(token)
        return false
      }
      isConnected = true
      link.feed(true)
      const text = response.body.pipeThrough(new TextDecoderStream())
      for await (const chunk of text) {
        wasHeard = true
        silence.refresh()
        parser.feed(chunk)
      }
    } catch (error) {
      if (stopped.aborted) return wasHeard
      // A stream that was cut proves nothing: connecting again will tell.
      if (!isConnected) link.failed()
      if (!isNetworkError(error)) report('The status feed failed.', error)
    } finally {
      clearTimeout(silence)
      link.feed(false)
      setLive(false)
    }
    return wasHeard
  }

  async function run(token: string | null, stopped: AbortSignal) {
    let failures = 0
    while (!stopped.aborted) {
      failures = (await listen(token, stopped)) ? 1 : failures + 1
      // Cut short when it is stopped.
      await delay(backoffMs(failures, reconnect.baseMs, reconnect.capMs), null, { signal: stopped }).catch(() => {})
    }
  }

  function stop() {
    following?.abort()
    following = null
    setLive(false)
  }

  return {
    desk: () => marks,
    mark(noun) {
      mark(noun)
      onChange()
    },
    held: () => ({ status, isLive, ageMs: Math.max(0, performance.now() - heardAt) }),
    follow(token) {
      stop()
      following = new AbortController()
      void run(token, following.signal)
    },
    stop,
    forget() {
      status = null
      store.status.forget()
      onChange()
    },
    whenLive(withinMs) {
      if (isLive) return Promise.resolve()
      return new Promise((resolve) => {
        const finish = () => {
          clearTimeout(limit)
          waiting.delete(finish)
          resolve()
        }
        const limit = setTimeout(finish, withinMs)
        waiting.add(finish)
      })
    },
  }
}

/** What fetch throws when the network fails, when the stream is cut or when it was aborted. */
const isNetworkError = (error: unknown) =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')
