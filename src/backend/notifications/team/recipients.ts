import type { NotificationChannel } from '#shared/domain/notification.ts'
import type { TeamSettings } from './settings.ts'

/** Somebody of the technical team, or all of them where they read together. */
export interface TeamRecipient {
  channel: NotificationChannel
  /** An address, a number; "Slack": its own address is a secret. */
  recipient: string
}

/** Who is told at the detection of an incident (R14: Slack, email, SMS). Empty: nothing is configured. */
export const teamRecipients = ({ emails, slackWebhook, sms }: TeamSettings): TeamRecipient[] => [
  ...(slackWebhook === null ? [] : [{ channel: 'slack' as const, recipient: 'Slack' }]),
  ...(sms?.phones ?? []).map((recipient) => ({ channel: 'sms' as const, recipient })),
  ...emails.map((recipient) => ({ channel: 'email' as const, recipient })),
]
