import { create } from 'zustand'
import type { CallLook } from '#shared/domain/call-log.ts'

interface CallLogPlace {
  /** Whose place it is: on a shared workplace the next one begins at the list. */
  agentId: string | null
  /** The call that is told whole; null: the list. */
  opened: string | null
  /** Whose looks at calls are read; null: one’s own. */
  looker: CallLook['by'] | null
}

const atTheList = { opened: null, looker: null } as const

/** Where one is in the call log: other screens open a call in it. */
export const useCallLogPlace = create<CallLogPlace>(() => ({ agentId: null, ...atTheList }))

/** Has somebody begin at the list, where another was here before. */
export function enterAs(agentId: string): void {
  if (useCallLogPlace.getState().agentId !== agentId) useCallLogPlace.setState({ agentId, ...atTheList })
}

export const openLoggedCall = (callId: string | null): void => useCallLogPlace.setState({ opened: callId })
