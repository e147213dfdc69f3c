import type { Transaction } from 'kysely'
import { isEnded } from '#shared/domain/incident.ts'
import {
  type ClientReport,
  type NewTicket,
  reportKinds,
  type Ticket,
  ticketKinds,
  ticketPriorities,
} from '#shared/domain/ticket.ts'
import type { User } from '#shared/domain/user.ts'
import { displayName } from '../accounts/presenter.ts'
import { type AccountRow, findAccount } from '../accounts/repository.ts'
import { missingAttachments } from '../attachments/repository.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { contentHash } from '../idempotency/content-hash.ts'
import { holdIncident } from '../incidents/repository.ts'
import { announceLate } from '../notifications/announcements/latecomers.ts'
import { enqueue } from '../notifications/outbox.ts'
import { nextTicketNumber } from './number.ts'
import { presentNewTicket, type TicketRow } from './presenter.ts'
import { addAddition, addTicket, closeTickets, findOrigin, findTicketRow, readBackTicket } from './repository.ts'

type Trx = Transaction<Database>

export const technicalTeam = 'Équipe technique'

/**
 * Receives a ticket: numbers it, assigns it, promises its confirmation. The same ticket sent again is the same ticket.
 * @param author null: the client, on the portal
 * @param report what the client wrote there
 * @throws ProblemError `invalid-input` naming what it refers to and does not exist, `conflict` when its id has served
 */
export async function fileTicket(
  trx: Trx,
  sent: NewTicket,
  author: Pick<User, 'id' | 'displayName'> | null,
  now: Date,
  report?: ClientReport,
): Promise<Ticket> {
  // A page keeps no moment of its own: sent twice, only this one differs.
  const hash = contentHash(report ? { ...sent, filedAt: null, ...report } : sent)
  const authorId = author?.id ?? null
  const known = await findOrigin(trx, sent.id)
  if (known) {
    if (known.content_hash !== hash || known.author_id !== authorId) throw new ProblemError('conflict')
    return readBackTicket(trx, sent.id)
  }

  const { id, accountId, contact, tried, attachments } = sent
  const account = accountId === null ? null : await findAccount(trx, accountId)
  if (account === undefined) throw invalidField('accountId', 'Ce compte n’existe pas.')
  const incident = sent.incidentId === null ? null : await holdIncident(trx, sent.incidentId)
  if (incident === undefined) throw invalidField('incidentId', 'Cet incident n’existe pas.')
  await checkAttachments(trx, attachments)

  const number = await nextTicketNumber(trx, now)
  const receivedAt = now.toISOString()
  const row = {
    id,
    number,
    content_hash: hash,
    call_id: sent.callId,
    account_id: accountId,
    incident_id: sent.incidentId,
    author_id: authorId,
    contact_name: account ? displayName(account) : contact.name,
    contact_email: account ? null : contact.email,
    contact_phone: account ? null : contact.phone,
    kind: sent.kind,
    browser: sent.browser,
    os: sent.os,
    error_message: sent.errorMessage,
    page: sent.page,
    since: sent.since,
    priority: sent.priority,
    tried: JSON.stringify(tried),
    notes: sent.notes,
    urgent_request: sent.urgentRequest,
    origin: report ? 'portal' : 'call',
    description: report?.description ?? '',
    environment: JSON.stringify(report?.environment ?? {}),
    filed_at: sent.filedAt,
    received_at: receivedAt,
    team: technicalTeam,
    state: 'open',
    solved_at: null,
    explanation: null,
    assignee_id: null,
    merged_into: null,
    reporter: null,
    anonymised_at: null,
  } as const
  await addTicket(trx, row, attachments)
  const recipient = recipientOf(account, contact.email)
  if (recipient)
    await enqueue(
      trx,
      {
        kind: 'ticket-confirmation',
        to: recipient.to,
        data: {
          firstName: recipient.firstName,
          ticketId: id,
          number,
          type: (report ? reportKinds : ticketKinds)[sent.kind],
          priority: ticketPriorities[sent.priority],
          receivedAt,
          isCacheCleared: tried.includes('cache'),
        },
      },
      now,
    )
  // A ticket delivered late may be about an incident that is over: its client was promised to be told.
  if (incident && isEnded(incident)) await announceLate(trx, incident, now)
  return presentNewTicket(row, {
    authorName: author?.displayName ?? null,
    accountEmail: account?.email ?? null,
    attachments,
  })
}

