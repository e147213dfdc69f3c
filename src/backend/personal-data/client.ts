import type { Kysely } from 'kysely'
import type { JournalRecord } from '#shared/domain/call.ts'
import type { DataSubject } from '#shared/domain/personal-data.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

/** Somebody, by everything that leads to what is held on them. No list is empty: one of nothing holds an id of nobody. */
export interface Client {
  accountId: string | null
  /** Lower case; null: none, or none any more. */
  email: string | null
  ticketIds: string[]
  callIds: string[]
  notificationIds: string[]
  /** The Idempotency-Keys of what was done for them. */
  keys: string[]
}

/** Finds all that is somebody's. @throws ProblemError `not-found` for an account that does not exist */
export async function findClient(db: Db, subject: DataSubject): Promise<Client> {
  const account = await findAccount(db, subject)
  if (!account && 'accountId' in subject) throw new ProblemError('not-found')
  const accountId = account?.id ?? null
  const email = account ? account.email : 'email' in subject ? subject.email.toLowerCase() : null

  const tickets = await db
    .selectFrom('ticket')
    .select(['id', 'call_id'])
    .where((eb) => eb.or([eb('account_id', '=', accountId), eb(eb.fn('lower', ['contact_email']), '=', email)]))
    .execute()
  const calls = await db
    .selectFrom('call')
    .select(['id', 'journal'])
    .where((eb) =>
      eb.or([
        eb('account_id', '=', accountId),
        eb('id', 'in', listed(tickets.flatMap(({ call_id }) => call_id ?? []))),
      ]),
    )
    .execute()
  const notifications = await db.selectFrom('notification').select('id').where('recipient', '=', email).execute()
  return {
    ...{ accountId, email },
    ticketIds: listed(tickets.map(({ id }) => id)),
    callIds: listed(calls.map(({ id }) => id)),
    notificationIds: listed(notifications.map(({ id }) => id)),
    keys: listed(calls.flatMap(({ journal }) => keysOf(JSON.parse(journal)))),
  }
}

function findAccount(db: Db, subject: DataSubject) {
  const accounts = db.selectFrom('account').select(['id', 'email'])
  return 'accountId' in subject
    ? accounts.where('id', '=', subject.accountId).executeTakeFirst()
    : accounts.where('email', '=', subject.email.toLowerCase()).executeTakeFirst()
}

/** What a call did outside was done under the id of the intention that announced it. */
const keysOf = (journal: JournalRecord[]): string[] =>
  journal.filter(({ event }) => event.type === 'intention').map(({ eventId }) => eventId)

const nobody = '00000000-0000-0000-0000-000000000000'
const listed = (ids: string[]): string[] => (ids.length > 0 ? ids : [nobody])
