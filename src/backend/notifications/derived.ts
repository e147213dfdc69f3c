import { createHmac, timingSafeEqual } from 'node:crypto'

/*
 * What a message must carry and nobody may read in the database: an identity code, the token of a link.
 * Each is derived from its row's id and the backend's secret, when it is issued and again when it is sent or checked.
 * So it is stored nowhere, in clear or otherwise, and a message sent twice says the same thing.
 */

const derive = (secret: Buffer, purpose: string, id: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}/${id}`).digest()

/** The six digits of the identity code with this id. */
export function identityCode(secret: Buffer, codeId: string): string {
  return String(derive(secret, 'identity-code', codeId).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

export type LinkPurpose = 'password-reset' | 'email-validation'

/** What the link with this id has in its address: its id, and the proof that we made it. */
export function linkToken(secret: Buffer, purpose: LinkPurpose, linkId: string): string {
  return `${linkId}.${derive(secret, purpose, linkId).toString('base64url')}`
}

/** The id of the link that this token opens; null when we did not make it, or made it for something else. */
export function linkIdOf(secret: Buffer, purpose: LinkPurpose, token: string): string | null {
  const linkId = token.slice(0, token.indexOf('.'))
  const expected = Buffer.from(linkToken(secret, purpose, linkId))
  const given = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected) ? linkId : null
}
