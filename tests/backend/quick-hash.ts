import { randomBytes, scryptSync } from 'node:crypto'

const least = { N: 2 ** 10, r: 8, p: 1 }

/**
 * What the backend keeps of a password, at a hundredth of the cost: it is read with the settings that it holds. For whoever
 * signs in again and again in tests, not for what is said of passwords themselves.
 */
export function quickHash(password: string): string {
  const salt = randomBytes(16)
  const key = scryptSync(password.normalize('NFKC'), salt, 32, least)
  return ['scrypt', least.N, least.r, least.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}
