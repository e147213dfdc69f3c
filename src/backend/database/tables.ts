import type { Generated } from 'kysely'
import type { Closing } from '#shared/domain/call.ts'
import type { CallLogTables } from '../call-log/tables.ts'
import type { CallReviewTables } from '../call-reviews/tables.ts'
import type { CallViewTables } from '../call-views/tables.ts'
import type { ComparisonTables } from '../comparisons/tables.ts'
import type { FeedbackTables } from '../feedback/tables.ts'
import type { FlowTables } from '../flows/tables.ts'
import type { HandoverTables } from '../handovers/tables.ts'
import type { KeyTables } from '../key/tables.ts'
import type { NotificationTables } from '../notifications/tables.ts'
import type { PersonalDataTables } from '../personal-data/tables.ts'
import type { PortalTables } from '../portal/tables.ts'
import type { ProposalTables } from '../proposals/tables.ts'
import type { SurveyTables } from '../surveys/tables.ts'
import type { TrainingTables } from '../training/tables.ts'

/**
 * One form for both dialects: instants are UTC ISO text with milliseconds (so they sort), flags are 0 or 1,
 * lists are JSON text, identifiers are UUID text.
 */
export interface Database
  extends CallLogTables,
    CallReviewTables,
    CallViewTables,
    ComparisonTables,
    FeedbackTables,
    FlowTables,
    HandoverTables,
    KeyTables,
    NotificationTables,
    PersonalDataTables,
    PortalTables,
    ProposalTables,
    SurveyTables,
    TrainingTables {
  user: UserTable
  session: SessionTable
  attempt: AttemptTable
  account: AccountTable
  identity_code: IdentityCodeTable
  identity_evidence: IdentityEvidenceTable
  audit: AuditTable
  idempotency: IdempotencyTable
  service: ServiceTable
  service_evidence: ServiceEvidenceTable
  service_period: ServicePeriodTable
  counter: CounterTable
  incident: IncidentTable
  incident_service: IncidentServiceTable
  incident_workaround: IncidentWorkaroundTable
  incident_note: IncidentNoteTable
  incident_change: IncidentChangeTable
  post_mortem: PostMortemTable
  incident_template: IncidentTemplateTable
  alert: AlertTable
  report_dismissal: ReportDismissalTable
  attachment: AttachmentTable
  ticket: TicketTable
  ticket_addition: TicketAdditionTable
  ticket_attachment: TicketAttachmentTable
  call: CallTable
  subscription: SubscriptionTable
}

type Flag = 0 | 1

interface UserTable {
  id: string
  /** Lower case. */
  email: string
  display_name: string
  role: 'hotliner' | 'supervisor' | 'trainer' | 'technician' | 'admin'
  password_hash: string
  is_disabled: Flag
  created_at: string
  /** null: never yet. */
  last_sign_in_at: string | null
  version: Generated<number>
}

interface SessionTable {
  /** SHA-256 of the token, which is kept nowhere. */
  token_hash: string
  user_id: string
  kind: 'session' | 'delivery'
  created_at: string
  expires_at: string
  revoked_at: string | null
}

/** What is throttled: one row a try. */
interface AttemptTable {
  scope: string
  /** SHA-256 of what is limited (an address, an account). */
  subject: string
  at: string
}

interface AccountTable {
  id: string
  first_name: string
  last_name: string
  /** Lower case. */
  email: string | null
  /** E.164: +33612345612. */
  phone: string | null
  state: 'active' | 'locked' | 'suspended'
  email_validated: Flag
  last_sign_in_at: string | null
  password_changed_at: string | null
  /** The client's own portal password; null until one is chosen. */
  password_hash: string | null
  /** In a row, since the last sign-in, unlocking or new password. */
  failed_sign_ins: Generated<number>
  /** First and last name without accents nor capitals. */
  search_name: string
  created_at: string
  /** When all that said something of the client was erased, at their request. */
  erased_at: string | null
}

interface IdentityCodeTable {
  id: string
  account_id: string
  call_id: string
  agent_id: string
  attempts_left: number
  created_at: string
  expires_at: string
  /** Set when it was used or replaced by another. */
  closed_at: string | null
}

interface IdentityEvidenceTable {
  id: string
  account_id: string
  call_id: string
  agent_id: string
  method: 'code' | 'callback'
  created_at: string
  expires_at: string
  used_at: string | null
}

interface AuditTable {
  id: string
  at: string
  user_id: string
  action: string
  account_id: string | null
  call_id: string | null
  /** The agent it was done to. */
  about_user_id: string | null
  ticket_id: string | null
  incident_id: string | null
  outcome: string
}

interface IdempotencyTable {
  user_id: string
  operation: string
  key: string
  body_hash: string
  status: number
  /** JSON; null when there is no body. */
  answer: string | null
  created_at: string
}

