import type { Ticket } from '#shared/domain/ticket.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { notify } from '../../ui/notices.ts'
import { showTicket } from '../place.ts'
import { ticketReads } from './ticket-reads.ts'

/** "Traiter": shows a report closely, and takes it in hand when nobody has it. */
export function useHandle(): (ticket: Ticket) => void {
  const take = useServiceChange('takeTicket', ticketReads)
  return (ticket) => {
    showTicket(ticket.id)
    if (ticket.assignee !== null || ticket.state === 'solved') return
    take.mutate(
      { params: { id: ticket.id }, body: { from: null } },
      {
        onSuccess: () => notify('done', `Vous avez ${ticket.number} en charge.`),
        onError: ({ message }) => notify('bad', message),
      },
    )
  }
}
