import { Readable } from 'node:stream'
import { type DeskNoun, deskNoun } from '#shared/domain/desk-change.ts'
import type { PublishedFlow } from '#shared/domain/flow-version.ts'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import { desk, type Role, team } from '#shared/domain/user.ts'

/** A station that reads this much too slowly is let go; it comes back and gets the whole status at once. */
const maxUnreadBytes = 1024 * 1024

/** As many streams as one session may have open, several windows included; one more ends its oldest. */
const maxOfSession = 8

interface Listener {
  tokenHash: string
  role: Role
  stream: Readable
}

export interface StatusFeed {
  /**
   * A stream of events for one session: a `status` and the published `flows` at once, then each one published, and the
   * changes told to its role.
   */
  listen(tokenHash: string, role: Role): Promise<Readable>
  /** Tells every listener of every process the status as it is now, and whoever watches that it changed. */
  publish(): void
  /** Tells every listener of every process which scripts are published. */
  publishFlows(): void
  /** Tells those whose screens show it beside the status that something has changed. */
  tellChange(of: DeskNoun): void
  /** Passes on what the feed of another process told its own; null: it may have told anything. */
  hear(word: string | null): void
  /** Calls `watcher` at each change. */
  onChange(watcher: () => void): void
  /** Ends the streams of a session that is over, in every process. */
  hangUp(tokenHash: string): void
  /** How many listen now. */
  listenerCount(): number
  close(): void
}

interface FeedSource {
  read(): Promise<PlatformStatus>
  readFlows(): Promise<PublishedFlow[]>
  /** Those of some sessions that still hold. */
  openAmong(tokenHashes: readonly string[]): Promise<ReadonlySet<string>>
  /** Says a word to the feeds of the other processes, which `hear` it: what it is about, and of which. */
  tellOthers(word: string): void
  /** Told of a status that could not be read; the listeners hear nothing, so that they do not take it as fresh. */
  onError(error: unknown): void
  /** How often the status is told even when nothing changes: the proof of life. */
  everyMs: number
}

const frame = (event: 'status' | 'flows' | 'changed', data: object): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

const rolesTold = (of: DeskNoun): readonly Role[] => (of === 'handovers' ? desk : [...team, 'supervisor'])

/** The one feed that all stations listen to. */
export function openStatusFeed({ read, readFlows, openAmong, tellOthers, onError, everyMs }: FeedSource): StatusFeed {
  const listeners = new Set<Listener>()
  const watchers: (() => void)[] = []
  let isClosed = false
  /** One reading at a time, and one more when something changed meanwhile: the last word is always told. */
  let isReading = false
  let isChanged = false

  const tell = (text: string, isFor: (listener: Listener) => boolean = () => true) => {
    // Written once, not once a listener.
    const bytes = Buffer.from(text)
    for (const { stream } of [...listeners].filter(isFor))
      if (stream.readableLength > maxUnreadBytes) stream.destroy()
      else stream.push(bytes)
  }
  const publish = async () => {
    isChanged = true
    if (isReading) return
    isReading = true
    try {
      while (isChanged) {
        isChanged = false
        if (listeners.size > 0) tell(frame('status', await read()))
      }
    } catch (error) {
      onError(error)
    } finally {
      isReading = false
    }
  }
  const flowsChanged = () => {
    readFlows().then((flows) => tell(frame('flows', { flows })), onError)
  }
  const end = (listener: Listener) => {
    listeners.delete(listener)
    listener.stream.push(null)
  }
  const statusChanged = () => {
    for (const watcher of watchers) watcher()
    void publish()
  }
  const deskChanged = (of: DeskNoun) => tell(frame('changed', { of }), ({ role }) => rolesTold(of).includes(role))
  const hangUp = (tokenHash: string) => {
    for (const listener of [...listeners]) if (listener.tokenHash === tokenHash) end(listener)
  }
  const dismissEnded = async () => {
    const all = [...listeners]
    const open = await openAmong([...new Set(all.map(({ tokenHash }) => tokenHash))])
    for (const listener of all) if (!open.has(listener.tokenHash)) end(listener)
  }
  const timer = setInterval(() => {
    dismissEnded().then(publish, onError)
  }, everyMs)
  timer.unref()

  return {
    async listen(tokenHash, role) {
      const own = [...listeners].filter((one) => one.tokenHash === tokenHash)
      for (const oldest of own.slice(0, Math.max(0, own.length - maxOfSession + 1))) end(oldest)
      const listener: Listener = { tokenHash, role, stream: new Readable({ read() {} }) }
      listener.stream.once('close', () => listeners.delete(listener))
      listeners.add(listener)
      const [status, flows] = await Promise.all([read(), readFlows()])
      if (listeners.has(listener)) listener.stream.push(frame('status', status) + frame('flows', { flows }))
      if (isClosed && listeners.has(listener)) end(listener)
      return listener.stream
    },
    publish() {
      tellOthers('status')
      statusChanged()
    },
    tellChange(of) {
      tellOthers(`desk ${of}`)
      deskChanged(of)
    },
    hear(word) {
      const [about, of = ''] = word?.split(' ') ?? []
      if (about === 'session') hangUp(of)
      if (about === 'flows' || word === null) flowsChanged()
      if (about === 'status' || word === null) statusChanged()
      for (const noun of deskNoun.options) if (word === `desk ${noun}` || word === null) deskChanged(noun)
    },
    publishFlows() {
      tellOthers('flows')
      flowsChanged()
    },
    onChange: (watcher) => void watchers.push(watcher),
    hangUp(tokenHash) {
      tellOthers(`session ${tokenHash}`)
      hangUp(tokenHash)
    },
    listenerCount: () => listeners.size,
    close() {
      isClosed = true
      clearInterval(timer)
      for (const listener of [...listeners]) end(listener)
    },
  }
}
