import { StationFailure } from '../failure.ts'
import type { Session } from './session.ts'

/**
 * With what an agent's request goes, at the moment it goes. Others sign in on a shared workplace meanwhile: nothing of one
 * agent's ever goes as another.
 * @throws StationFailure `not-signed-in` once it is no longer them
 */
export function sentAs(session: Session, agentId: string): { token: string | null } {
  if (session.current()?.user.id !== agentId) throw new StationFailure('not-signed-in')
  return { token: session.token() }
}
