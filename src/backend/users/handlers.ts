import { recordAudit } from '../audit/record-audit.ts'
import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import { transact } from '../database/transact.ts'
import { checkAgentPassword, setAgentPassword } from '../sessions/agent-password.ts'
import { hashPassword } from '../sessions/password.ts'
import { revokeSessionsOf } from '../sessions/repository.ts'
import { addUser, changeUser, existingUser, listUsers } from './users.ts'

type UserHandlers = Pick<Handlers, 'listUsers' | 'createUser' | 'changeUser' | 'setUserPassword' | 'endUserSessions'>

export const userHandlers = ({ feed }: Backend): UserHandlers => ({
  listUsers: async ({ db, now }) => ({ users: await listUsers(db, now) }),

  createUser: async ({ db, body, caller, now }) => {
    checkAgentPassword(body.password, body)
    const passwordHash = await hashPassword(body.password)
    return transact(db, async (trx) => {
      const made = await addUser(trx, body, passwordHash, now)
      if (!made) throw new ProblemError('conflict', { detail: 'Un agent a déjà cette adresse.' })
      await recordAudit(
        trx,
        { userId: caller.user.id, action: 'user-created', aboutUserId: made.id, outcome: 'done' },
        now,
      )
      return made
    })
  },

  changeUser: async ({ db, params: { id }, body, caller, now, afterwards }) => {
    const { changed, ended } = await transact(db, async (trx) => {
      const before = await existingUser(trx, id, now)
      const { displayName = before.displayName, role = before.role, isDisabled = before.isDisabled } = body
      await changeUser(trx, id, { displayName, role, isDisabled, version: body.version })
      await recordAudit(trx, { userId: caller.user.id, action: 'user-changed', aboutUserId: id, outcome: 'done' }, now)
      const isOut = isDisabled || role !== before.role
      const ended = isOut ? await revokeSessionsOf(trx, id, now) : []
      return { changed: await existingUser(trx, id, now), ended }
    })
    afterwards(() => ended.forEach(feed.hangUp))
    return changed
  },

  setUserPassword: async ({ db, params: { id }, body, caller, now, afterwards }) => {
    checkAgentPassword(body.password, await existingUser(db, id, now))
    const passwordHash = await hashPassword(body.password)
    const ended = await transact(db, async (trx) => {
      await recordAudit(
        trx,
        { userId: caller.user.id, action: 'user-password-set', aboutUserId: id, outcome: 'done' },
        now,
      )
      return setAgentPassword(trx, id, passwordHash, now)
    })
    afterwards(() => ended.forEach(feed.hangUp))
    return undefined
  },

  endUserSessions: async ({ db, params: { id }, caller, now, afterwards }) => {
    const ended = await transact(db, async (trx) => {
      await existingUser(trx, id, now)
      await recordAudit(
        trx,
        { userId: caller.user.id, action: 'user-sessions-ended', aboutUserId: id, outcome: 'done' },
        now,
      )
      return revokeSessionsOf(trx, id, now)
    })
    afterwards(() => ended.forEach(feed.hangUp))
    return undefined
  },
})
