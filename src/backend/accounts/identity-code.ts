import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The six digits of an identity code. They are kept nowhere, not even hashed: they follow from the code's id and the
 * backend's secret, so a message sent again carries the same ones, and a copy of the database tells nothing.
 */
export function drawIdentityCode(secret: Buffer, codeId: string): string {
  const drawn = createHmac('sha256', secret).update(`identity-code/${codeId}`).digest().readUIntBE(0, 6)
  return String(drawn % 1_000_000).padStart(6, '0')
}

/** Compares in constant time. */
export function isIdentityCode(secret: Buffer, codeId: string, told: string): boolean {
  const expected = Buffer.from(drawIdentityCode(secret, codeId))
  const given = Buffer.from(told)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
