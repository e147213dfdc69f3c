import type { AccountTables } from '../accounts/tables.ts'
import type { AlertTables } from '../alerts/tables.ts'
import type { AttachmentTables } from '../attachments/tables.ts'
import type { AttemptTables } from '../attempts/tables.ts'
import type { AuditTables } from '../audit/tables.ts'
import type { CallLogTables } from '../call-log/tables.ts'
import type { CallReviewTables } from '../call-reviews/tables.ts'
import type { CallViewTables } from '../call-views/tables.ts'
import type { CallTables } from '../calls/tables.ts'
import type { ComparisonTables } from '../comparisons/tables.ts'
import type { FeedbackTables } from '../feedback/tables.ts'
import type { FlowTables } from '../flows/tables.ts'
import type { HandoverTables } from '../handovers/tables.ts'
import type { IdempotencyTables } from '../idempotency/tables.ts'
import type { IncidentTables } from '../incidents/tables.ts'
import type { KeyTables } from '../key/tables.ts'
import type { NotificationTables } from '../notifications/tables.ts'
import type { PersonalDataTables } from '../personal-data/tables.ts'
import type { PortalTables } from '../portal/tables.ts'
import type { ProposalTables } from '../proposals/tables.ts'
import type { ServiceTables } from '../services/tables.ts'
import type { SessionTables } from '../sessions/tables.ts'
import type { SubscriptionTables } from '../subscriptions/tables.ts'
import type { SurveyTables } from '../surveys/tables.ts'
import type { TicketTables } from '../tickets/tables.ts'
import type { TrainingTables } from '../training/tables.ts'
import type { UserTables } from '../users/tables.ts'

/**
 * One form for both dialects: instants are UTC ISO text with milliseconds (so they sort), flags are 0 or 1,
 * lists are JSON text, identifiers are UUID text.
 */
export interface Database
  extends AccountTables,
    AlertTables,
    AttachmentTables,
    AttemptTables,
    AuditTables,
    CallTables,
    CallLogTables,
    CallReviewTables,
    CallViewTables,
    ComparisonTables,
    FeedbackTables,
    FlowTables,
    HandoverTables,
    IdempotencyTables,
    IncidentTables,
    KeyTables,
    NotificationTables,
    PersonalDataTables,
    PortalTables,
    ProposalTables,
    ServiceTables,
    SessionTables,
    SubscriptionTables,
    SurveyTables,
    TicketTables,
    TrainingTables,
    UserTables {
  counter: CounterTable
}

/** The last number given in a sequence; moved in the transaction that uses it, so that there is no gap. */
interface CounterTable {
  name: string
  last: number
}

/** `migration`: what has been applied. Read and written by migrate.ts alone. */
export interface MigrationTable {
  migration: { number: number; name: string; applied_at: string }
}
