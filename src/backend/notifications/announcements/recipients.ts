import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { ToldNews } from '#shared/domain/incident-timeline.ts'
import type { Database } from '../../database/tables.ts'

type Db = Kysely<Database>

/** Why a client is told of an incident. */
export type ClientAudience = Exclude<ToldNews['audience'], 'team'>

/** Where those who are told are found; each one is told for the first that they are found in. */
export type Source = ClientAudience | 'told'

/** The news that recipients are looked for. */
export interface Announced {
  id: string
  incidentId: string
  event: ToldNews['event']
  version: number
  serviceIds: readonly string[]
  isMajor: boolean
  isMaintenance: boolean
}

/** The news of each kind are for whom, in the order in which they are found. */
export function sourcesOf({ event, isMajor }: Announced): readonly Source[] {
  const touched: readonly Source[] = ['attached', 'subscriber', ...(isMajor ? (['client'] as const) : [])]
  if (event === 'declared' || event === 'escalated') return touched
  // The end of an incident is told to whoever heard, or may have heard, of it, and to nobody else but those who are touched
  // by name.
  return event === 'resolved' ? ['attached', 'subscriber', 'told'] : [...touched, 'told']
}

export interface Recipient {
  email: string
  firstName: string | null
  audience: ClientAudience
  /** Whether they have been told of the incident before. */
  isTold: boolean
}

/** The recipients in one source, in the order of their addresses. @param after the last of those before */
export async function listRecipients(
  db: Db,
  of: Announced,
  source: Source,
  after: string,
  limit: number,
): Promise<Recipient[]> {
  const rows = await recipientsIn(db, of, source, after).orderBy('email').limit(limit).execute()
  return rows.map(({ email, first_name, audience, is_told }) => ({
    ...{ email, firstName: first_name, audience, isTold: Boolean(is_told) },
  }))
}

export interface RecipientCount {
  audience: ClientAudience
  isTold: boolean
  count: number
}

/** How many would be told, each once, by why they are and whether they know of the incident already. */
export async function countRecipients(db: Db, of: Announced): Promise<RecipientCount[]> {
  const [first, ...others] = sourcesOf(of).map((source, rank) =>
    recipientsIn(db, of, source).select(sql<number>`${sql.lit(rank)}`.as('rank')),
  )
  if (!first) return []
  const all = others.reduce((found, other) => found.unionAll(other), first)
  // SQLite and PostgreSQL alike: the first source that somebody is in, then how many are in each.
  const rows = await db
    .selectFrom(
      db
        .selectFrom(all.as('found'))
        .select(({ fn }) => ['email', fn.min('rank').as('rank')])
        .groupBy('email')
        .as('first'),
    )
    .innerJoin(all.as('found'), (join) =>
      join.onRef('found.email', '=', 'first.email').onRef('found.rank', '=', 'first.rank'),
    )
    .select(({ fn }) => ['found.audience', 'found.is_told', fn.countAll<number>().as('count')])
    .groupBy(['found.audience', 'found.is_told'])
    .execute()
  return rows.map(({ audience, is_told, count }) => ({ audience, isTold: Boolean(is_told), count: Number(count) }))
}

/** Those of a source who want to be told, and have not been of this news or of a later one. */
function recipientsIn(db: Db, of: Announced, source: Source, after = '') {
  const told = ({ selectFrom }: ExpressionBuilder<WithPerson, 'person'>) =>
    selectFrom('notification')
      .select('notification.id')
      .where('subject_id', '=', of.incidentId)
      .whereRef('notification.recipient', '=', 'person.email')
      .where('notification.audience', '!=', 'team')
  const wanted = db
    .selectFrom(people[source](db, of, after).as('person'))
    .select((eb) => ['email', 'first_name', 'audience', eb.exists(told(eb).where('state', '=', 'sent')).as('is_told')])
    .where((eb) =>
      eb.not(
        eb.exists(
          told(eb)
            .innerJoin('announcement', 'announcement.id', 'notification.announcement_id')
            .where('version', '>=', of.version),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('opt_out')
            .select('opt_out.email')
            .whereRef('opt_out.email', '=', 'person.email')
            .whereRef('opt_out.at', '>=', 'person.since'),
        ),
      ),
    )
  // Those who knew of it hear that it has become major among its other news.
  return of.event === 'escalated'
    ? wanted.where((eb) => eb.not(eb.exists(told(eb).where('state', '=', 'sent'))))
    : wanted
}

