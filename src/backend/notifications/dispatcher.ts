import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { NotificationChannel } from '#shared/domain/notification.ts'
import { type Clock, secondsAfter } from '../clock.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import { withoutPersonalData } from '../logging/personal-data.ts'
import { PutOff, RefusedForGood, Unanswered } from './channels/refusals.ts'
import { type Notification, notification } from './notification.ts'
import type { NotificationTable } from './tables.ts'
import { type Turns, takeTurns } from './turns.ts'

/** How many of a channel one process sends at once. */
export const batchSize = 10
/** How long a process has to send one before another may: longer than every timeout of a channel together. */
const leaseSeconds = 120
const firstDelaySeconds = 2
const longestDelaySeconds = 15 * 60

/** A notification, as its channel gets it to write and to carry. */
export interface Promised {
  id: string
  /** Of the request it comes from; null: of none. */
  traceId: string | null
  notification: Notification
}

/**
 * Takes a message to its recipient's server; resolves once that has taken charge of it.
 * @throws RefusedForGood when sending the same again would be of no use; Unanswered when it may have been taken; PutOff, any
 * other error may pass
 */
export type Carry = (promised: Promised, now: Date) => Promise<void>

/** Stopped, it starts nothing more and waits for what is being sent. */
export interface Dispatcher extends Turns {
  /** Sends everything that is due, and returns when nothing is. */
  dispatchDue(): Promise<void>
}

interface DispatcherParts {
  db: Db
  channel: NotificationChannel
  /** null: nothing can leave; messages wait, and expire when they must. */
  carry: Carry | null
  /** After so long without success a message is left to be sent again by hand. */
  givesUpAfterSeconds: number
  clock: Clock
  /** In [0, 1): spreads the retries. */
  random?: () => number
  log: Record<'info' | 'warn', (details: object, message: string) => void>
  /** Told of each notification that has left, or will not by itself. */
  onEnd?: (kind: string, state: 'sent' | 'failed') => void
}

type Row = Selectable<NotificationTable>

/**
 * Carries one channel's part of the outbox out, each message at least once: it is marked sent only after the other side
 * took charge of it. A process leases a message before sending it, so that several may share one outbox, and one that
 * dies loses nothing.
 */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { db, channel, carry, givesUpAfterSeconds, clock, random = Math.random, log, onEnd } = parts
  let isStopped = false

  async function dispatchDue(): Promise<void> {
    await dropExpired()
    if (!carry) return
    while (!isStopped) {
      const leased = await lease()
      if (leased.length === 0) return
      const news = await readNews(leased)
      await Promise.all(leased.map((row) => deliver(row, news.get(row.announcement_id ?? ''), carry)))
    }
  }

  /** What somebody waits for goes before what is told to many. */
  async function lease(): Promise<Row[]> {
    const now = clock.now()
    return transact(db, async (trx) => {
      const due: string[] = []
      for (const priority of [0, 1] as const) {
        const found = await trx
          .selectFrom('notification')
          .select('id')
          .where('state', '=', 'waiting')
          .where('channel', '=', channel)
          .where('priority', '=', priority)
          .where('next_attempt_at', '<=', now.toISOString())
          .orderBy('next_attempt_at')
          .limit(batchSize - due.length)
          .forUpdate()
          .skipLocked()
          .execute()
        due.push(...found.map(({ id }) => id))
        if (due.length === batchSize) break
      }
      if (due.length === 0) return []
      return trx
        .updateTable('notification')
        .set((row) => ({
          attempts: row('attempts', '+', 1),
          // One that dies here leaves it so.
          unanswered: row('unanswered', '+', 1),
          next_attempt_at: secondsAfter(now, leaseSeconds),
        }))
        .where('id', 'in', due)
        .where('state', '=', 'waiting')
        .where('next_attempt_at', '<=', now.toISOString())
        .returningAll()
        .execute()
    })
  }

  /** What is told to many is kept once. */
  async function readNews(rows: readonly Row[]): Promise<Map<string, object>> {
    const ids = [...new Set(rows.flatMap(({ announcement_id }) => announcement_id ?? []))]
    if (ids.length === 0) return new Map()
    const found = await db
      .selectFrom('announcement')
      .select(['id', 'incident_id', 'event', 'data'])
      .where('id', 'in', ids)
      .execute()
    return new Map(
      found.map(({ id, incident_id, event, data }) => [id, { ...JSON.parse(data), incidentId: incident_id, event }]),
    )
  }

  async function deliver(row: Row, news: object | undefined, by: Carry): Promise<void> {
    try {
      const data = { ...news, ...JSON.parse(row.data), ...(row.audience && { audience: row.audience }) }
      const told = notification.parse({ kind: row.kind, to: row.recipient, data })
      await by({ id: row.id, traceId: row.trace_id, notification: told }, clock.now())
    } catch (error) {
      await keepFailure(row, error)
      return
    }
    await db
      .updateTable('notification')
      .set({ state: 'sent', data: '{}', last_error: null, ended_at: clock.now().toISOString() })
      .where('id', '=', row.id)
      .execute()
    log.info({ ...namesOf(row), attempts: row.attempts }, 'notification sent')
    onEnd?.(row.kind, 'sent')
  }

  /** A message that failed keeps its data: it can be sent again. */
  async function keepFailure(row: Row, error: unknown): Promise<void> {
    const now = clock.now()
    const message = error instanceof Error ? error.message : String(error)
    const hasTriedLong = secondsAfter(now, -givesUpAfterSeconds) >= (row.resent_at ?? row.created_at)
    const isOver = error instanceof RefusedForGood || error instanceof z.ZodError || hasTriedLong
    const { attempts } = row
    log.warn({ ...namesOf(row), attempts, error: withoutPersonalData(message), isOver }, 'notification not sent')
    await db
      .updateTable('notification')
      .set((told) => ({
        last_error: message,
        ...(!(error instanceof Unanswered) && { unanswered: told('unanswered', '-', 1) }),
        ...(isOver
          ? { state: 'failed' as const, ended_at: now.toISOString() }
          : { next_attempt_at: secondsAfter(now, Math.max(leastSeconds(error), delaySeconds(row.attempts, random))) }),
      }))
      .where('id', '=', row.id)
      .where('state', '=', 'waiting')
      .execute()
    if (isOver) onEnd?.(row.kind, 'failed')
  }

  async function dropExpired(): Promise<void> {
    const now = clock.now().toISOString()
    await db
      .updateTable('notification')
      .set({ state: 'dropped', data: '{}', last_error: 'Expiré avant d’avoir pu partir.', ended_at: now })
      .where('state', '=', 'waiting')
      .where('channel', '=', channel)
      .where('expires_at', '<=', now)
      .execute()
  }

  const turns = takeTurns(dispatchDue, (error) => log.warn({ err: error, channel }, 'outbox not read'))
  return {
    ...{ dispatchDue, start: turns.start },
    stop() {
      isStopped = true
      return turns.stop()
    },
  }
}

/** What a line of the log tells a notification by. */
const namesOf = ({ id: notificationId, trace_id: traceId, kind, channel }: Row) => ({
  ...(traceId !== null && { traceId }),
  ...{ notificationId, channel, kind },
})

const leastSeconds = (error: unknown): number => (error instanceof PutOff ? error.seconds : 0)

/** Exponential with full jitter: anything between now and a ceiling that doubles. */
function delaySeconds(attempts: number, random: () => number): number {
  return random() * Math.min(longestDelaySeconds, firstDelaySeconds * 2 ** (attempts - 1))
}
