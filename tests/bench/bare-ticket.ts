import { createHash, randomUUID } from 'node:crypto'
import { systemClock } from '#backend/clock.ts'
import { openDatabase } from '#backend/database/open.ts'

// What both bare programs keep of a ticket: the rows that the backend writes, in its own tables, with their keys, their
// references and their indexes. What it does beside is left out: nothing is checked, hashed twice, logged or counted.

/** A ticket as it is sent, unchecked. */
export interface Sent {
  id: string
  contact: { name: string; email: string; phone: string }
  kind: string
  priority: string
  browser: string
  os: string
  errorMessage: string
  page: string
  since: string
  tried: string[]
  notes: string
  urgentRequest: string
  filedAt: string
}

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const now = () => new Date().toISOString()

/** Has the backend make its tables, and one agent whose token is "bare". @returns their id */
export async function makeTables(where: { dataDir: string; databaseUrl: string | null }): Promise<string> {
  const db = await openDatabase({ ...where, clock: systemClock })
  const id = randomUUID()
  await db
    .insertInto('user')
    .values({
      ...{ id, email: 'nu@exemple.fr', display_name: 'Nu', role: 'admin', password_hash: '' },
      ...{ is_disabled: 0, created_at: now() },
    })
    .execute()
  await db
    .insertInto('session')
    .values({
      ...{ token_hash: hash('bare'), user_id: id, kind: 'session', revoked_at: null },
      ...{ created_at: now(), expires_at: '9999-12-31T00:00:00.000Z' },
    })
    .execute()
  await db.destroy()
  return id
}

/** The sequence that today's tickets are numbered by. */
export const sequence = (): string => `INC-${now().slice(0, 10).replaceAll('-', '')}`

/** What is written and answered. @param rank in the sequence */
export function rowsOf(sent: Sent, { userId, key, rank }: { userId: string; key: string; rank: number }) {
  const at = now()
  const number = `${sequence()}-${String(rank).padStart(4, '0')}`
  const bodyHash = hash(JSON.stringify(sent))
  const ticket = {
    ...{ id: sent.id, number, content_hash: bodyHash, call_id: null, account_id: null, incident_id: null },
    ...{ author_id: userId, contact_name: sent.contact.name, contact_email: sent.contact.email },
    ...{ contact_phone: sent.contact.phone, kind: sent.kind, browser: sent.browser, os: sent.os },
    ...{ error_message: sent.errorMessage, page: sent.page, since: sent.since, priority: sent.priority },
    ...{ tried: JSON.stringify(sent.tried), notes: sent.notes, urgent_request: sent.urgentRequest, origin: 'call' },
    ...{ description: '', environment: '{}', filed_at: sent.filedAt, received_at: at, team: 'Équipe technique' },
    ...{ state: 'open', solved_at: null, explanation: null, assignee_id: null, merged_into: null, reporter: null },
    anonymised_at: null,
  }
  const { id: ticketId, contact, priority } = sent
  const told = { firstName: null, ticketId, number, type: sent.kind, priority, receivedAt: at, isCacheCleared: true }
  const notification = {
    ...{
      id: randomUUID(),
      dedupe_key: `ticket-confirmation/${ticketId}/${contact.email}`,
      kind: 'ticket-confirmation',
    },
    ...{ subject_id: ticketId, announcement_id: null, audience: null, recipient: contact.email },
    ...{ data: JSON.stringify(told), state: 'waiting', attempts: 0, last_error: null, created_at: at },
    ...{ resent_at: null, next_attempt_at: at, expires_at: null, ended_at: null, trace_id: bodyHash.slice(32) },
  }
  const answer = JSON.stringify({
    ...{ ...sent, number, origin: 'call', description: '', environment: {}, receivedAt: at },
    ...{ team: ticket.team, state: 'open', mergedInto: null, solvedAt: null, solution: null, assignee: null },
    ...{ isReachable: true, author: { id: userId, displayName: 'Nu' }, additions: [] },
  })
  const idempotency = {
    ...{ user_id: userId, operation: 'fileTicket', key, body_hash: bodyHash, status: 201, answer, created_at: at },
  }
  return { ticket, notification, idempotency, answer }
}

/** The statement that writes such a row. @param mark how the engine marks the place of the value of this rank, from 1 */
export const insertOf = (table: string, row: object, mark: (rank: number) => string): string => {
  const columns = Object.keys(row)
  return `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => mark(index + 1)).join(', ')})`
}

/** One ticket's rows, for what their columns are called. */
export const sample = rowsOf(
  {
    ...{ id: '', contact: { name: '', email: '', phone: '' }, kind: '', priority: '', browser: '', os: '' },
    ...{ errorMessage: '', page: '', since: '', tried: [], notes: '', urgentRequest: '', filedAt: '' },
  },
  { userId: '', key: '', rank: 0 },
)
