/** `failed`: the recipient's server refuses it for good. `dropped`: it expired, or another notification replaced it. */
type NotificationState = 'waiting' | 'sent' | 'failed' | 'dropped'

export interface NotificationTable {
  /** UUIDv7; also the left part of the Message-ID, so that a second delivery is recognised as the same message. */
  id: string
  /** kind/subject/recipient, unique: nobody is told twice. */
  dedupe_key: string
  kind: string
  subject_id: string
  recipient: string
  /** JSON; emptied once the message is sent, failed or dropped. */
  data: string
  state: NotificationState
  attempts: number
  /** In clear, for whoever looks after the service. */
  last_error: string | null
  created_at: string
  /** Also the lease of the process that is sending it. */
  next_attempt_at: string
  expires_at: string | null
  /** When it was sent, failed or dropped. */
  ended_at: string | null
  /** The request it was promised in; null: none. */
  trace_id: string | null
}

/** The demonstration's letter box: what SMTP would have carried away. */
export interface LetterTable {
  notification_id: string
  recipient: string
  subject: string
  html: string
  text: string
  received_at: string
}

/** A link sent to a client. Its token is derived from its id and the backend's secret: nothing of it is kept here. */
export interface AccountLinkTable {
  id: string
  purpose: 'password-reset' | 'email-validation'
  account_id: string
  /** The address it was made for; a link does nothing once the account has another. */
  email: string
  created_at: string
  expires_at: string
  /** Set when it was used, or replaced by what another link did. */
  closed_at: string | null
}

/** The tables of notifications, password resets and email validations (migrations 002 and 004). */
export interface NotificationTables {
  notification: NotificationTable
  letter: LetterTable
  account_link: AccountLinkTable
}
