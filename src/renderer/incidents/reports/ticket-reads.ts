import type { ServiceOperation } from '#shared/contracts/service.ts'

/** What was read of reports, to be asked again once one of them is changed. */
export const ticketReads: readonly ServiceOperation[] = [
  ...(['listTickets', 'countTickets', 'readTicket', 'listIncidentTickets'] as const),
  ...(['readTimeline', 'listIncidentProposals'] as const),
]
