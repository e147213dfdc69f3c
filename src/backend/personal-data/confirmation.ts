import { timingSafeEqual } from 'node:crypto'
import type { DataSubject } from '#shared/domain/personal-data.ts'
import { secondsAfter } from '../clock.ts'
import { keyedHash } from '../idempotency/content-hash.ts'

const validSeconds = 15 * 60

/** What proves that an administrator has been told what an erasure would take. Nothing of it is kept. */
export function confirmationOf(subject: DataSubject, userId: string, secret: Buffer, now: Date): string {
  const expiresAt = secondsAfter(now, validSeconds)
  return `${expiresAt} ${proof(subject, userId, expiresAt, secret)}`
}

export function isConfirmed(told: string, subject: DataSubject, userId: string, secret: Buffer, now: Date): boolean {
  const [expiresAt = '', given = ''] = told.split(' ')
  const expected = Buffer.from(proof(subject, userId, expiresAt, secret))
  const received = Buffer.from(given)
  return received.length === expected.length && timingSafeEqual(received, expected) && expiresAt > now.toISOString()
}

const proof = (subject: DataSubject, userId: string, expiresAt: string, secret: Buffer): string =>
  keyedHash(secret, { erasure: subject, userId, expiresAt })
