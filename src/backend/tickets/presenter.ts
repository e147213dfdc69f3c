import type { Selectable } from 'kysely'
import type { Ticket } from '#shared/domain/ticket.ts'
import type { Database } from '../database/tables.ts'

export type TicketRow = Selectable<Database['ticket']> & {
  author_name: string | null
  kept_number: string | null
  assignee_name: string | null
  account_email: string | null
}

export interface TicketParts {
  additions: { ticket_id: string; at: string; by: string; text: string; is_answer: 0 | 1 }[]
  attachments: { ticket_id: string; sha256: string; name: string }[]
}

interface NewTicketParts {
  authorName: string | null
  accountEmail: string | null
  attachments: readonly { sha256: string; name: string }[]
}

/** A ticket as it has just been written: nobody has added anything to it, nor taken it in hand. */
export const presentNewTicket = (
  row: Selectable<Database['ticket']>,
  { authorName, accountEmail, attachments }: NewTicketParts,
): Ticket =>
  presentTicket(
    { ...row, author_name: authorName, account_email: accountEmail, kept_number: null, assignee_name: null },
    { additions: [], attachments: attachments.map(({ sha256, name }) => ({ ticket_id: row.id, sha256, name })) },
  )

/** The contact of an account's ticket is the account's: its address and number are not repeated here. */
export const presentTicket = (row: TicketRow, { additions, attachments }: TicketParts): Ticket => ({
  id: row.id,
  number: row.number,
  callId: row.call_id,
  accountId: row.account_id,
  incidentId: row.incident_id,
  contact: { name: row.contact_name, email: row.contact_email, phone: row.contact_phone },
  kind: row.kind,
  browser: row.browser,
  os: row.os,
  errorMessage: row.error_message,
  page: row.page,
  since: row.since,
  priority: row.priority,
  tried: JSON.parse(row.tried),
  notes: row.notes,
  urgentRequest: row.urgent_request,
  origin: row.origin,
  description: row.description,
  environment: JSON.parse(row.environment),
  filedAt: row.filed_at,
  receivedAt: row.received_at,
  team: row.team,
  state: row.state,
  mergedInto: row.merged_into === null ? null : { id: row.merged_into, number: row.kept_number ?? '' },
  solvedAt: row.solved_at,
  solution: row.explanation,
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, displayName: row.assignee_name ?? '' },
  isReachable: (row.account_id === null ? row.contact_email : row.account_email) !== null,
  author: row.author_id === null ? null : { id: row.author_id, displayName: row.author_name ?? '' },
  additions: additions
    .filter((of) => of.ticket_id === row.id)
    .map(({ at, by, text, is_answer }) => ({ at, by, text, isAnswer: is_answer === 1 })),
  attachments: attachments.filter((of) => of.ticket_id === row.id),
})
