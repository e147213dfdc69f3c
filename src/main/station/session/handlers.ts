import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'

export function sessionHandlers({ session }: Workplace): HandlersOf<'session'> {
  return {
    'session.signIn': ({ email, password }) => session.signIn(email, password),
    'session.signOut': async () => {
      await session.signOut()
      return {}
    },
  }
}