interface ServiceTable {
  id: string
  name: string
  is_public: Flag
  position: number
  probe_url: string | null
  probe_interval_seconds: number | null
  probe_timeout_ms: number | null
  heartbeat_key_hash: string | null
  heartbeat_valid_seconds: number | null
  /** Until when its periods are written; what came after is still told by its evidence. null: nothing was ever observed. */
  observed_until: string | null
  /** null only until the first start of a version that writes it. */
  created_at: string | null
}

/** The last evidence from each kind of source. */
interface ServiceEvidenceTable {
  service_id: string
  source_kind: 'probe' | 'monitoring' | 'technician'
  source_name: string
  level: 'operational' | 'degraded' | 'down'
  checked_at: string
  valid_for_seconds: number
  note: string | null
}

/** What evidence proved of a service, in stretches that do not overlap; time without one was not observed. */
interface ServicePeriodTable {
  service_id: string
  level: 'operational' | 'degraded' | 'down'
  from_at: string
  /** Excluded. */
  to_at: string
}

/** The last number given in a sequence; moved in the transaction that uses it, so that there is no gap. */
interface CounterTable {
  name: string
  last: number
}

interface IncidentTable {
  id: string
  kind: 'incident' | 'maintenance'
  number: string | null
  nature: string
  impact: string
  affected_percent: number | null
  started_at: string
  estimated_end_at: string | null
  cause: string | null
  team: string | null
  state: IncidentState
  resolved_at: string | null
  resolution: string | null
  /** When it was declared: the T+0 of its timeline. */
  created_at: string
  updated_at: string
  version: number
}

type IncidentState =
  | 'investigating'
  | 'identified'
  | 'monitoring'
  | 'resolved'
  | 'scheduled'
  | 'inProgress'
  | 'verifying'
  | 'completed'

/** For how long an incident kept a service at a level: what the history and the availability are computed from. */
interface IncidentServiceTable {
  incident_id: string
  service_id: string
  position: number
  level: 'degraded' | 'down' | 'maintenance'
  since: string
  /** null: until the incident's end. */
  until: string | null
}

interface IncidentWorkaroundTable {
  incident_id: string
  position: number
  text: string
}

interface IncidentNoteTable {
  id: string
  incident_id: string
  at: string
  /** null: not somebody, but the monitoring or the calendar. */
  user_id: string | null
  author_name: string
  /** What is not is for the team alone. */
  is_public: Flag
  text: string
  state: IncidentState
}

/** Each version of an incident: who changed what, from what to what. */
interface IncidentChangeTable {
  incident_id: string
  /** The version that this change made. */
  version: number
  at: string
  user_id: string | null
  author_name: string
  kind: 'declared' | 'updated' | 'resolved' | 'reopened' | 'corrected'
  /** JSON: `{ field, before, after }[]`. */
  fields: string
  note_id: string | null
  /** Why a closed incident was corrected. */
  reason: string | null
}

/** One version of a post-mortem. */
interface PostMortemTable {
  incident_id: string
  version: number
  summary: string
  timeline: string
  causes: string
  measures: string
  lessons: string
  at: string
  user_id: string
  author_name: string
  /** When this version was published to everyone who works here. */
  published_at: string | null
  published_by: string | null
}

interface IncidentTemplateTable {
  id: string
  name: string
  /** JSON. */
  content: string
  version: number
  updated_at: string
  user_id: string
  author_name: string
}

/** One occurrence of an alert of the monitoring: the same alert that comes back later is another. */
interface AlertTable {
  fingerprint: string
  starts_at: string
  group_key: string
  service_id: string
  /** null: worth no incident, or expected during a maintenance. */
  incident_id: string | null
  name: string
  /** null: it is told for information. */
  level: 'degraded' | 'down' | null
  summary: string
  received_at: string
  resolved_at: string | null
}

/** Alike reports that somebody said are no incident. */
interface ReportDismissalTable {
  signature: string
  at: string
  user_id: string
}

interface AttachmentTable {
  sha256: string
  type: 'image/png' | 'image/jpeg'
  bytes: number
  content: Buffer
  /** null: a client, on the portal. */
  created_by: string | null
  created_at: string
}

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
  is_answer: Generated<Flag>
}

interface TicketAttachmentTable {
  ticket_id: string
  position: number
  sha256: string
  name: string
}

interface CallTable {
  id: string
  agent_id: string
  flow_id: string
  flow_hash: string
  channel: 'phone' | 'written'
  started_at: string
  ended_at: string
  closing: Closing
  /** Parked time left out. */
  duration_ms: number
  content_hash: string
  journal: string
  values: string
  received_at: string
  /** Whose call it was, where they had an account. */
  account_id: string | null
  /** When all that was typed or looked up was taken out of it. */
  anonymised_at: string | null
}

interface SubscriptionTable {
  id: string
  incident_id: string
  account_id: string
  call_id: string
  created_by: string
  created_at: string
}

/** `migration`: what has been applied. Read and written by migrate.ts alone. */
export interface MigrationTable {
  migration: { number: number; name: string; applied_at: string }
}
