import { Check, Clock } from 'lucide-react'
import { Mark } from '../../ui/mark.tsx'
import { useCall } from '../use-call.tsx'

/** The number that the backend gave, or the truth until it has. */
export function TicketNumber() {
  const { state } = useCall()
  const number = state.values['ticket.number']
  return number ? (
    <Mark tone="ok" shape={Check}>
      {number}
    </Mark>
  ) : (
    <Mark tone="warn" shape={Clock}>
      provisoire – non transmis
    </Mark>
  )
}
