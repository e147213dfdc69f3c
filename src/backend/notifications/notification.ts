import { z } from 'zod'

const firstName = z.string().trim().max(80).nullable()
const at = z.iso.datetime()

/**
 * Everything the product may have to tell a client, and the data each message is written from.
 * No secret is among them: a code or a link is derived from its id when its message is sent.
 */
export const notification = z.discriminatedUnion('kind', [
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
    kind: z.literal('incident-started'),
    to: z.email(),
    data: z.object({
      firstName,
      incidentId: z.uuid(),
      services: z.array(z.object({ id: z.string(), name: z.string() })).min(1),
      impact: z.string(),
      startedAt: at,
      estimatedEndAt: at.nullable(),
    }),
  }),
  z.object({
    kind: z.literal('incident-resolved'),
    to: z.email(),
    data: z.object({
      firstName,
      incidentId: z.uuid(),
      services: z.array(z.object({ id: z.string(), name: z.string() })).min(1),
      startedAt: at,
      resolvedAt: at,
      cause: z.string().nullable(),
      resolution: z.string().nullable(),
    }),
  }),
])
export type Notification = z.infer<typeof notification>
export type NotificationKind = Notification['kind']
export type NotificationOf<K extends NotificationKind> = Extract<Notification, { kind: K }>

/** The thing a notification is about: the same one is told once to the same recipient. */
export function subjectOf(of: Notification): string {
  switch (of.kind) {
    case 'ticket-confirmation':
    case 'ticket-solved':
      return of.data.ticketId
    case 'ticket-answer':
      return of.data.answerId
    case 'password-reset':
    case 'email-validation':
      return of.data.linkId
    case 'identity-code':
      return of.data.codeId
    case 'incident-started':
    case 'incident-resolved':
      return of.data.incidentId
  }
}

/** When telling would come too late (a code or link no longer valid); null: never. */
export function expiryOf(of: Notification): string | null {
  return 'expiresAt' in of.data ? of.data.expiresAt : null
}
