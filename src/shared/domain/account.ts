import { z } from 'zod'
import { ticket } from './ticket.ts'

/** `locked`: by failed sign-ins, an agent may unlock it. `suspended`: by an administrator, an agent may not. */
export const accountState = z.enum(['active', 'locked', 'suspended'])
export type AccountState = z.infer<typeof accountState>

/** A client as a search shows it: what could prove an identity is masked. */
export const accountSummary = z.object({
  id: z.uuid(),
  firstName: z.string(),
  /** "Sophie L." */
  displayName: z.string(),
  /** "s•••••@laposte.net"; null when the account has no address. */
  maskedEmail: z.string().nullable(),
  /** "06 •• •• •• 12"; null when the account has no number. */
  maskedPhone: z.string().nullable(),
})
export type AccountSummary = z.infer<typeof accountSummary>

/** How many of a client's tickets their card tells. */
export const cardTickets = 2

/**
 * The account card of phase 2C. `email` and `phone` are null until the caller's identity is verified on this call.
 * `tickets` are the last received, the latest first: whoever calls again is not asked all of it again.
 */
export const accountCard = accountSummary.extend({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  state: accountState,
  emailValidated: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
  passwordChangedAt: z.iso.datetime().nullable(),
  tickets: z.array(ticket.pick({ number: true, state: true, receivedAt: true })).max(cardTickets),
})
export type AccountCard = z.infer<typeof accountCard>

/** First letter and domain only: "sophie.l@laposte.net" → "s•••••@laposte.net". Its length tells nothing. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '•••••' : `${email[0]}•••••${email.slice(at)}`
}

/** Last two digits only: "+33612345612" → "•• •• •• •• 12". */
export function maskPhone(phone: string): string {
  return `•• •• •• •• ${phone.replace(/\D/g, '').slice(-2)}`
}
