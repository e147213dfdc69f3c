import { timingSafeEqual } from 'node:crypto'
import { countAttempt, type Limit } from '../attempts/attempts.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import { hashToken } from '../sessions/token.ts'

const wrongSecrets: Limit = { scope: 'hook', max: 10, windowSeconds: 15 * 60 }

interface Knock {
  /** What the configuration says; null: there is nothing to knock at. */
  secret: string | null
  authorization: string | undefined
  address: string
}

/**
 * Lets in whoever has the secret of a hook, which no other's mistakes can shut.
 * @throws ProblemError `not-found` without a secret; `unauthenticated`, then `too-many-attempts`
 */
export async function authenticateHook(db: Db, { secret, authorization, address }: Knock, now: Date): Promise<void> {
  if (secret === null) throw new ProblemError('not-found')
  const isRight = timingSafeEqual(
    Buffer.from(hashToken(authorization ?? '')),
    Buffer.from(hashToken(`Bearer ${secret}`)),
  )
  if (isRight) return
  const wait = await transact(db, (trx) => countAttempt(trx, wrongSecrets, address, now))
  if (wait !== null) throw new ProblemError('too-many-attempts', { retryAfterSeconds: wait })
  throw new ProblemError('unauthenticated')
}
