import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'
import type { Db } from '../database/open.ts'
import type { Email } from './emails/write-email.tsx'

interface OutgoingEmail extends Email {
  notificationId: string
  /** Of the request it comes from; null: of none. */
  traceId: string | null
  to: string
}

/** What carries an email away. `send` resolves once the other side has taken charge of it. */
export interface Transport {
  /** @throws RefusedForGood when sending the same email again would be of no use; any other error may pass */
  send(email: OutgoingEmail, now: Date): Promise<void>
}

export class RefusedForGood extends Error {}

/**
 * Carries by SMTP.
 * @param url smtp:// or smtps://, with its credentials
 * @param from "numi.support <…@numi.support>"
 */
export function smtpTransport(url: string, from: string): Transport {
  const smtp = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 })
  return {
    async send({ notificationId, traceId, to, subject, html, text }) {
      try {
        await smtp.sendMail({
          from,
          to,
          subject,
          html,
          text,
          // The same for every attempt: a second delivery is recognised as the same message.
          messageId: `<${notificationId}@numi.support>`,
          // Nobody is there to read an automatic answer (RFC 3834).
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(traceId !== null && { 'X-Trace-Id': traceId }),
          },
        })
      } catch (error) {
        // Refused credentials are our own fault, to be mended; refused mail is not.
        if (error instanceof Error && isPermanent(error)) throw new RefusedForGood(error.message)
        throw error
      }
    },
  }
}

const isPermanent = (error: Error & { permanent?: boolean; code?: string }) =>
  error.permanent === true && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')

/** Whether emails are kept here to be read, instead of sent: in the demonstration alone, and without SMTP. */
export const keepsLetters = ({ isDemo, smtpUrl }: Pick<Config, 'isDemo' | 'smtpUrl'>): boolean =>
  isDemo && smtpUrl === null

/** The demonstration's: keeps every email to be read at /boite-aux-lettres. */
export function letterBoxTransport(db: Db): Transport {
  return {
    async send({ notificationId, to, subject, html, text }, now) {
      await db
        .insertInto('letter')
        .values({ notification_id: notificationId, recipient: to, subject, html, text, received_at: now.toISOString() })
        .onConflict((conflict) => conflict.column('notification_id').doNothing())
        .execute()
    },
  }
}
