import type { DeleteResult, ExpressionBuilder, Kysely, Transaction, UpdateResult } from 'kysely'
import type { HeldTable } from '#shared/domain/personal-data.ts'
import type { Database } from '../database/tables.ts'
import { anonymiseCall, anonymiseTickets } from './anonymise.ts'
import type { ClientTable } from './classification.ts'
import type { Client } from './client.ts'

type Db = Kysely<Database>
type Trx = Transaction<Database>

/** What is held on somebody in one table: which rows, and what becomes of them when they are erased. */
interface Holding {
  find(db: Db, client: Client): Promise<object[]>
  /** The rows whole, one after the other, where they are too large to be held together. Left out: `find` gives them so. */
  each?(db: Db, client: Client): AsyncIterable<object>
  /** @returns how many rows it changed or deleted. Left out: nothing in them says anything, or another erases them. */
  erase?(trx: Trx, client: Client, now: Date): Promise<number>
}

/**
 * Everything held on somebody, in the order it is erased: what hangs on a row before the row. A table with a column of a
 * client's that is left out does not compile; one that leads to them without saying anything is told to them all the same.
 */
export const holdings: Record<ClientTable | HeldTable, Holding> = {
  survey: {
    find: (db, { notificationIds }) => db.selectFrom('survey').selectAll().where('id', 'in', notificationIds).execute(),
    erase: async (trx, { notificationIds }) =>
      changed(
        await trx
          .updateTable('survey')
          .set({ comment: '' })
          .where('id', 'in', notificationIds)
          .where('comment', '!=', '')
          .execute(),
      ),
  },
  letter: {
    find: (db, { email }) => db.selectFrom('letter').selectAll().where('recipient', '=', email).execute(),
    erase: async (trx, { email }) => deleted(await trx.deleteFrom('letter').where('recipient', '=', email).execute()),
  },
  notification: {
    find: (db, { notificationIds }) =>
      db.selectFrom('notification').selectAll().where('id', 'in', notificationIds).execute(),
    // What was told, and when, stays for the incident's timeline; to whom does not.
    erase: async (trx, { notificationIds }, now) => {
      await trx
        .updateTable('notification')
        .set({ state: 'dropped', ended_at: now.toISOString() })
        .where('id', 'in', notificationIds)
        .where('state', '=', 'waiting')
        .execute()
      return changed(
        await trx
          .updateTable('notification')
          .set(({ ref }) => ({ recipient: '', dedupe_key: ref('id'), data: '{}', last_error: null }))
          .where('id', 'in', notificationIds)
          .execute(),
      )
    },
  },
  announcement: {
    find: (db, { email }) => db.selectFrom('announcement').selectAll().where('told_up_to', '=', email).execute(),
    // Begun again with the first address: nobody is told twice.
    erase: async (trx, { email }) =>
      changed(await trx.updateTable('announcement').set({ told_up_to: '' }).where('told_up_to', '=', email).execute()),
  },
  service_subscription: {
    find: (db, { email }) => db.selectFrom('service_subscription').selectAll().where('email', '=', email).execute(),
    erase: async (trx, { email }) =>
      deleted(await trx.deleteFrom('service_subscription').where('email', '=', email).execute()),
  },
  subscription_link: {
    find: (db, { email }) => db.selectFrom('subscription_link').selectAll().where('email', '=', email).execute(),
    erase: async (trx, { email }) =>
      deleted(await trx.deleteFrom('subscription_link').where('email', '=', email).execute()),
  },
  opt_out: {
    find: (db, { email }) => db.selectFrom('opt_out').selectAll().where('email', '=', email).execute(),
    erase: async (trx, { email }) => deleted(await trx.deleteFrom('opt_out').where('email', '=', email).execute()),
  },
  subscription: {
    find: (db, { accountId }) =>
      db.selectFrom('subscription').selectAll().where('account_id', '=', accountId).execute(),
    erase: async (trx, { accountId }) =>
      deleted(await trx.deleteFrom('subscription').where('account_id', '=', accountId).execute()),
  },
  client_session: {
    find: (db, { accountId }) =>
      db.selectFrom('client_session').selectAll().where('account_id', '=', accountId).execute(),
    erase: async (trx, { accountId }) =>
      deleted(await trx.deleteFrom('client_session').where('account_id', '=', accountId).execute()),
  },
  account_link: {
    find: (db, { accountId }) =>
      db.selectFrom('account_link').selectAll().where('account_id', '=', accountId).execute(),
    erase: async (trx, { accountId }) =>
      deleted(await trx.deleteFrom('account_link').where('account_id', '=', accountId).execute()),
  },
  identity_code: {
    find: (db, { accountId }) =>
      db.selectFrom('identity_code').selectAll().where('account_id', '=', accountId).execute(),
    erase: async (trx, { accountId }) =>
      deleted(await trx.deleteFrom('identity_code').where('account_id', '=', accountId).execute()),
  },
  identity_evidence: {
    find: (db, { accountId }) =>
      db.selectFrom('identity_evidence').selectAll().where('account_id', '=', accountId).execute(),
  },
  audit: {
    find: (db, { accountId, ticketIds }) =>
      db
        .selectFrom('audit')
        .selectAll()
        .where((eb) => eb.or([eb('account_id', '=', accountId), eb('ticket_id', 'in', ticketIds)]))
        .execute(),
  },
  idempotency: {
    find: (db, client) =>
      db
        .selectFrom('idempotency')
        .selectAll()
        .where((eb) => isAnswerTo(eb, client))
        .execute(),
    erase: async (trx, client) =>
      deleted(
        await trx
          .deleteFrom('idempotency')
          .where((eb) => isAnswerTo(eb, client))
          .execute(),
      ),
  },
  attachment: {
    find: findFiles,
    async *each(db, client) {
      for (const { sha256 } of await findFiles(db, client)) {
        const file = await db.selectFrom('attachment').selectAll().where('sha256', '=', sha256).executeTakeFirst()
        if (file) yield file
      }
    },
  },
  ticket_attachment: {
    find: (db, { ticketIds }) =>
      db.selectFrom('ticket_attachment').selectAll().where('ticket_id', 'in', ticketIds).execute(),
  },
  ticket_addition: {
    find: (db, { ticketIds }) =>
      db.selectFrom('ticket_addition').selectAll().where('ticket_id', 'in', ticketIds).execute(),
  },
  // With them goes all that hangs on them.
  ticket: {
    find: (db, { ticketIds }) => db.selectFrom('ticket').selectAll().where('id', 'in', ticketIds).execute(),
    erase: (trx, { ticketIds }, now) => anonymiseTickets(trx, ticketIds, now),
  },
  call: {
    find: (db, { callIds }) => db.selectFrom('call').selectAll().where('id', 'in', callIds).execute(),
    erase: async (trx, { callIds }, now) => {
      const calls = await trx.selectFrom('call').select(['id', 'journal']).where('id', 'in', callIds).execute()
      for (const { id, journal } of calls) await anonymiseCall(trx, id, journal, now)
      return calls.length
    },
  },
  // What is handed over is erased here; the workplace that has the call delivers it without them.
  handover: {
    find: (db, client) =>
      db
        .selectFrom('handover')
        .selectAll()
        .where((eb) => isHanded(eb, client))
        .execute(),
    erase: async (trx, client) =>
      changed(
        await trx
          .updateTable('handover')
          .set({ content: null, client_name: '', account_id: null })
          .where((eb) => isHanded(eb, client))
          .execute(),
      ),
  },
  // Forgotten with their call.
  call_log: {
    find: (db, { callIds }) => db.selectFrom('call_log').selectAll().where('call_id', 'in', callIds).execute(),
  },
  call_text: {
    find: (db, { callIds }) =>
      db
        .selectFrom('call_text')
        .selectAll()
        .where('place', 'in', (eb) => eb.selectFrom('call_log').select('place').where('call_id', 'in', callIds))
        .execute(),
  },
  account: {
    find: (db, { accountId }) => db.selectFrom('account').selectAll().where('id', '=', accountId).execute(),
    // The row stays, of nobody: the figures count it, and the audit names its id.
    erase: async (trx, { accountId }, now) =>
      changed(
        await trx
          .updateTable('account')
          .set({
            ...{ first_name: '', last_name: '', email: null, phone: null, search_name: '', password_hash: null },
            ...{ last_sign_in_at: null, password_changed_at: null, email_validated: 0, state: 'suspended' },
            erased_at: now.toISOString(),
          })
          .where('id', '=', accountId)
          .execute(),
      ),
  },
}

function findFiles(db: Db, { ticketIds }: Client): Promise<{ sha256: string }[]> {
  const attached = db.selectFrom('ticket_attachment').select('sha256').where('ticket_id', 'in', ticketIds)
  return db.selectFrom('attachment').select('sha256').where('sha256', 'in', attached).execute()
}

const isHanded = (eb: ExpressionBuilder<Database, 'handover'>, { accountId, callIds, handoverIds }: Client) =>
  eb.or([eb('account_id', '=', accountId), eb('call_id', 'in', callIds), eb('id', 'in', handoverIds)])

/** An answer that names them, or one given to what was done for them. */
const isAnswerTo = (eb: ExpressionBuilder<Database, 'idempotency'>, { accountId, ticketIds, keys }: Client) =>
  eb.or([
    eb('key', 'in', keys),
    ...[...ticketIds, ...(accountId === null ? [] : [accountId])].map((id) => eb('answer', 'like', `%${id}%`)),
  ])

const changed = (results: UpdateResult[]): number =>
  results.reduce((sum, { numUpdatedRows }) => sum + Number(numUpdatedRows), 0)

const deleted = (results: DeleteResult[]): number =>
  results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
