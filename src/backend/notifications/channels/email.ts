import { createTransport } from 'nodemailer'
import type { Config } from '../../config.ts'
import type { Db } from '../../database/open.ts'
import type { Carry } from '../dispatcher.ts'
import type { Circumstances } from '../emails/circumstances.ts'
import { type Email, writeEmail } from '../emails/write-email.tsx'
import { RefusedForGood, Unanswered } from './refusals.ts'

/** As many at once as a dispatcher sends. */
const connections = 10
const circumstancesHoldMs = 1000

interface OutgoingEmail extends Email {
  notificationId: string
  /** Of the request it comes from; null: of none. */
  traceId: string | null
  to: string
}

/** What carries an email away. `send` resolves once the other side has taken charge of it. */
export interface Transport {
  /**
   * @throws RefusedForGood when sending the same email again would be of no use; Unanswered when it may have been taken; any
   * other error may pass
   */
  send(email: OutgoingEmail, now: Date): Promise<void>
  /** Hangs up; what is being sent is finished first. */
  close?(): void
}

/** Writes emails and hands them to a transport. What is true around them is read anew each second. */
export function emailCarry(transport: Transport, read: (now: Date) => Promise<Circumstances>): Carry {
  let known: { at: number; circumstances: Promise<Circumstances> } | undefined
  const circumstancesAt = (now: Date) => {
    const age = known ? now.getTime() - known.at : Number.NaN
    if (known && age >= 0 && age < circumstancesHoldMs) return known.circumstances
    const circumstances = read(now)
    known = { at: now.getTime(), circumstances }
    circumstances.catch(() => {
      known = undefined
    })
    return circumstances
  }
  return async ({ id, traceId, notification }, now) => {
    const email = writeEmail({ id, notification }, await circumstancesAt(now))
    await transport.send({ notificationId: id, traceId, to: notification.to, ...email }, now)
  }
}

/**
 * Carries by SMTP, over connections that are kept as long as there is something to send.
 * @param url smtp:// or smtps://, with its credentials
 * @param from "numi.support <…@numi.support>"
 */
export function smtpTransport(url: string, from: string): Transport {
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
  const smtp = createTransport({ url, pool: true, maxConnections: connections, maxMessages: 100, ...timeouts })
  /** The Message-IDs of what has been written to its last byte: from then on the server may have taken it. */
  const whole = new Set<string>()
  smtp.use('stream', ({ message }, done) => {
    message.processFunc((content) => content.once('end', () => whole.add(message.messageId())))
    done()
  })
  return {
    async send({ notificationId, traceId, to, subject, html, text, unsubscribeUrl }) {
      // The same for every attempt: a second delivery is recognised as the same message.
      const messageId = `<${notificationId}@numi.support>`
      try {
        await smtp.sendMail({
          from,
          to,
          subject,
          html,
          text,
          messageId,
          headers: {
            // Nobody is there to read an automatic answer (RFC 3834).
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            ...(traceId !== null && { 'X-Trace-Id': traceId }),
            // One press in the mail reader is enough (RFC 8058).
            ...(unsubscribeUrl !== null && {
              'List-Unsubscribe': `<${unsubscribeUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
        })
      } catch (error) {
        // Refused credentials are our own fault, to be mended; refused mail is not.
        if (error instanceof Error && isPermanent(error)) throw new RefusedForGood(error.message)
        if (error instanceof Error && whole.has(messageId) && !('responseCode' in error))
          throw new Unanswered(error.message)
        throw error
      } finally {
        whole.delete(messageId)
      }
    },
    close: () => smtp.close(),
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
