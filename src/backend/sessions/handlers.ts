import type { Backend } from '../backend.ts'
import type { Handlers } from '../contract/operation.ts'
import { revokeSession } from './repository.ts'
import { signIn } from './sign-in.ts'

export const sessionHandlers = ({ feed }: Backend): Pick<Handlers, 'openSession' | 'readSession' | 'closeSession'> => ({
  openSession: ({ db, body, address, now }) => signIn(db, { ...body, address }, now),
  readSession: async ({ caller }) => ({ user: caller.user, expiresAt: caller.expiresAt }),
  closeSession: async ({ db, caller, now, afterwards }) => {
    await revokeSession(db, caller.tokenHash, now)
    afterwards(() => feed.hangUp(caller.tokenHash))
    return undefined
  },
})
