import { create } from 'zustand'
import type { ScreenPop } from '#shared/contracts/window.ts'

/** The call that the telephone system announces, until the agent takes or ignores it; another one replaces it. */
export const useIncomingCall = create<{ pop: ScreenPop | null }>(() => ({ pop: null }))

/** The telephone system's ids already taken or ignored: a telephone rings more than once. */
const decided = new Set<string>()

/** Hears what the desktop app says to its window; anything that is not a checked proposal is ignored. */
export async function hearIncomingCall({ source, data }: MessageEvent): Promise<void> {
  if (source !== window || data?.type !== 'numi:screen-pop') return
  // Read once a call is announced: the first screen waits for no schema.
  const { windowMessage } = await import('#shared/contracts/window.ts')
  const message = windowMessage.safeParse(data)
  if (!message.success || message.data.type !== 'numi:screen-pop') return
  const { pop } = message.data
  if (pop.id === null || !decided.has(pop.id)) useIncomingCall.setState({ pop })
}

/** The agent has taken or ignored this call. */
export function decideIncomingCall(pop: ScreenPop): void {
  if (pop.id !== null) decided.add(pop.id)
  useIncomingCall.setState((now) => (now.pop === pop ? { pop: null } : now))
}
