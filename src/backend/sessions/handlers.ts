import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { transact } from '../database/transact.ts'
import { checkAgentPassword, checkOwnPassword, isStillPassword, notOwn, setAgentPassword } from './agent-password.ts'
import { hashPassword } from './password.ts'
import { revokeSession } from './repository.ts'
import { signIn } from './sign-in.ts'

type SessionHandlers = Pick<Handlers, 'openSession' | 'readSession' | 'closeSession' | 'changeOwnPassword'>

export const sessionHandlers = ({ feed }: Backend): SessionHandlers => ({
  openSession: ({ db, body, address, now }) => signIn(db, { ...body, address }, now),
  readSession: async ({ caller }) => ({ user: caller.user, expiresAt: caller.expiresAt }),
  closeSession: async ({ db, caller, now, afterwards }) => {
    await revokeSession(db, caller.tokenHash, now)
    afterwards(() => feed.hangUp(caller.tokenHash))
    return undefined
  },
  changeOwnPassword: async ({ db, body: { current, password }, caller: { user }, now, afterwards }) => {
    const known = await checkOwnPassword(db, user.id, current, now)
    checkAgentPassword(password, user)
    const passwordHash = await hashPassword(password)
    const ended = await transact(db, async (trx) => {
      if (!(await isStillPassword(trx, user.id, known))) throw notOwn()
      await recordAudit(trx, { userId: user.id, action: 'own-password-set', outcome: 'done' }, now)
      return setAgentPassword(trx, user.id, passwordHash, now)
    })
    afterwards(() => ended.forEach(feed.hangUp))
    return undefined
  },
})
