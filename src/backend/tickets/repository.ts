import { type ExpressionBuilder, type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { OpenStanding, Ticket, TicketStanding } from '#shared/domain/ticket.ts'
import { prepared } from '../database/prepared.ts'
import type { Database } from '../database/tables.ts'
import { presentTicket, type TicketRow } from './presenter.ts'

type Db = Kysely<Database>

/** As many as a list may hold. */
const maxListed = 200

export async function addTicket(
  db: Db,
  row: Selectable<Database['ticket']>,
  attachments: readonly { sha256: string; name: string }[],
): Promise<void> {
  await insertTicket(db, row)
  if (attachments.length > 0)
    await db
      .insertInto('ticket_attachment')
      .values(attachments.map(({ sha256, name }, position) => ({ ticket_id: row.id, position, sha256, name })))
      .execute()
}

const insertTicket = prepared((db, row: Selectable<Database['ticket']>) => db.insertInto('ticket').values(row))

/** By what a ticket sent again is known to be the same. */
export async function findOrigin(db: Db, id: string) {
  const [origin] = await selectOrigin(db, { id })
  return origin
}

const selectOrigin = prepared((db, { id }: { id: string }) =>
  db.selectFrom('ticket').select(['content_hash', 'author_id']).where('id', '=', id),
)

export const findTicketRow = (db: Db, id: string) => rows(db).where('ticket.id', '=', id).executeTakeFirst()

export async function findTicket(db: Db, id: string): Promise<Ticket | undefined> {
  const row = await findTicketRow(db, id)
  return row && (await present(db, [row]))[0]
}

/** A ticket that the transaction has just written. */
export async function readBackTicket(trx: Db, id: string): Promise<Ticket> {
  const ticket = await findTicket(trx, id)
  if (!ticket) throw new Error('A ticket just written is not there.')
  return ticket
}

interface Listed {
  state: 'open' | 'solved' | 'all'
  /** Where they stand for somebody of the team; then whatever their state. */
  standing?: { is: TicketStanding; userId: string } | undefined
  after?: Pick<TicketRow, 'received_at' | 'number'> | undefined
}

/** The last received first. */
export async function listTickets(db: Db, { state, standing, after }: Listed): Promise<Ticket[]> {
  const latest = rows(db).orderBy('ticket.received_at', 'desc').orderBy('ticket.number', 'desc').limit(maxListed)
  const page = after
    ? latest.where((eb) =>
        eb.or([
          eb('ticket.received_at', '<', after.received_at),
          eb.and([eb('ticket.received_at', '=', after.received_at), eb('ticket.number', '<', after.number)]),
        ]),
      )
    : latest
  const wanted = standing
    ? page
        .where('ticket.state', '=', standing.is === 'closed' ? 'solved' : 'open')
        .where(standingOf(standing.userId), '=', standing.is)
    : {
        all: page,
        open: page.where('ticket.state', '=', 'open').where('ticket.merged_into', 'is', null),
        solved: page.where('ticket.state', '=', 'solved'),
      }[state]
  return present(db, await wanted.execute())
}

/** How many of those that are open stand where for somebody of the team. */
export async function countTickets(db: Db, userId: string): Promise<Record<OpenStanding, number>> {
  const found = await db
    .selectFrom('ticket')
    .select(({ fn }) => [standingOf(userId).as('standing'), fn.countAll<number | string>().as('count')])
    .where('ticket.state', '=', 'open')
    .groupBy('standing')
    .execute()
  const counts = { new: 0, mine: 0, others: 0, attached: 0 }
  for (const { standing, count } of found) if (standing in counts) counts[standing as OpenStanding] = Number(count)
  return counts
}

/** A duplicate stands nowhere: it is followed through the one that it says again. */
const standingOf = (userId: string) => sql<TicketStanding | 'duplicate'>`case
  when ticket.state = 'solved' then 'closed'
  when ticket.merged_into is not null then 'duplicate'
  when ticket.incident_id is not null then 'attached'
  when ticket.assignee_id is null then 'new'
  when ticket.assignee_id = ${userId} then 'mine'
  else 'others' end`

/** The last received first. */
export async function listIncidentTickets(db: Db, incidentId: string): Promise<Ticket[]> {
  const latest = rows(db).orderBy('ticket.received_at', 'desc').orderBy('ticket.number', 'desc').limit(maxListed)
  return present(db, await latest.where('ticket.incident_id', '=', incidentId).execute())
}

/**
 * Keeps others from changing these tickets until the transaction ends, and reads them.
 * Always taken in the same order: two who hold the same tickets wait for each other, never both.
 */
export async function holdTickets(trx: Db, ids: readonly string[]): Promise<Map<string, TicketRow>> {
  const held = new Map<string, TicketRow>()
  for (const id of [...ids].sort()) {
    await trx.selectFrom('ticket').select('id').where('id', '=', id).forNoKeyUpdate().execute()
    const row = await findTicketRow(trx, id)
    if (row) held.set(id, row)
  }
  return held
}

/** A ticket with those that say it again. */
const family = (id: string) => (eb: ExpressionBuilder<Database, 'ticket'>) =>
  eb.or([eb('ticket.id', '=', id), eb('ticket.merged_into', '=', id)])

/** Attaches a ticket, and those that say it again, to an incident; null: to none. */
export async function setIncident(db: Db, ticketId: string, incidentId: string | null): Promise<void> {
  await db.updateTable('ticket').set({ incident_id: incidentId }).where(family(ticketId)).execute()
}

/** Has a ticket, and those that say it again, said again by another. */
export async function setMerged(db: Db, ticketId: string, into: string): Promise<void> {
  await db.updateTable('ticket').set({ merged_into: into }).where(family(ticketId)).execute()
}

export async function separate(db: Db, ticketId: string): Promise<void> {
  await db.updateTable('ticket').set({ merged_into: null }).where('id', '=', ticketId).execute()
}

export async function setAssignee(db: Db, ticketId: string, userId: string | null): Promise<void> {
  await db.updateTable('ticket').set({ assignee_id: userId }).where('id', '=', ticketId).execute()
}

type Addition = Omit<Insertable<Database['ticket_addition']>, 'id'>

/** @returns its id */
export async function addAddition(db: Db, addition: Addition): Promise<string> {
  const id = uuid()
  await db
    .insertInto('ticket_addition')
    .values({ id, ...addition })
    .execute()
  return id
}

/** Closes a ticket and those that say it again. @returns those that were still open */
export async function closeTickets(db: Db, id: string, explanation: string, at: string): Promise<TicketRow[]> {
  const closed = await db
    .updateTable('ticket')
    .set({ state: 'solved', solved_at: at, explanation })
    .where(family(id))
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  if (closed.length === 0) return []
  return rows(db)
    .where(
      'ticket.id',
      'in',
      closed.map((row) => row.id),
    )
    .execute()
}

/** Closes the tickets of an incident with it: their callers hear of its end, not of theirs. */
export async function closeTicketsOf(db: Db, incidentId: string, explanation: string, at: string): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ state: 'solved', solved_at: at, explanation })
    .where('incident_id', '=', incidentId)
    .where('state', '=', 'open')
    .execute()
}

