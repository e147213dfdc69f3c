import type { Kysely } from 'kysely'
import type { CallRecord, JournalRecord } from '#shared/domain/call.ts'
import type { HandedCall } from '#shared/domain/handover.ts'
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
  handoverIds: string[]
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
  const known = [...tickets.flatMap(({ call_id }) => call_id ?? []), ...(await callsLeaving(db, email))]
  const calls = await db
    .selectFrom('call')
    .select(['id', 'journal'])
    .where((eb) => eb.or([eb('account_id', '=', accountId), eb('id', 'in', listed(known))]))
    .execute()
  const notifications = await db.selectFrom('notification').select('id').where('recipient', '=', email).execute()
  return {
    ...{ accountId, email },
    ticketIds: listed(tickets.map(({ id }) => id)),
    callIds: listed(calls.map(({ id }) => id)),
    handoverIds: listed(await handoversLeaving(db, email)),
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

/** Calls on which somebody without an account left this address, ticket or not. */
async function callsLeaving(db: Db, email: string | null): Promise<string[]> {
  if (email === null) return []
  const calls = await db
    .selectFrom('call')
    .select(['id', 'values'])
    .where('account_id', 'is', null)
    .where((eb) => eb(eb.fn('lower', ['values']), 'like', leaving(email)))
    .execute()
  return calls.flatMap(({ id, values }) => (isLeft(JSON.parse(values), email) ? [id] : []))
}

/** Likewise calls that are handed over. */
async function handoversLeaving(db: Db, email: string | null): Promise<string[]> {
  if (email === null) return []
  const handovers = await db
    .selectFrom('handover')
    .select(['id', 'content'])
    .where('account_id', 'is', null)
    .where((eb) => eb(eb.fn('lower', ['content']), 'like', leaving(email)))
    .execute()
  return handovers.flatMap(({ id, content }) =>
    isLeft((JSON.parse(content ?? '') as HandedCall).values, email) ? [id] : [],
  )
}

/** Finds them all, and some more: what stands for any character in an address is read so. */
const leaving = (email: string) => `%"contact.email":"%${email}%`

const isLeft = (values: CallRecord['values'], email: string): boolean =>
  values['contact.email']?.trim().toLowerCase() === email

/** What a call did outside was done under the id of the intention that announced it. */
const keysOf = (journal: JournalRecord[]): string[] =>
  journal.filter(({ event }) => event.type === 'intention').map(({ eventId }) => eventId)

const nobody = '00000000-0000-0000-0000-000000000000'
const listed = (ids: string[]): string[] => (ids.length > 0 ? ids : [nobody])
