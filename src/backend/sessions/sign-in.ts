import type { User } from '#shared/domain/user.ts'
import { clearAttempts, countAttempt, type Limit } from '../attempts/attempts.ts'
import { secondsAfter } from '../clock.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import { isStillPassword } from './agent-password.ts'
import { isPassword } from './password.ts'
import { addSession, findUserByEmail, type SessionKind } from './repository.ts'
import { hashToken, newToken } from './token.ts'

/** A working day. */
const sessionSeconds = 12 * 3600
/** What an agent left on a workplace can still be delivered this long after they signed in. */
const deliverySeconds = 30 * 24 * 3600

/** Slows down who tries one account from one address… */
const perAccount: Limit = { scope: 'sign-in', max: 5, windowSeconds: 15 * 60 }
/** …and who tries many accounts from one address (a whole hotline may share it). */
const perAddress: Limit = { scope: 'sign-in-address', max: 60, windowSeconds: 15 * 60 }

interface Credentials {
  email: string
  password: string
  address: string
}

/**
 * Opens a session and the right to deliver. An unknown address is answered as a wrong password is, in the same time.
 * @throws ProblemError `invalid-credentials`, `too-many-attempts`
 */
export async function signIn(db: Db, { email, password, address }: Credentials, now: Date) {
  const subject = `${address} ${email.toLowerCase()}`
  const wait = await transact(
    db,
    async (trx) =>
      (await countAttempt(trx, perAccount, subject, now)) ?? (await countAttempt(trx, perAddress, address, now)),
  )
  if (wait !== null) throw new ProblemError('too-many-attempts', { retryAfterSeconds: wait })

  const row = await findUserByEmail(db, email)
  const isRight = await isPassword(password, row?.password_hash ?? null)
  if (!row || !isRight) throw new ProblemError('invalid-credentials')

  const user: User = { id: row.id, email: row.email, displayName: row.display_name, role: row.role }
  return transact(db, async (trx) => {
    if (!(await isStillPassword(trx, user.id, row.password_hash))) throw new ProblemError('invalid-credentials')
    await clearAttempts(trx, perAccount, subject)
    await trx.updateTable('user').set({ last_sign_in_at: now.toISOString() }).where('id', '=', user.id).execute()
    const issue = async (kind: SessionKind, seconds: number) => {
      const token = newToken()
      const expiresAt = secondsAfter(now, seconds)
      await addSession(trx, {
        token_hash: hashToken(token),
        user_id: user.id,
        kind,
        created_at: now.toISOString(),
        expires_at: expiresAt,
        revoked_at: null,
      })
      return { token, expiresAt }
    }
    const session = await issue('session', sessionSeconds)
    const delivery = await issue('delivery', deliverySeconds)
    return { user, token: session.token, deliveryToken: delivery.token, expiresAt: session.expiresAt }
  })
}
