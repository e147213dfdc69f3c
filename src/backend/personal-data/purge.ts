import type { Transaction } from 'kysely'
import { secondsAfter } from '../clock.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'
import { keyedHash } from '../idempotency/content-hash.ts'
import { keptForDays } from '../idempotency/once.ts'
import { anonymiseCall, anonymiseTickets } from './anonymise.ts'
import type { KeepDays } from './rules.ts'

type Trx = Transaction<Database>

/** So many at once: no transaction that others would wait long for. */
const batchSize = 200

/** What a purge did: how many rows were anonymised or deleted, by table. */
export type PurgeCounts = Record<string, number>

export interface Purge {
  keep: KeepDays
  secret: Buffer
  now: Date
  /** Ends it between two batches; what is left is for the next time. */
  signal?: AbortSignal
}

/** Forgets what has been kept for as long as it is configured to be. What has been forgotten already is not looked at again. */
export async function purge(db: Db, { keep, secret, now, signal }: Purge): Promise<PurgeCounts> {
  const before = (days: number) => secondsAfter(now, -days * 24 * 3600)
  const repeat = (batch: (trx: Trx) => Promise<number>) => untilNone(db, batch, signal)
  const erase = (table: Erased, column: string, until: string) => repeat((trx) => deleteSome(trx, table, column, until))
  return {
    practice: await erase('practice', 'started_at', before(keep.calls)),
    handover: await erase('handover', 'offered_at', before(keep.calls)),
    call: await repeat((trx) => purgeCalls(trx, before(keep.calls), now)),
    ticket: await repeat((trx) => purgeTickets(trx, before(keep.tickets), secret, now)),
    notification: await erase('notification', 'ended_at', before(keep.notifications)),
    subscription: await erase('subscription', 'created_at', before(keep.notifications)),
    audit: await erase('audit', 'at', before(keep.audit)),
    identity_evidence: await erase('identity_evidence', 'expires_at', before(keep.audit)),
    feedback: await blankFeedback(db, before(keep.feedback)),
    survey: await blankSurveys(db, before(keep.feedback)),
    erased_address: await forgetAddresses(db, before(keptForDays)),
  }
}

async function untilNone(db: Db, batch: (trx: Trx) => Promise<number>, signal?: AbortSignal): Promise<number> {
  let total = 0
  while (!signal?.aborted) {
    const done = await transact(db, batch)
    if (done === 0) break
    total += done
  }
  return total
}

async function purgeCalls(trx: Trx, before: string, now: Date): Promise<number> {
  const calls = await trx
    .selectFrom('call')
    .select(['id', 'journal'])
    .where('anonymised_at', 'is', null)
    .where('ended_at', '<', before)
    .limit(batchSize)
    .execute()
  for (const { id, journal } of calls) {
    await anonymiseCall(trx, id, journal, now)
    await trx.updateTable('call').set({ account_id: null }).where('id', '=', id).execute()
  }
  return calls.length
}

async function purgeTickets(trx: Trx, before: string, secret: Buffer, now: Date): Promise<number> {
  const tickets = await trx
    .selectFrom('ticket')
    .select(['id', 'account_id', 'incident_id'])
    .where('anonymised_at', 'is', null)
    .where('received_at', '<', before)
    .where((eb) => eb.or([eb('solved_at', 'is', null), eb('solved_at', '<', before)]))
    .limit(batchSize)
    .execute()
  if (tickets.length === 0) return 0
  // Clients are still told apart among the reports of one incident, and no longer found.
  for (const { id, account_id, incident_id } of tickets)
    if (account_id !== null)
      await trx
        .updateTable('ticket')
        .set({ account_id: null, reporter: keyedHash(secret, { account_id, incident_id }) })
        .where('id', '=', id)
        .execute()
  return anonymiseTickets(
    trx,
    tickets.map(({ id }) => id),
    now,
  )
}

/** Tables whose rows are deleted once they are old, by their `id`. */
type Erased = 'notification' | 'subscription' | 'audit' | 'identity_evidence' | 'practice' | 'handover'

/** A great incident's news end on one day: they are not deleted all at once. */
async function deleteSome(trx: Trx, table: Erased, column: string, before: string): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom(table as 'audit')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom(table as 'audit')
        .select('id')
        .where(column as 'at', '<', before)
        .limit(batchSize),
    )
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

async function forgetAddresses(db: Db, before: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('erased_address')
    .where('erased_at', '<', before)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/**
 * What was said of a step or an article stays, without the words; the way to a step names nobody. An answer is kept for
 * as long from when it was given: its author has yet to read it.
 */
async function blankFeedback(db: Db, before: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('feedback')
    .set((eb) => ({
      comment: '',
      answer: eb.case().when(eb.fn.coalesce('treated_at', 'at'), '<', before).then('').else(eb.ref('answer')).end(),
    }))
    .where('at', '<', before)
    .where((eb) =>
      eb.or([
        eb('comment', '!=', ''),
        eb.and([eb('answer', '!=', ''), eb(eb.fn.coalesce('treated_at', 'at'), '<', before)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

async function blankSurveys(db: Db, before: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('survey')
    .set({ comment: '' })
    .where('comment', '!=', '')
    .where('answered_at', '<', before)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
