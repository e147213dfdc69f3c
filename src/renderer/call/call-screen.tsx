import { leaveCall, useNavigation } from '../app/navigation.ts'
import { useHandovers } from './handover/use-handovers.ts'
import { OpenedCall } from './opened-call.tsx'
import { CallStart } from './start/call-start.tsx'

/** The call being led; without one, a new one to take or an unfinished one to take up again. */
export function CallScreen() {
  const callId = useNavigation((navigation) => navigation.callId)
  const handovers = useHandovers()
  if (!callId) return <CallStart handovers={handovers} />
  return <OpenedCall key={callId} callId={callId} onLeave={leaveCall} />
}