/** Opens again the tickets that were closed with an incident at `at`. */
export async function reopenTicketsOf(db: Db, incidentId: string, at: string): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ state: 'open', solved_at: null, explanation: null })
    .where('incident_id', '=', incidentId)
    .where('solved_at', '=', at)
    .execute()
}

const rows = (db: Db) =>
  db
    .selectFrom('ticket')
    .leftJoin('user', 'user.id', 'ticket.author_id')
    .leftJoin('ticket as kept', 'kept.id', 'ticket.merged_into')
    .leftJoin('user as assignee', 'assignee.id', 'ticket.assignee_id')
    .leftJoin('account', 'account.id', 'ticket.account_id')
    .selectAll('ticket')
    .select(['user.display_name as author_name', 'kept.number as kept_number'])
    .select(['assignee.display_name as assignee_name', 'account.email as account_email'])

async function present(db: Db, found: readonly TicketRow[]): Promise<Ticket[]> {
  if (found.length === 0) return []
  const ids = found.map((row) => row.id)
  const additions = await db
    .selectFrom('ticket_addition')
    .innerJoin('user', 'user.id', 'ticket_addition.user_id')
    .select(['ticket_addition.ticket_id', 'ticket_addition.at', 'user.display_name as by', 'ticket_addition.text'])
    .select('ticket_addition.is_answer')
    .where('ticket_id', 'in', ids)
    .orderBy('ticket_addition.at')
    .orderBy('ticket_addition.id')
    .execute()
  const attachments = await db
    .selectFrom('ticket_attachment')
    .select(['ticket_id', 'sha256', 'name'])
    .where('ticket_id', 'in', ids)
    .orderBy('position')
    .execute()
  return found.map((row) => presentTicket(row, { additions, attachments }))
}
