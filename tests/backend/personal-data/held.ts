import type { Insertable, Kysely } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '#backend/database/tables.ts'
import { type ClientTable, classification } from '#backend/personal-data/classification.ts'
import type { Holds } from '#backend/personal-data/rules.ts'
import type { SignedIn } from '../open-backend.ts'
import { sha256 } from '../samples.ts'

type Table = keyof Database

/** Somebody, with something of theirs in every column that may hold it. */
export interface Held {
  accountId: string
  email: string
  ticketId: string
  callId: string
  incidentId: string
  /** What gives them away: their tag, which is in all that is theirs, or a date of theirs. */
  marks: string[]
}

/** Fills every table that holds something of clients, with one row of this one's; one left out does not compile. */
export async function holdSomebody(
  db: Kysely<Database>,
  tag: string,
  { agent, at, year }: { agent: SignedIn; at: string; year: number },
): Promise<Held> {
  const email = `${tag}@exemple.example`
  const [accountId, ticketId, callId, incidentId] = [uuid(), uuid(), uuid(), uuid()]
  const [notificationId, announcementId] = [uuid(), uuid()]
  const content = Buffer.from(`an image of ${tag}`)
  const seen = `${year}-02-03T04:05:06.000Z`
  const changed = `${year}-03-04T05:06:07.000Z`
  const intention = uuid()
  await db
    .insertInto('incident')
    .values({
      ...{ id: incidentId, kind: 'incident', number: null, nature: 'Panne', impact: 'Aucun', affected_percent: 50 },
      ...{ started_at: at, estimated_end_at: null, cause: null, team: null, state: 'resolved', resolved_at: at },
      ...{ resolution: null, created_at: at, updated_at: at, version: 1 },
    })
    .execute()

  const rows: { [T in ClientTable]: Insertable<Database[T]> } = {
    account: {
      ...{ id: accountId, first_name: `${tag} first`, last_name: `${tag} last`, email, phone: `+33 ${tag}` },
      ...{ state: 'active', email_validated: 1, last_sign_in_at: seen, password_changed_at: changed },
      ...{ password_hash: `scrypt of ${tag}`, search_name: tag, created_at: at },
    },
    account_link: {
      ...{ id: uuid(), purpose: 'password-reset', account_id: accountId, email },
      ...{ created_at: at, expires_at: at, closed_at: null },
    },
    attachment: {
      ...{ sha256: sha256(content), type: 'image/png', bytes: content.length, content },
      ...{ created_by: agent.id, created_at: at },
    },
    ticket: {
      ...{ id: ticketId, number: `INC-${tag}`, content_hash: 'h', call_id: callId, account_id: accountId },
      ...{ incident_id: incidentId, author_id: agent.id, contact_name: tag, contact_email: email },
      ...{ contact_phone: tag, kind: 'login', browser: tag, os: tag, error_message: tag, page: tag, since: tag },
      ...{ priority: 'high', tried: '[]', notes: tag, urgent_request: tag, filed_at: at, received_at: at },
      ...{ description: tag, environment: JSON.stringify({ screen: tag }) },
      ...{ team: 'Équipe technique', state: 'solved', solved_at: at, explanation: tag },
      ...{ description: tag, environment: JSON.stringify({ browser: tag }) },
    },
    ticket_addition: { id: uuid(), ticket_id: ticketId, at, user_id: agent.id, text: tag },
    ticket_attachment: { ticket_id: ticketId, position: 0, sha256: sha256(content), name: `${tag}.png` },
    call: {
      ...{ id: callId, agent_id: agent.id, account_id: accountId, flow_id: 'bug-technique', flow_hash: 'f' },
      ...{ channel: 'phone', started_at: at, ended_at: at, closing: 'resolved', duration_ms: 240_000 },
      ...{ content_hash: 'h', received_at: at, values: JSON.stringify({ 'account.id': accountId, notes: tag }) },
      journal: JSON.stringify([
        {
          seq: 1,
          eventId: uuid(),
          stepId: 'greet',
          event: { type: 'greet.confirm', facts: { kind: 'login', typed: `of ${tag}` } },
        },
        { seq: 2, eventId: intention, stepId: 'send', event: { type: 'intention', actor: 'sendIdentityCode@1' } },
      ]),
    },
    call_log: {
      ...{ place: year, call_id: callId, agent_id: agent.id, flow_id: 'bug-technique', flow_hash: 'f' },
      ...{ channel: 'phone', started_at: at, ended_at: at, closing: 'resolved', duration_ms: 240_000 },
      ...{ folding: 'waiting', fault: null, reason: null, phases: '', has_ticket: 1, client_name: tag },
      is_anonymised: 0,
    },
    handover: {
      ...{ id: uuid(), call_id: callId, giver_id: agent.id, to_id: null, state: 'taken', taker_id: agent.id },
      ...{ content: JSON.stringify({ values: { notes: tag } }), client_name: tag, account_id: accountId },
      ...{ taking_id: uuid(), offered_at: at, ended_at: at },
    },
    call_text: { place: year, words: `${tag} _${tag}` },
    notification: {
      ...{ id: notificationId, dedupe_key: `ticket-confirmation/${ticketId}/${email}`, kind: 'ticket-confirmation' },
      ...{ subject_id: ticketId, recipient: email, data: JSON.stringify({ firstName: tag }), state: 'failed' },
      ...{ attempts: 3, last_error: `550 <${email}>`, created_at: at, next_attempt_at: at, ended_at: at },
    },
    letter: {
      ...{ notification_id: notificationId, recipient: email, subject: tag, html: tag, text: tag, received_at: at },
    },
    announcement: {
      ...{
        id: announcementId,
        incident_id: incidentId,
        event: 'declared',
        from_version: 0,
        version: 1,
        at,
        due_at: at,
      },
      ...{ data: '{}', state: 'waiting', begun_at: at, stage: 0, told_up_to: email, trace_id: null },
    },
    service_subscription: { email, service_id: 'portail-client', confirmed_at: at },
    subscription_link: { id: uuid(), email, service_ids: '["portail-client"]', created_at: at, expires_at: at },
    opt_out: { email, at },
    survey: { id: notificationId, incident_id: incidentId, rating: 4, comment: tag, answered_at: at },
    idempotency: {
      ...{ user_id: agent.id, operation: 'sendIdentityCode', key: intention, body_hash: 'h', status: 201 },
      ...{ answer: JSON.stringify({ sentTo: tag }), created_at: at },
    },
  }
  for (const table of Object.keys(rows) as ClientTable[])
    await db
      .insertInto(table)
      .values(rows[table] as never)
      .execute()
  await db
    .insertInto('subscription')
    .values({
      id: uuid(),
      incident_id: incidentId,
      account_id: accountId,
      call_id: callId,
      created_by: agent.id,
      created_at: at,
    })
    .execute()
  await db
    .insertInto('client_session')
    .values({ token_hash: `hash of ${tag}`, account_id: accountId, created_at: at, expires_at: at })
    .execute()
  await db
    .insertInto('audit')
    .values({ id: uuid(), at, user_id: agent.id, action: 'account-unlocked', account_id: accountId, outcome: 'done' })
    .execute()
  return { accountId, email, ticketId, callId, incidentId, marks: [tag, seen, changed] }
}

