import { accountRules } from '../accounts/tables.ts'
import { alertRules } from '../alerts/tables.ts'
import { attachmentRules } from '../attachments/tables.ts'
import { attemptRules } from '../attempts/tables.ts'
import { auditRules } from '../audit/tables.ts'
import { callLogRules } from '../call-log/tables.ts'
import { callReviewRules } from '../call-reviews/tables.ts'
import { callViewRules } from '../call-views/tables.ts'
import { callRules } from '../calls/tables.ts'
import { comparisonRules } from '../comparisons/tables.ts'
import type { Database } from '../database/tables.ts'
import { feedbackRules } from '../feedback/tables.ts'
import { flowRules } from '../flows/tables.ts'
import { handoverRules } from '../handovers/tables.ts'
import { idempotencyRules } from '../idempotency/tables.ts'
import { incidentRules } from '../incidents/tables.ts'
import { keyRules } from '../key/tables.ts'
import { notificationRules } from '../notifications/tables.ts'
import { portalRules } from '../portal/tables.ts'
import { proposalRules } from '../proposals/tables.ts'
import { serviceRules } from '../services/tables.ts'
import { sessionRules } from '../sessions/tables.ts'
import { subscriptionRules } from '../subscriptions/tables.ts'
import { surveyRules } from '../surveys/tables.ts'
import { ticketRules } from '../tickets/tables.ts'
import { trainingRules } from '../training/tables.ts'
import { userRules } from '../users/tables.ts'
import type { Rules } from './rules.ts'
import { personalDataRules } from './tables.ts'

/** Every column of every table, and whose it is. One left out does not compile; nor does it pass the tests. */
export const classification = {
  ...accountRules,
  ...alertRules,
  ...attachmentRules,
  ...attemptRules,
  ...auditRules,
  ...callLogRules,
  ...callReviewRules,
  ...callViewRules,
  ...callRules,
  ...comparisonRules,
  ...feedbackRules,
  ...flowRules,
  ...handoverRules,
  ...idempotencyRules,
  ...incidentRules,
  ...keyRules,
  ...notificationRules,
  ...personalDataRules,
  ...portalRules,
  ...proposalRules,
  ...serviceRules,
  ...sessionRules,
  ...subscriptionRules,
  ...surveyRules,
  ...ticketRules,
  ...trainingRules,
  ...userRules,
  counter: { kept: { for: 'ever' }, columns: { name: 'none', last: 'none' } },
} as const satisfies Rules<Database>

/** The tables in which something of a client is. */
export type ClientTable = {
  [T in keyof typeof classification]: 'client' extends (typeof classification)[T]['columns'][keyof (typeof classification)[T]['columns']]
    ? T
    : never
}[keyof typeof classification]
