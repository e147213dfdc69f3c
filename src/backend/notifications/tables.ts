import type { Generated } from 'kysely'
import type { ToldNews } from '#shared/domain/incident-timeline.ts'
import type { NotificationChannel, NotificationState } from '#shared/domain/notification.ts'
import type { Rules } from '../personal-data/rules.ts'

export interface NotificationTable {
  /** UUIDv7; also the left part of the Message-ID, so that a second delivery is recognised as the same message. */
  id: string
  /** Unique: nobody is told twice. kind/subject/recipient; of an incident's news, announcement/channel/recipient. */
  dedupe_key: string
  channel: Generated<NotificationChannel>
  kind: string
  subject_id: string
  /** The news that it tells; null: it is for its recipient alone. */
  announcement_id: string | null
  /** Why its recipient is told of an incident. */
  audience: ToldNews['audience'] | null
  recipient: string
  /** JSON, what the announcement does not say; emptied once the message is sent or dropped. */
  data: string
  state: NotificationState
  /** 0: somebody waits for it. 1: it is one of many, and lets the others pass. */
  priority: Generated<0 | 1>
  attempts: number
  /** Attempts of which nothing tells that the other side did not take it: 1 while it is being sent. */
  unanswered: Generated<number>
  /** In clear, for whoever looks after the service. */
  last_error: string | null
  created_at: string
  /** When somebody had it sent again. */
  resent_at: string | null
  /** Also the lease of the process that is sending it. */
  next_attempt_at: string
  expires_at: string | null
  /** When it was sent, failed or dropped. */
  ended_at: string | null
  /** The request it was promised in; null: none. */
  trace_id: string | null
}

/**
 * One piece of news of an incident, promised in the transaction of the change; afterwards its recipients are queued, some
 * at a time.
 */
export interface AnnouncementTable {
  id: string
  incident_id: string
  event: ToldNews['event']
  /** The incident's version before the first change that it tells. */
  from_version: number
  /** The last version that it tells. */
  version: number
  /** When that was made. */
  at: string
  /** When it may be told. Until then further changes join it. */
  due_at: string
  /** JSON: the incident as clients are told of it. */
  data: string
  state: 'waiting' | 'done' | 'dropped'
  /** When its first recipients were queued. */
  begun_at: string | null
  /** Whom it has come to among those who are told: one kind of people after the other, each in the order of their addresses. */
  stage: number
  told_up_to: string
  trace_id: string | null
}

/** Who asked, and confirmed by email, to be told of a service's incidents. */
interface ServiceSubscriptionTable {
  /** Lower case. */
  email: string
  service_id: string
  confirmed_at: string
}

/** A link to choose one's subscription. Its token is derived from its id and the backend's secret. */
interface SubscriptionLinkTable {
  id: string
  email: string
  /** JSON: the services that were asked for with it. */
  service_ids: string
  created_at: string
  expires_at: string
}

/** Who asked to be told of no incident any more; what they ask for afterwards is told to them again. */
interface OptOutTable {
  email: string
  at: string
}

/** The demonstration's letter box: what SMTP, Slack and the SMS gateway would have carried away. */
export interface LetterTable {
  notification_id: string
  channel: Generated<NotificationChannel>
  recipient: string
  subject: string
  /** Empty: it is text alone. */
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

/** The tables of notifications, subscriptions, password resets and email validations (migrations 002, 004, 023 and 032). */
export interface NotificationTables {
  notification: NotificationTable
  announcement: AnnouncementTable
  service_subscription: ServiceSubscriptionTable
  subscription_link: SubscriptionLinkTable
  opt_out: OptOutTable
  letter: LetterTable
  account_link: AccountLinkTable
}

/** Whose each column is, and how long it is kept. */
export const notificationRules = {
  notification: {
    kept: { days: 'notifications', end: 'deleted' },
    columns: {
      id: 'pseudonym',
      dedupe_key: 'client',
      channel: 'none',
      kind: 'none',
      subject_id: 'pseudonym',
      announcement_id: 'none',
      audience: 'none',
      recipient: 'client',
      data: 'client',
      state: 'none',
      priority: 'none',
      attempts: 'none',
      unanswered: 'none',
      last_error: 'client',
      created_at: 'none',
      resent_at: 'none',
      next_attempt_at: 'none',
      expires_at: 'none',
      ended_at: 'none',
      trace_id: 'pseudonym',
    },
  },
  announcement: {
    kept: { for: 'as long as its incident' },
    columns: {
      id: 'none',
      incident_id: 'none',
      event: 'none',
      from_version: 'none',
      version: 'none',
      at: 'none',
      due_at: 'none',
      data: 'none',
      state: 'none',
      begun_at: 'none',
      stage: 'none',
      told_up_to: 'client',
      trace_id: 'pseudonym',
    },
  },
  service_subscription: {
    kept: { for: 'ever' },
    columns: { email: 'client', service_id: 'none', confirmed_at: 'none' },
  },
  subscription_link: {
    kept: { for: 'a few days' },
    columns: { id: 'pseudonym', email: 'client', service_ids: 'none', created_at: 'none', expires_at: 'none' },
  },
  opt_out: { kept: { for: 'ever' }, columns: { email: 'client', at: 'none' } },
  letter: {
    kept: { for: 'a few days' },
    columns: {
      notification_id: 'pseudonym',
      channel: 'none',
      recipient: 'client',
      subject: 'client',
      html: 'client',
      text: 'client',
      received_at: 'none',
    },
  },
  account_link: {
    kept: { for: 'a few days' },
    columns: {
      id: 'pseudonym',
      purpose: 'none',
      account_id: 'pseudonym',
      email: 'client',
      created_at: 'none',
      expires_at: 'none',
      closed_at: 'none',
    },
  },
} as const satisfies Rules<NotificationTables>