interface Person {
  email: string
  first_name: string | null
  audience: ClientAudience
  /** When they asked to be told; not asking not to be told afterwards, they are. Empty: they did not ask. */
  since: string
}
type WithPerson = Database & { person: Person }

/**
 * Those after an address, each once, as the index that they are read from has them: only so are the first few found without
 * all the others. Whom few can be is grouped.
 */
const people: Record<Source, (db: Db, of: Announced, after: string) => SelectQueryBuilder<Database, never, Person>> = {
  attached: (db, { incidentId }, after) => {
    const reported = db
      .selectFrom('ticket')
      .innerJoin('account', 'account.id', 'ticket.account_id')
      .select(['account.email', 'account.first_name', 'received_at as since'])
      .where('incident_id', '=', incidentId)
    const withoutAccount = db
      .selectFrom('ticket')
      .select(({ fn }) => [
        fn<string | null>('lower', ['contact_email']).as('email'),
        sql<string | null>`cast(null as text)`.as('first_name'),
        'received_at as since',
      ])
      .where('incident_id', '=', incidentId)
      .where('account_id', 'is', null)
    const asked = db
      .selectFrom('subscription')
      .innerJoin('account', 'account.id', 'subscription.account_id')
      .select(['account.email', 'account.first_name', 'subscription.created_at as since'])
      .where('incident_id', '=', incidentId)
    return db
      .selectFrom(withoutAccount.unionAll(reported).unionAll(asked).as('reached'))
      .select(({ fn }) => ['email', fn.max('first_name').as('first_name'), fn.max('since').as('since')])
      .select(as('attached'))
      .where('email', '>', after)
      .groupBy('email')
      .$narrowType<{ email: string }>()
  },
  subscriber: (db, { serviceIds }, after) =>
    db
      .selectFrom('service_subscription')
      .leftJoin('account', 'account.email', 'service_subscription.email')
      .select(['service_subscription.email', 'first_name', as('subscriber'), never])
      // Not by the services' own index: of several, it has the addresses of one after those of the other.
      .where(({ fn, val }) => fn.coalesce('service_id', val('')), 'in', serviceIds)
      .where('service_subscription.email', '>', after)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('service_subscription as other')
              .select('other.email')
              .whereRef('other.email', '=', 'service_subscription.email')
              .where('other.service_id', 'in', serviceIds)
              .whereRef('other.service_id', '<', 'service_subscription.service_id'),
          ),
        ),
      ),
  client: (db, _of, after) =>
    db
      .selectFrom('account')
      .select(['email', 'first_name', as('client'), never])
      .where('email', '>', after)
      // A wrong address may be somebody else's.
      .where('email_validated', '=', 1)
      .where('state', '!=', 'suspended')
      .$narrowType<{ email: string }>(),
  told: (db, { incidentId }, after) =>
    db
      .selectFrom('notification')
      .leftJoin('account', 'account.email', 'notification.recipient')
      .select(['notification.recipient as email', 'first_name', 'notification.audience', never])
      .where('notification.subject_id', '=', incidentId)
      // One that was erased has no address.
      .where('notification.recipient', '>', after)
      .where(mayHaveHeard('notification'))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('notification as former')
              .select('former.id')
              .whereRef('former.subject_id', '=', 'notification.subject_id')
              .whereRef('former.recipient', '=', 'notification.recipient')
              .whereRef('former.id', '<', 'notification.id')
              .where(mayHaveHeard('former')),
          ),
        ),
      )
      .$narrowType<{ audience: ClientAudience }>(),
}

/** Of a client's notification: it was sent, or nobody knows that it was not. */
const mayHaveHeard = (of: 'notification' | 'former') =>
  sql<boolean>`(${sql.ref(`${of}.audience`)} != 'team' and (${sql.ref(`${of}.state`)} = 'sent' or ${sql.ref(`${of}.unanswered`)} > 0))`

const as = (audience: ClientAudience) => sql<ClientAudience>`${sql.lit(audience)}`.as('audience')
const never = sql<string>`''`.as('since')
