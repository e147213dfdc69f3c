import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const scryptOf = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
// OWASP's second profile: 64 MiB, about a tenth of a second.
const cost = { N: 2 ** 16, r: 8, p: 2, maxmem: 160 * 2 ** 20 }
const keyBytes = 32

export interface Verifier {
  salt: Buffer
  verifier: Buffer
}

/** What is kept of a password so that its owner can be let in without network, and a key that only it gives. */
export async function makeVerifier(password: string): Promise<Verifier & { key: Buffer }> {
  const salt = randomBytes(16)
  return { salt, ...(await derive(password, salt)) }
}

/** The key that this password gives; null when it is not the password. */
export async function keyOf(password: string, { salt, verifier }: Verifier): Promise<Buffer | null> {
  const derived = await derive(password, salt)
  return timingSafeEqual(derived.verifier, verifier) ? derived.key : null
}

/** Two halves of one derivation: knowing the one, which is kept, tells nothing of the other. */
async function derive(password: string, salt: Buffer): Promise<{ verifier: Buffer; key: Buffer }> {
  // As the backend reads it (src/backend/sessions/password.ts): the same password however it is typed.
  const derived = await scryptOf(password.normalize('NFKC'), salt, 2 * keyBytes, cost)
  return { verifier: derived.subarray(0, keyBytes), key: derived.subarray(keyBytes) }
}
