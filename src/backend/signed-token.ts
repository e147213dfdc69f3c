import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link of ours may be for; the same id says nothing under another purpose. */
type Purpose = 'password-reset' | 'email-validation' | 'subscription' | 'unsubscription' | 'survey'

/**
 * What a link has in its address: an id, and the proof that we made it for this purpose. The proof is kept nowhere, not
 * even hashed: it follows from the id and the backend's secret, so an email sent again carries the same link.
 */
export function signedToken(secret: Buffer, purpose: Purpose, id: string): string {
  return `${id}.${createHmac('sha256', secret).update(`${purpose}/${id}`).digest('base64url')}`
}

/** The id that a token proves; null when we did not make it for this purpose. */
export function signedId(secret: Buffer, purpose: Purpose, token: string): string | null {
  const id = token.slice(0, Math.max(0, token.indexOf('.')))
  const expected = Buffer.from(signedToken(secret, purpose, id))
  const given = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}
