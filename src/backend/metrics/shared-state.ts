import { Gauge, type Registry } from 'prom-client'
import type { Clock } from '../clock.ts'
import type { Db } from '../database/open.ts'

export interface SharedState {
  db: Db
  clock: Clock
}

/**
 * Measures what all processes share: the database and the outbox in it. Each process says the same of it, so that a sum
 * over processes would count it several times.
 * @returns how to read it anew
 */
export function measureShared({ db, clock }: SharedState, registers: Registry[]): () => Promise<void> {
  const up = new Gauge({ name: 'numi_database_up', help: '1 si la base répond, 0 sinon.', registers })
  const ping = new Gauge({
    name: 'numi_database_ping_seconds',
    help: 'Durée de la question la plus simple, attente d’une connexion comprise.',
    registers,
  })
  const waiting = new Gauge({
    name: 'numi_notifications',
    help: 'Notifications qui attendent (waiting) ou n’ont pas pu partir (failed).',
    labelNames: ['channel', 'state'],
    registers,
  })
  const oldest = new Gauge({
    name: 'numi_notifications_oldest_seconds',
    help: 'Âge de la plus ancienne notification qui attend.',
    labelNames: ['channel'],
    registers,
  })
  const tickets = new Gauge({
    name: 'numi_tickets_numbered',
    help: 'Signalements numérotés depuis l’origine : ne fait que croître.',
    registers,
  })

  return async function read() {
    // What cannot be read is left out, rather than told as nought.
    for (const gauge of [ping, tickets]) gauge.remove()
    for (const gauge of [waiting, oldest]) gauge.reset()
    try {
      const from = performance.now()
      await db.selectFrom('service').select('id').limit(1).execute()
      ping.set((performance.now() - from) / 1000)
      for (const { channel, state, count, since } of await readOutbox(db)) {
        waiting.set({ channel, state }, Number(count))
        if (state === 'waiting') oldest.set({ channel }, (clock.now().getTime() - Date.parse(since)) / 1000)
      }
      tickets.set(await countTickets(db))
      up.set(1)
    } catch {
      up.set(0)
    }
  }
}

export const readOutbox = (db: Db) =>
  db
    .selectFrom('notification')
    .select(({ fn }) => ['channel', 'state', fn.countAll().as('count'), fn.min('created_at').as('since')])
    .where('state', 'in', ['waiting', 'failed'])
    .groupBy(['channel', 'state'])
    .execute()

/** Each day's numbers follow each other without a gap: the last one of each tells how many there were. */
async function countTickets(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('counter')
    .select(({ fn }) => fn.sum<number | string | null>('last').as('count'))
    .where('name', 'like', 'INC-2%')
    .executeTakeFirstOrThrow()
  return Number(count ?? 0)
}
