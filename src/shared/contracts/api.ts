import { z } from 'zod'
import { deskChange } from '../domain/desk-change.ts'
import { publishedFlow } from '../domain/flow-version.ts'
import { platformStatus } from '../domain/platform.ts'
import { accountOperations } from './api/accounts.ts'
import { alertOperations } from './api/alerts.ts'
import { attachmentOperations } from './api/attachments.ts'
import { bannerOperations } from './api/banner.ts'
import { callFigureOperations } from './api/call-figures.ts'
import { callLogOperations } from './api/call-log.ts'
import { callReviewOperations } from './api/call-reviews.ts'
import { callViewOperations } from './api/call-views.ts'
import { callOperations } from './api/calls.ts'
import { eventOperations } from './api/events.ts'
import { feedbackOperations } from './api/feedback.ts'
import { flowComparisonOperations } from './api/flow-comparisons.ts'
import { flowOperations } from './api/flows.ts'
import { handoverOperations } from './api/handovers.ts'
import { incidentProposalOperations } from './api/incident-proposals.ts'
import { incidentTemplateOperations } from './api/incident-templates.ts'
import { incidentOperations } from './api/incidents.ts'
import { kpiOperations } from './api/kpis.ts'
import { notificationOperations } from './api/notifications.ts'
import { personalDataOperations } from './api/personal-data.ts'
import { postMortemOperations } from './api/post-mortems.ts'
import { practiceOperations } from './api/practices.ts'
import { replayOperations } from './api/replays.ts'
import { scenarioOperations } from './api/scenarios.ts'
import { serviceOperations } from './api/services.ts'
import { sessionOperations } from './api/sessions.ts'
import { statusPageOperations } from './api/status-page.ts'
import { subscriptionOperations } from './api/subscriptions.ts'
import { ticketOperations } from './api/tickets.ts'
import { userOperations } from './api/users.ts'

export type { Operation } from './api/operation.ts'

/** The HTTP contract: the backend registers it, enforces it and publishes it; the station calls it. */
export const api = {
  ...sessionOperations,
  ...userOperations,
  ...accountOperations,
  ...serviceOperations,
  ...alertOperations,
  ...incidentOperations,
  ...incidentProposalOperations,
  ...incidentTemplateOperations,
  ...postMortemOperations,
  ...ticketOperations,
  ...attachmentOperations,
  ...callOperations,
  ...handoverOperations,
  ...callLogOperations,
  ...callReviewOperations,
  ...callViewOperations,
  ...callFigureOperations,
  ...flowOperations,
  ...flowComparisonOperations,
  ...subscriptionOperations,
  ...notificationOperations,
  ...feedbackOperations,
  ...kpiOperations,
  ...scenarioOperations,
  ...practiceOperations,
  ...replayOperations,
  ...personalDataOperations,
  ...eventOperations,
  ...statusPageOperations,
  ...bannerOperations,
} as const
export type Api = typeof api
export type OperationName = keyof Api

/** What an `events` message of type `status` carries. */
export const statusEvent = platformStatus
/** What an `events` message of type `changed` carries; whoever shows that noun alone is told. */
export const changedEvent = deskChange
/** What one of type `flows` carries: every published script. Told at once, then at each change. */
export const flowsEvent = z.object({ flows: z.array(publishedFlow) })

/** The schema an operation names under `params`, `query`, `body` or `output`; never where it names none. */
export type SchemaOf<O, K extends string> = O extends Record<K, infer S extends z.ZodType> ? S : never
/** The parameters, query and body of an operation, as a caller writes them. */
export type OperationInput<N extends OperationName> = ([SchemaOf<Api[N], 'params'>] extends [never]
  ? unknown
  : { params: z.input<SchemaOf<Api[N], 'params'>> }) &
  ([SchemaOf<Api[N], 'query'>] extends [never] ? unknown : { query: z.input<SchemaOf<Api[N], 'query'>> }) &
  ([SchemaOf<Api[N], 'body'>] extends [never] ? unknown : { body: z.input<SchemaOf<Api[N], 'body'>> })
/** What an operation answers; undefined where the contract names no output. */
export type OperationOutput<N extends OperationName> = [SchemaOf<Api[N], 'output'>] extends [never]
  ? undefined
  : z.output<SchemaOf<Api[N], 'output'>>