/** @throws ProblemError `not-found`; `conflict` once nothing written on it is kept */
export async function addToTicket(trx: Trx, id: string, text: string, author: User, now: Date): Promise<Ticket> {
  checkKept(await existing(trx, id))
  await addAddition(trx, { ticket_id: id, user_id: author.id, text, at: now.toISOString() })
  return readBackTicket(trx, id)
}

/**
 * Promises an answer to the client of a ticket, and keeps it with the ticket.
 * @throws ProblemError `not-found`; `not-applicable` when they have no address; `conflict` once nothing written is kept
 */
export async function answerTicket(trx: Trx, id: string, text: string, author: User, now: Date): Promise<Ticket> {
  const row = await existing(trx, id)
  checkKept(row)
  const account = row.account_id === null ? null : await findAccount(trx, row.account_id)
  const recipient = recipientOf(account ?? null, row.contact_email)
  if (!recipient)
    throw new ProblemError('not-applicable', { detail: 'Le client n’a pas laissé d’adresse : rappelez-le.' })
  const at = now.toISOString()
  const answerId = await addAddition(trx, { ticket_id: id, user_id: author.id, text, at, is_answer: 1 })
  const { to, firstName } = recipient
  const data = { firstName, answerId, ticketId: id, number: row.number, text }
  await enqueue(trx, { kind: 'ticket-answer', to, data }, now)
  await recordAudit(trx, { userId: author.id, action: 'ticket-answered', ticketId: id, outcome: 'done' }, now)
  return readBackTicket(trx, id)
}

function checkKept({ anonymised_at }: TicketRow): void {
  if (anonymised_at !== null)
    throw new ProblemError('conflict', { detail: 'Ce signalement est anonymisé : rien ne peut plus y être ajouté.' })
}

/**
 * Closes a ticket, and those that say it again, and promises the news to the client of each.
 * @throws ProblemError `not-found`; `conflict` when it is solved, or says again what another says
 */
export async function solveTicket(trx: Trx, id: string, explanation: string, now: Date): Promise<Ticket> {
  const row = await existing(trx, id)
  if (row.merged_into !== null)
    throw new ProblemError('conflict', {
      detail: `Ce signalement est un doublon de ${row.kept_number} : résolvez celui-là.`,
    })
  const closed = await closeTickets(trx, id, explanation, now.toISOString())
  if (!closed.some((ticket) => ticket.id === id))
    throw new ProblemError('conflict', { detail: 'Ce signalement est déjà résolu.' })
  for (const ticket of closed) await announceSolution(trx, ticket, explanation, now)
  return readBackTicket(trx, id)
}

async function announceSolution(trx: Trx, row: TicketRow, explanation: string, now: Date): Promise<void> {
  const account = row.account_id === null ? null : await findAccount(trx, row.account_id)
  const recipient = recipientOf(account ?? null, row.contact_email)
  if (!recipient) return
  const { to, firstName } = recipient
  const { id: ticketId, number } = row
  const data = { firstName, ticketId, number, explanation, solvedAt: now.toISOString() }
  await enqueue(trx, { kind: 'ticket-solved', to, data }, now)
}

/** The account's own address, never one that a station sent for it. */
function recipientOf(account: AccountRow | null, contactEmail: string | null) {
  const to = account ? account.email : contactEmail
  return to === null ? null : { to, firstName: account?.first_name ?? null }
}

async function checkAttachments(trx: Trx, attachments: NewTicket['attachments']): Promise<void> {
  const missing = await missingAttachments(
    trx,
    attachments.map(({ sha256 }) => sha256),
  )
  if (missing.length > 0)
    throw new ProblemError('invalid-input', {
      fields: attachments.flatMap(({ sha256 }, index) =>
        missing.includes(sha256)
          ? [{ path: `attachments.${index}.sha256`, message: 'Cette capture n’a pas été reçue : envoyez-la d’abord.' }]
          : [],
      ),
    })
}

async function existing(trx: Trx, id: string): Promise<TicketRow> {
  const row = await findTicketRow(trx, id)
  if (!row) throw new ProblemError('not-found')
  return row
}
