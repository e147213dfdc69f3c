/** Kept by the window: what it showed is found again when it is loaded again, and by it alone. */
const key = 'numi.call'

/** The call that this agent was leading in this window before it was loaded again; null: none. */
export function keptCall(agentId: string): string | null {
  const [keptFor, callId] = (sessionStorage.getItem(key) ?? '').split(' ')
  return keptFor === agentId && callId ? callId : null
}

export function keepCall(agentId: string, callId: string | null): void {
  if (callId === null) sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, `${agentId} ${callId}`)
}
