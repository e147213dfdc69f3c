import type { Selectable } from 'kysely'
import { type Clock, secondsAfter } from '../clock.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import { withoutPersonalData } from '../logging/personal-data.ts'
import type { Circumstances } from './emails/circumstances.ts'
import { writeEmail } from './emails/write-email.tsx'
import { notification } from './notification.ts'
import type { NotificationTable } from './tables.ts'
import { RefusedForGood, type Transport } from './transport.ts'

/** How many are sent at once. */
const batchSize = 5
/** How long a process has to send one before another may: longer than every SMTP timeout together. */
const leaseSeconds = 120
const firstDelaySeconds = 2
const longestDelaySeconds = 15 * 60
const givesUpAfterSeconds = 3 * 24 * 3600
const pauseMs = 1000

export interface Dispatcher {
  /** Sends everything that is due, and returns when nothing is. */
  dispatchDue(): Promise<void>
  /** Keeps dispatching until stopped. */
  start(): void
  /** Starts nothing more and waits for what is being sent. */
  stop(): Promise<void>
}

interface DispatcherParts {
  db: Db
  /** null: nothing can leave; messages wait, and expire when they must. */
  transport: Transport | null
  circumstances: () => Promise<Circumstances>
  clock: Clock
  /** In [0, 1): spreads the retries. */
  random?: () => number
  log: Record<'info' | 'warn', (details: object, message: string) => void>
  /** Told of each notification that has left, or never will. */
  onEnd?: (kind: string, state: 'sent' | 'failed') => void
}

type Row = Selectable<NotificationTable>

/**
 * Carries the outbox out, each message at least once: it is marked sent only after the other side took charge of it. A
 * process leases a message before sending it, so that several may share one outbox, and one that dies loses nothing.
 */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { db, transport, circumstances, clock, random = Math.random, log, onEnd } = parts
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isStopped = false

  async function dispatchDue(): Promise<void> {
    await dropExpired()
    if (!transport) return
    while (!isStopped) {
      const leased = await lease()
      if (leased.length === 0) return
      const now = await circumstances()
      await Promise.all(leased.map((row) => deliver(row, transport, now)))
    }
  }

  async function lease(): Promise<Row[]> {
    const now = clock.now()
    return transact(db, async (trx) => {
      const due = await trx
        .selectFrom('notification')
        .select('id')
        .where('state', '=', 'waiting')
        .where('next_attempt_at', '<=', now.toISOString())
        .orderBy('next_attempt_at')
        .limit(batchSize)
        .forUpdate()
        .skipLocked()
        .execute()
      if (due.length === 0) return []
      return trx
        .updateTable('notification')
        .set((row) => ({
          attempts: row('attempts', '+', 1),
          next_attempt_at: secondsAfter(now, leaseSeconds),
        }))
        .where(
          'id',
          'in',
          due.map((row) => row.id),
        )
        .where('state', '=', 'waiting')
        .where('next_attempt_at', '<=', now.toISOString())
        .returningAll()
        .execute()
    })
  }

  async function deliver(row: Row, by: Transport, now: Circumstances): Promise<void> {
    try {
      const told = notification.parse({ kind: row.kind, to: row.recipient, data: JSON.parse(row.data) })
      await by.send(
        { notificationId: row.id, traceId: row.trace_id, to: told.to, ...writeEmail(told, now) },
        clock.now(),
      )
    } catch (error) {
      await keepFailure(row, error)
      return
    }
    await db
      .updateTable('notification')
      .set({ state: 'sent', data: '{}', last_error: null, ended_at: clock.now().toISOString() })
      .where('id', '=', row.id)
      .execute()
    log.info({ ...namesOf(row), attempts: row.attempts }, 'email sent')
    onEnd?.(row.kind, 'sent')
  }

  async function keepFailure(row: Row, error: unknown): Promise<void> {
    const now = clock.now()
    const message = error instanceof Error ? error.message : String(error)
    const isOver = error instanceof RefusedForGood || secondsAfter(now, -givesUpAfterSeconds) >= row.created_at
    const { attempts } = row
    log.warn({ ...namesOf(row), attempts, error: withoutPersonalData(message), isOver }, 'email not sent')
    await db
      .updateTable('notification')
      .set({
        last_error: message,
        ...(isOver
          ? { state: 'failed' as const, data: '{}', ended_at: now.toISOString() }
          : { next_attempt_at: secondsAfter(now, delaySeconds(row.attempts, random)) }),
      })
      .where('id', '=', row.id)
      .execute()
    if (isOver) onEnd?.(row.kind, 'failed')
  }

  async function dropExpired(): Promise<void> {
    const now = clock.now().toISOString()
    await db
      .updateTable('notification')
      .set({ state: 'dropped', data: '{}', last_error: 'Expiré avant d’avoir pu partir.', ended_at: now })
      .where('state', '=', 'waiting')
      .where('expires_at', '<=', now)
      .execute()
  }

  async function turn(): Promise<void> {
    try {
      await dispatchDue()
    } catch (error) {
      log.warn({ err: error }, 'outbox not read')
    }
    if (!isStopped) timer = setTimeout(start, pauseMs)
  }

  function start(): void {
    running = turn()
  }

  return {
    dispatchDue,
    start,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** What a line of the log tells a notification by. */
const namesOf = ({ id: notificationId, trace_id: traceId, kind }: Row) => ({
  ...(traceId !== null && { traceId }),
  notificationId,
  kind,
})

/** Exponential with full jitter: anything between now and a ceiling that doubles. */
function delaySeconds(attempts: number, random: () => number): number {
  return random() * Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** (attempts - 1))
}
