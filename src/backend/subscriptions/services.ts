import type { Kysely, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import { secondsAfter } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import { enqueue } from '../notifications/outbox.ts'
import { signedId } from '../signed-token.ts'

type Db = Kysely<Database>
type Trx = Transaction<Database>

const validForSeconds = 24 * 3600
/** Whoever asks: nobody's letter box is filled by another. */
const perAddress: Limit = { scope: 'subscription', max: 3, windowSeconds: 3600 }

/** The services that one may be told of, by id, in the status page's order. */
export async function offeredServices(db: Db): Promise<Record<string, string>> {
  const services = await db
    .selectFrom('service')
    .select(['id', 'name'])
    .where('is_public', '=', 1)
    .orderBy('position')
    .execute()
  return Object.fromEntries(services.map(({ id, name }) => [id, name]))
}

/**
 * Promises the email that confirms a subscription, whatever is known of the address already; nothing else changes, and
 * nothing tells whether it was.
 * @param email lower case
 * @param services those that are asked for, by id; not empty
 */
export async function askToSubscribe(
  trx: Trx,
  { email, services }: { email: string; services: Readonly<Record<string, string>> },
  now: Date,
): Promise<void> {
  if ((await countAttempt(trx, perAddress, email, now)) !== null) return
  const link = { id: uuid(), expires_at: secondsAfter(now, validForSeconds) }
  await trx
    .insertInto('subscription_link')
    .values({ ...link, email, service_ids: JSON.stringify(Object.keys(services)), created_at: now.toISOString() })
    .execute()
  const data = { linkId: link.id, expiresAt: link.expires_at, services: Object.values(services) }
  await enqueue(trx, { kind: 'subscription-confirmation', to: email, data }, now)
}

/** What somebody may choose from, once they have proven to read an address. */
export interface Subscriber {
  email: string
  /** What they receive now. */
  serviceIds: string[]
  /** What they asked for and have not confirmed yet. */
  askedIds: string[]
}

/** Whose a confirmation's link is. @returns null when it is none of ours, or has expired */
export async function readConfirmation(db: Db, secret: Buffer, token: string, now: Date): Promise<Subscriber | null> {
  const id = signedId(secret, 'subscription', token)
  if (id === null) return null
  const link = await db
    .selectFrom('subscription_link')
    .select(['email', 'service_ids'])
    .where('id', '=', id)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return link ? { ...(await readSubscriber(db, link.email)), askedIds: JSON.parse(link.service_ids) } : null
}

/** Whose the link is that every email about incidents ends with. @returns null when it is none of ours, or its email is forgotten */
export async function readReader(db: Db, secret: Buffer, token: string): Promise<Subscriber | null> {
  const id = signedId(secret, 'unsubscription', token)
  if (id === null) return null
  const told = await db
    .selectFrom('notification')
    .select('recipient')
    .where('id', '=', id)
    .where('recipient', '!=', '')
    .executeTakeFirst()
  return told ? readSubscriber(db, told.recipient) : null
}

async function readSubscriber(db: Db, email: string): Promise<Subscriber> {
  const chosen = await db
    .selectFrom('service_subscription')
    .select('service_id')
    .where('email', '=', email)
    .orderBy('service_id')
    .execute()
  return { email, serviceIds: chosen.map(({ service_id }) => service_id), askedIds: [] }
}

/** Has an address told of these services and of no others. @param serviceIds not empty */
export async function chooseServices(trx: Trx, email: string, serviceIds: readonly string[], now: Date): Promise<void> {
  const confirmed_at = now.toISOString()
  await trx
    .deleteFrom('service_subscription')
    .where('email', '=', email)
    .where('service_id', 'not in', serviceIds)
    .execute()
  await trx
    .insertInto('service_subscription')
    .values(serviceIds.map((service_id) => ({ email, service_id, confirmed_at })))
    .onConflict((conflict) => conflict.columns(['email', 'service_id']).doNothing())
    .execute()
  await trx.deleteFrom('opt_out').where('email', '=', email).execute()
}

/** Has an address told of no incident any more, neither as a subscriber nor as a client; not even of what waits to leave. */
export async function stopTelling(trx: Trx, email: string, now: Date): Promise<void> {
  const at = now.toISOString()
  await trx.deleteFrom('service_subscription').where('email', '=', email).execute()
  await trx
    .insertInto('opt_out')
    .values({ email, at })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ at }))
    .execute()
  await trx
    .updateTable('notification')
    .set({ state: 'dropped', data: '{}', last_error: 'Désabonné.', ended_at: at })
    .where('recipient', '=', email)
    .where('audience', '!=', 'team')
    .where('state', '=', 'waiting')
    .execute()
}
