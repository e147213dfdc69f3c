import type { Migration } from '../migrate.ts'
import { core } from './001-core.ts'
import { notifications } from './002-notifications.ts'
import { servicePeriods } from './003-service-periods.ts'
import { trace } from './004-trace.ts'
import { incidents } from './005-incidents.ts'
import { auditedUsers } from './006-audited-users.ts'
import { serviceDates } from './007-service-dates.ts'
import { duplicates } from './008-duplicates.ts'
import { callDurations } from './009-call-durations.ts'
import { surveys } from './010-surveys.ts'
import { personalData } from './011-personal-data.ts'
import { portal } from './012-portal.ts'
import { incidentDesk } from './013-incident-desk.ts'
import { flowDefinitions } from './014-flow-definitions.ts'
import { callSigns } from './015-call-signs.ts'
import { ticketDesk } from './016-ticket-desk.ts'
import { training } from './017-training.ts'
import { clientReports } from './018-client-reports.ts'
import { callLog } from './019-call-log.ts'
import { keyCheck } from './020-key-check.ts'
import { flowVersions } from './021-flow-versions.ts'
import { callReviews } from './022-call-reviews.ts'
import { announcements } from './023-announcements.ts'
import { callVisitCounts } from './024-call-visit-counts.ts'
import { flowComparisons } from './025-flow-comparisons.ts'
import { wrongSteps } from './026-wrong-steps.ts'
import { handovers } from './027-handovers.ts'
import { callEnds } from './028-call-ends.ts'
import { returnedCalls } from './029-returned-calls.ts'
import { incidentEnds } from './030-incident-ends.ts'
import { userVersions } from './031-user-versions.ts'
import { unanswered } from './032-unanswered.ts'
import { timedQueries } from './033-timed-queries.ts'

/** In order; only ever added to. */
export const migrations: readonly Migration[] = [
  ...[core, notifications, servicePeriods, trace, incidents, auditedUsers],
  ...[serviceDates, duplicates, callDurations, surveys, personalData, portal, incidentDesk],
  ...[flowDefinitions, callSigns, ticketDesk, training, clientReports],
  ...[callLog, keyCheck, flowVersions],
  ...[callReviews, announcements, callVisitCounts, flowComparisons, wrongSteps, handovers, callEnds, returnedCalls],
  ...[incidentEnds, userVersions, unanswered, timedQueries],
]
