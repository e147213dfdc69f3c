import { z } from 'zod'
import { incidentProposal, reportSigns } from '#shared/domain/incident-proposal.ts'
import { toldNews } from '#shared/domain/incident-timeline.ts'
import { ticketKind, ticketPriority } from '#shared/domain/ticket.ts'
import { incidentNews } from './announcements/news.ts'

const firstName = z.string().trim().max(80).nullable()
const at = z.iso.datetime()
const ofIncident = incidentNews.extend({ incidentId: z.uuid(), event: toldNews.shape.event })
const newsFor = ofIncident.extend({ firstName, audience: toldNews.shape.audience.exclude(['team']) })

/** What is for one person alone. No secret is among it: a code or a link is derived from its id when its message is sent. */
export const personalNotification = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ticket-confirmation'),
    to: z.email(),
    data: z.object({
      firstName,
      ticketId: z.uuid(),
      number: z.string(),
      /** The form's own words: "Page ne charge pas". */
      type: z.string(),
      priority: z.string(),
      receivedAt: at,
      /** Whether the cache has been cleared already; then it is not advised again. */
      isCacheCleared: z.boolean(),
    }),
  }),
  z.object({
    kind: z.literal('ticket-solved'),
    to: z.email(),
    data: z.object({ firstName, ticketId: z.uuid(), number: z.string(), explanation: z.string(), solvedAt: at }),
  }),
  z.object({
    kind: z.literal('ticket-answer'),
    to: z.email(),
    data: z.object({ firstName, answerId: z.uuid(), ticketId: z.uuid(), number: z.string(), text: z.string() }),
  }),
  z.object({
    kind: z.literal('password-reset'),
    to: z.email(),
    data: z.object({ firstName, linkId: z.uuid(), expiresAt: at }),
  }),
  z.object({
    kind: z.literal('email-validation'),
    to: z.email(),
    data: z.object({ firstName, linkId: z.uuid(), expiresAt: at }),
  }),
  z.object({
    kind: z.literal('identity-code'),
    to: z.email(),
    data: z.object({ firstName, codeId: z.uuid(), expiresAt: at }),
  }),
  z.object({
    kind: z.literal('subscription-confirmation'),
    to: z.email(),
    data: z.object({ linkId: z.uuid(), expiresAt: at, services: z.array(z.string()).min(1) }),
  }),
])
export type PersonalNotification = z.infer<typeof personalNotification>

/** Everything the product may have to tell a client or its own team, and the data each message is written from. */
export const notification = z.discriminatedUnion('kind', [
  personalNotification,
  z.object({ kind: z.literal('incident-started'), to: z.email(), data: newsFor }),
  z.object({ kind: z.literal('incident-updated'), to: z.email(), data: newsFor }),
  z.object({ kind: z.literal('incident-resolved'), to: z.email(), data: newsFor }),
  z.object({
    kind: z.literal('team-alert'),
    /** An address, a number, or "Slack". */
    to: z.string(),
    data: ofIncident,
  }),
  /** What a client reports, to the team: of the trouble, and nothing of who reported it. */
  z.object({
    kind: z.literal('report-alert'),
    to: z.string(),
    data: z.object({
      ticketId: z.uuid(),
      number: z.string(),
      kind: ticketKind,
      errorCode: reportSigns.shape.errorCode,
      priority: ticketPriority,
      receivedAt: at,
    }),
  }),
  /** Alike reports that may be an incident, to the team. */
  z.object({
    kind: z.literal('proposal-alert'),
    to: z.string(),
    data: incidentProposal.pick({ reports: true, callsUnderWay: true, firstAt: true }).extend({
      /** "erreur 502, page « mes tickets »" */
      alike: z.string(),
      /** In how many they came. */
      minutes: z.number(),
    }),
  }),
])
export type Notification = z.infer<typeof notification>
export type NotificationKind = Notification['kind']
export type NotificationOf<K extends NotificationKind> = Extract<Notification, { kind: K }>

/** The thing that a notification is about: the same one is told once to the same recipient. */
export function subjectOf(of: PersonalNotification): string {
  switch (of.kind) {
    case 'ticket-confirmation':
    case 'ticket-solved':
      return of.data.ticketId
    case 'ticket-answer':
      return of.data.answerId
    case 'password-reset':
    case 'email-validation':
    case 'subscription-confirmation':
      return of.data.linkId
    case 'identity-code':
      return of.data.codeId
  }
}

/** When telling would come too late (a code or link no longer valid); null: never. */
export function expiryOf(of: PersonalNotification): string | null {
  return 'expiresAt' in of.data ? of.data.expiresAt : null
}
