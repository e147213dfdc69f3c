import { leaveCall, useNavigation } from '../app/navigation.ts'
import { OpenedCall } from './opened-call.tsx'
import { CallStart } from './start/call-start.tsx'

/** The call being led; without one, a new one to take or an unfinished one to take up again. */
export function CallScreen() {
  const callId = useNavigation((navigation) => navigation.callId)
  if (!callId) return <CallStart />
  return <OpenedCall key={callId} callId={callId} onLeave={leaveCall} />
}
