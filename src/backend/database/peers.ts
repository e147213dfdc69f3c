import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** The other processes that share the database. */
export interface Peers {
  start(): void
  /** Says a word to each of the others, at once where it can be, else as soon as it can. */
  tell(word: string): void
  /** Gives the duty back: another takes it at once. */
  stop(): Promise<void>
}

interface PeersParts {
  /** A word that another said; null: this process was away for a while and may have missed some. */
  onWord(word: string | null): void
  /** Whether it is this process, of all, that does what is to be done once. No other has the duty before it is left. */
  onDuty(isOnDuty: boolean): Promise<void>
  onError(error: unknown): void
}

/** Joins the processes that share a PostgreSQL; SQLite's has no others, and is always on duty. */
export const joinPeers = (databaseUrl: string | null, parts: PeersParts): Peers =>
  databaseUrl === null ? alone(parts) : joinPostgres(databaseUrl, parts)

const alone = ({ onDuty }: PeersParts): Peers => ({
  start: () => void onDuty(true),
  tell: () => {},
  stop: () => onDuty(false),
})

const channel = 'numi'
/** How long the duty stays with nobody when the process that had it ends. */
const looksEveryMs = 1000
/** What is said meanwhile waits for so long and is said once: to each word the database gives a transaction, on disk. */
const saysEveryMs = 50
/** What does not answer for so long is lost. */
const silenceMs = 5000

/**
 * Over one connection of its own: LISTEN/NOTIFY for words, a session's advisory lock for the duty. PostgreSQL gives the lock
 * back when that connection ends, whatever ended it; the process that had it notices by the question it asks all the time.
 */
function joinPostgres(databaseUrl: string, { onWord, onDuty, onError }: PeersParts): Peers {
  const own = randomUUID()
  const unsaid = new Set<string>()
  const stopping = new AbortController()
  let joined: pg.Client | null = null
  let isOnDuty = false
  let saying: Promise<void> | null = null
  let running: Promise<void> = Promise.resolve()

  const aWhile = (ms: number) => pause(ms, undefined, { signal: stopping.signal }).catch(() => {})
  const setDuty = async (is: boolean) => {
    if (is === isOnDuty) return
    isOnDuty = is
    await onDuty(is)
  }

  function open(): pg.Client {
    const opened = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'numi-hotliner peers',
      connectionTimeoutMillis: silenceMs,
      query_timeout: silenceMs,
      keepAlive: true,
    })
    // What breaks it is met by the next question; until then nothing is missed that `onWord(null)` will not make up for.
    opened.on('error', () => {})
    opened.on('notification', ({ payload = '' }) => {
      const [from, ...word] = payload.split(' ')
      if (from !== own) onWord(word.join(' '))
    })
    return opened
  }

  async function sayAll(client: pg.Client): Promise<void> {
    while (unsaid.size > 0) {
      for (const word of [...unsaid]) {
        // Told again meanwhile, it is said twice.
        unsaid.delete(word)
        try {
          await client.query('select pg_notify($1, $2)', [channel, `${own} ${word}`])
        } catch {
          unsaid.add(word)
          return
        }
      }
      await aWhile(saysEveryMs)
    }
  }

  const say = async (client: pg.Client): Promise<void> => {
    saying ??= sayAll(client).finally(() => {
      saying = null
    })
    await saying
  }

  async function stay(client: pg.Client): Promise<void> {
    await client.connect()
    // A machine that vanished does not keep the duty for hours.
    await client.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5')
    await client.query(`listen ${channel}`)
    joined = client
    onWord(null)
    while (!stopping.signal.aborted) {
      const asked = isOnDuty
        ? 'select true as is_held'
        : `select pg_try_advisory_lock(hashtextextended('${channel} duty', 0)) as is_held`
      const { rows } = await client.query<{ is_held: boolean }>(asked)
      await setDuty(rows[0]?.is_held === true && !stopping.signal.aborted)
      void say(client)
      await aWhile(looksEveryMs)
    }
    await say(client)
  }

  async function run(): Promise<void> {
    let isKnown = false
    while (!stopping.signal.aborted) {
      const client = open()
      try {
        await stay(client)
      } catch (error) {
        // Once for a stretch, however many times it is tried.
        if (joined || !isKnown) onError(error)
        isKnown = true
      }
      joined = null
      await setDuty(false)
      await client.end().catch(() => {})
      await aWhile(looksEveryMs)
    }
  }

  return {
    start() {
      running = run()
    },
    tell(word) {
      unsaid.add(word)
      if (joined) void say(joined)
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}
