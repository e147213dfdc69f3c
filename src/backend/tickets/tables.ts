import type { Generated } from 'kysely'
import type { Rules } from '../personal-data/rules.ts'

interface TicketTable {
  id: string
  number: string
  /** SHA-256 of what the station sent: the same ticket sent again is known. */
  content_hash: string
  call_id: string | null
  account_id: string | null
  incident_id: string | null
  /** null: the client, on the portal. */
  author_id: string | null
  contact_name: string
  contact_email: string | null
  contact_phone: string | null
  kind: 'login' | 'loading' | 'system' | 'functional' | 'other'
  browser: string
  os: string
  error_message: string
  page: string
  since: string
  priority: 'low' | 'normal' | 'high' | 'critical'
  tried: string
  notes: string
  urgent_request: string
  /** `call`: filed by an agent. `portal`: by the client, in the form's own fields below. */
  origin: Generated<'call' | 'portal'>
  description: Generated<string>
  /** JSON: what the client's browser told of itself. */
  environment: Generated<string>
  filed_at: string
  received_at: string
  team: string
  state: 'open' | 'solved'
  solved_at: string | null
  explanation: string | null
  /** Who of the technical team handles it; null: nobody. */
  assignee_id: string | null
  /** The ticket that this one says again; followed through it. */
  merged_into: string | null
  /** Who it is from, once that is forgotten: the same for one client's tickets on one incident, of no other use. */
  reporter: string | null
  /** When all that somebody wrote was taken out of it. */
  anonymised_at: string | null
}

interface TicketAdditionTable {
  id: string
  ticket_id: string
  at: string
  user_id: string
  text: string
  /** Whether its client was sent it. */
  is_answer: Generated<0 | 1>
}

interface TicketAttachmentTable {
  ticket_id: string
  position: number
  sha256: string
  name: string
}

export interface TicketTables {
  ticket: TicketTable
  ticket_addition: TicketAdditionTable
  ticket_attachment: TicketAttachmentTable
}

/** Whose each column is, and how long it is kept. */
export const ticketRules = {
  ticket: {
    kept: { days: 'tickets', end: 'anonymised' },
    columns: {
      id: 'pseudonym',
      number: 'pseudonym',
      content_hash: 'pseudonym',
      call_id: 'pseudonym',
      account_id: 'pseudonym',
      incident_id: 'none',
      author_id: 'pseudonym',
      contact_name: 'client',
      contact_email: 'client',
      contact_phone: 'client',
      kind: 'none',
      browser: 'client',
      os: 'client',
      error_message: 'client',
      page: 'client',
      since: 'client',
      priority: 'none',
      tried: 'none',
      notes: 'client',
      urgent_request: 'client',
      origin: 'none',
      description: 'client',
      environment: 'client',
      filed_at: 'none',
      received_at: 'none',
      team: 'none',
      state: 'none',
      solved_at: 'none',
      explanation: 'client',
      assignee_id: 'agent',
      merged_into: 'pseudonym',
      reporter: 'pseudonym',
      anonymised_at: 'none',
    },
  },
  ticket_addition: {
    kept: { for: 'as long as its ticket' },
    columns: {
      ...{ id: 'none', ticket_id: 'pseudonym', at: 'none', user_id: 'pseudonym' },
      ...{ text: 'client', is_answer: 'none' },
    },
  },
  ticket_attachment: {
    kept: { for: 'as long as its ticket' },
    columns: { ticket_id: 'pseudonym', position: 'none', sha256: 'pseudonym', name: 'client' },
  },
} as const satisfies Rules<TicketTables>
