import { z } from 'zod'
import { incident } from './incident.ts'
import { toldNews } from './incident-timeline.ts'
import { platformStatus } from './platform.ts'

const at = z.iso.datetime()

export const notificationChannel = toldNews.shape.channel
export type NotificationChannel = z.infer<typeof notificationChannel>

/** `failed`: it will not leave by itself any more; it can be sent again. `dropped`: it expired, or later news replaced it. */
export const notificationState = z.enum(['waiting', 'sent', 'failed', 'dropped'])
export type NotificationState = z.infer<typeof notificationState>

/** One message to one recipient: what it was about, and how far it came. Its words are not kept once it has left. */
export const notificationRecord = z.object({
  id: z.uuid(),
  channel: notificationChannel,
  /** "incident-started"; see docs/notifications.md. */
  kind: z.string(),
  /** Of an incident's news alone. */
  incidentId: z.uuid().nullable(),
  event: toldNews.shape.event.nullable(),
  audience: toldNews.shape.audience.nullable(),
  /** An address or a number; "Slack". Empty once its owner was erased. */
  recipient: z.string(),
  state: notificationState,
  attempts: z.number().int().nonnegative(),
  /** In the other side's own words. */
  lastError: z.string().nullable(),
  createdAt: at,
  /** When it is tried next; null: never by itself. */
  nextAttemptAt: at.nullable(),
  /** When it was sent, failed or dropped. */
  endedAt: at.nullable(),
  /** Whether it failed, and is still worth sending again. */
  canBeSentAgain: z.boolean(),
})
export type NotificationRecord = z.infer<typeof notificationRecord>

/** How many messages are in a state, by channel. */
export const notificationCount = z.object({
  channel: notificationChannel,
  state: notificationState,
  count: z.number().int().nonnegative(),
})

const shownText = z.object({ title: z.string(), text: z.string() })

/** What a change of an incident would say everywhere, and to how many, before it is made. */
export const incidentPreview = z.object({
  /** As it would be; of one that is not declared yet, the id and the number are not its own. */
  incident,
  /** Everything the workplaces would be told: what a script says follows from it (`readPlatform`). */
  platform: platformStatus,
  statusPage: z.object({
    overall: z.object({
      level: z.enum(['operational', 'degraded', 'down', 'maintenance', 'stale', 'unknown']),
      words: z.string(),
    }),
    /** What it says of the incident; null: it is over, or not to be announced yet. */
    incident: z
      .object({
        title: z.string(),
        facts: z.array(z.tuple([z.string(), z.string()])),
        /** The last news. */
        note: z.string().nullable(),
      })
      .nullable(),
  }),
  /** The portal's banner; null: none. */
  banner: shownText.nullable(),
  /** The emails to clients: of each event one a kind of reader, those who knew of the incident and those who did not. */
  emails: z.array(
    z.object({
      event: toldNews.shape.event,
      kind: z.string(),
      /** Now, or later when the last ones are too recent: until then, further changes join it. */
      leavesAt: at,
      subject: z.string(),
      html: z.string(),
      text: z.string(),
      /** By why they are told; each person once. */
      recipients: z.object({
        attached: z.number().int().nonnegative(),
        subscriber: z.number().int().nonnegative(),
        client: z.number().int().nonnegative(),
      }),
    }),
  ),
  /** What the technical team would receive. */
  team: z.array(
    z.object({
      channel: notificationChannel,
      recipients: z.number().int().nonnegative(),
      /** Of an email. */
      subject: z.string().nullable(),
      text: z.string(),
    }),
  ),
})
export type IncidentPreview = z.infer<typeof incidentPreview>
