import { Check, Clock } from 'lucide-react'
import { useAsked } from '../../app/asked.ts'
import { useStationState } from '../../app/station-store.tsx'
import { Mark } from '../../ui/mark.tsx'
import { useCall } from '../use-call.tsx'

/** The number that the backend gave, or the truth until it has. */
export function TicketNumber() {
  const { state } = useCall()
  const number = state.values['ticket.number']
  return number ? <Numbered number={number} /> : <Queued callId={state.call.id} />
}

/** Looked at again each time something leaves the workplace: the number may come while the call is still on screen. */
function Queued({ callId }: { callId: string }) {
  const waiting = useStationState(({ outbox }) => outbox.waiting)
  const { value } = useAsked('tickets.list', {}, waiting)
  const number = value?.tickets.find(({ ticket }) => ticket.callId === callId)?.number
  if (number) return <Numbered number={number} />
  return (
    <Mark tone="warn" shape={Clock}>
      provisoire – non transmis
    </Mark>
  )
}

const Numbered = ({ number }: { number: string }) => (
  <Mark tone="ok" shape={Check}>
    {number}
  </Mark>
)
