import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt)
// OWASP's second profile: 64 MiB, about a tenth of a second.
const cost = { N: 2 ** 16, r: 8, p: 2, maxmem: 160 * 2 ** 20 }

export interface Verifier {
  salt: Buffer
  verifier: Buffer
}

/** What is kept of a password so that its owner can be let in without network. */
export async function makeVerifier(password: string): Promise<Verifier> {
  const salt = randomBytes(16)
  return { salt, verifier: await derive(password.normalize('NFC'), salt, 32, cost) }
}

export async function matches(password: string, { salt, verifier }: Verifier): Promise<boolean> {
  return timingSafeEqual(await derive(password.normalize('NFC'), salt, 32, cost), verifier)
}
