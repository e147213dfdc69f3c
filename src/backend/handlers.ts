import { accountHandlers } from './accounts/handlers.ts'
import { alertHandlers } from './alerts/handlers.ts'
import { attachmentHandlers } from './attachments/handlers.ts'
import type { Backend } from './backend.ts'
import { bannerHandlers } from './banner/handlers.ts'
import { callFigureHandlers } from './call-figures/handlers.ts'
import { callLogHandlers } from './call-log/handlers.ts'
import { callReviewHandlers } from './call-reviews/handlers.ts'
import { callViewHandlers } from './call-views/handlers.ts'
import { callHandlers } from './calls/handlers.ts'
import { comparisonHandlers } from './comparisons/handlers.ts'
import type { Handlers } from './contract/operation.ts'
import { eventHandlers } from './events/handlers.ts'
import { feedbackHandlers } from './feedback/handlers.ts'
import { flowHandlers } from './flows/handlers.ts'
import { handoverHandlers } from './handovers/handlers.ts'
import { incidentHandlers } from './incidents/handlers.ts'
import { postMortemHandlers } from './incidents/post-mortem-handlers.ts'
import { incidentTemplateHandlers } from './incidents/template-handlers.ts'
import { kpiHandlers } from './kpis/handlers.ts'
import { notificationHandlers } from './notifications/handlers.ts'
import { personalDataHandlers } from './personal-data/handlers.ts'
import { proposalHandlers } from './proposals/handlers.ts'
import { serviceHandlers } from './services/handlers.ts'
import { sessionHandlers } from './sessions/handlers.ts'
import { statusPageHandlers } from './status-page/handlers.ts'
import { subscriptionHandlers } from './subscriptions/handlers.ts'
import { ticketHandlers } from './tickets/handlers.ts'
import { practiceHandlers } from './training/practice-handlers.ts'
import { replayHandlers } from './training/replay-handlers.ts'
import { scenarioHandlers } from './training/scenario-handlers.ts'
import { userHandlers } from './users/handlers.ts'

/** Who serves each operation; one left out does not compile. */
export const allHandlers = (backend: Backend): Handlers => ({
  ...sessionHandlers(backend),
  ...userHandlers(backend),
  ...accountHandlers(backend),
  ...serviceHandlers(backend),
  ...alertHandlers(backend),
  ...incidentHandlers(backend),
  ...ticketHandlers(backend),
  ...proposalHandlers(backend),
  ...incidentTemplateHandlers(backend),
  ...postMortemHandlers(backend),
  ...attachmentHandlers,
  ...callHandlers(backend),
  ...handoverHandlers(backend),
  ...callLogHandlers(backend),
  ...callReviewHandlers,
  ...callViewHandlers,
  ...callFigureHandlers(backend),
  ...flowHandlers(backend),
  ...comparisonHandlers(backend),
  ...subscriptionHandlers,
  ...notificationHandlers(backend),
  ...feedbackHandlers,
  ...kpiHandlers,
  ...scenarioHandlers,
  ...practiceHandlers,
  ...replayHandlers(backend),
  ...personalDataHandlers(backend),
  ...eventHandlers(backend),
  ...statusPageHandlers(backend),
  ...bannerHandlers(backend),
})
