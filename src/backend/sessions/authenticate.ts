import type { Operation } from '#shared/contracts/api.ts'
import type { Caller } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import { findSession } from './repository.ts'

const bearer = /^Bearer ([A-Za-z0-9_-]{20,100})$/i

/**
 * Recognises who asks and whether the contract lets them.
 * @returns null for an operation open to anyone
 * @throws ProblemError `unauthenticated`, `forbidden`
 */
export async function authenticate(
  db: Db,
  operation: Pick<Operation, 'roles' | 'delivery'>,
  authorization: string | undefined,
  now: Date,
): Promise<Caller | null> {
  if (operation.roles === 'anyone') return null
  const token = bearer.exec(authorization ?? '')?.[1]
  const session = token === undefined ? undefined : await findSession(db, token, now)
  if (!session) throw new ProblemError('unauthenticated')
  if (session.kind === 'delivery' && !operation.delivery) throw new ProblemError('forbidden')
  if (!operation.roles.includes(session.role)) throw new ProblemError('forbidden')
  return {
    user: { id: session.id, email: session.email, displayName: session.display_name, role: session.role },
    tokenHash: session.token_hash,
    expiresAt: session.expires_at,
  }
}