/** Every value of every table, as text, by "table.column"; rows in one order, which PostgreSQL does not keep. */
export async function everything(db: Kysely<Database>): Promise<Map<string, string[]>> {
  const values = new Map<string, string[]>()
  for (const [table, { columns }] of Object.entries(classification)) {
    const names = Object.keys(columns)
    const held: Record<string, unknown>[] = await db
      .selectFrom(table as Table)
      .selectAll()
      .execute()
    const rows = held.map((row) => names.map((name) => textOf(row[name])))
    rows.sort((one, other) => (one.join() < other.join() ? -1 : 1))
    names.forEach((name, at) => {
      values.set(
        `${table}.${name}`,
        rows.map((row) => row[at] ?? ''),
      )
    })
  }
  return values
}

const textOf = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))

/** The columns of the classification that are whose, as "table.column". */
export const columnsThatAre = (...whose: Holds[]): string[] =>
  Object.entries(classification).flatMap(([table, { columns }]) =>
    Object.entries<Holds>(columns).flatMap(([column, holds]) => (whose.includes(holds) ? `${table}.${column}` : [])),
  )

/** Where somebody can still be recognised. */
export async function tracesOf(db: Kysely<Database>, { marks }: Held): Promise<string[]> {
  const all = await everything(db)
  return [...all].flatMap(([column, values]) =>
    values.some((value) => marks.some((mark) => value.includes(mark))) ? column : [],
  )
}
