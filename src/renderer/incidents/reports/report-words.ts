import { type Ticket, type TicketStanding, ticketKinds } from '#shared/domain/ticket.ts'

/** Where reports stand, in the order the team goes through them. */
export const standingWords: Record<TicketStanding, string> = {
  new: 'Nouveaux',
  mine: 'Les miens',
  others: 'Chez un collègue',
  attached: 'Rattachés',
  closed: 'Fermés',
}

/** What a list says of each when it is empty. */
export const emptyWords: Record<TicketStanding, string> = {
  new: 'Aucun nouveau signalement',
  mine: 'Vous n’avez aucun signalement en charge',
  others: 'Aucun signalement chez un collègue',
  attached: 'Aucun signalement rattaché à un incident en cours',
  closed: 'Aucun signalement fermé',
}

/** "Erreur 404 sur « ateliers »": in the client's own words where there are some. */
export function reportTitle({ description, errorMessage, kind, page }: Ticket): string {
  const first = (text: string) => (text.split('\n')[0] ?? '').slice(0, 90)
  if (description) return first(description)
  const what = first(errorMessage) || ticketKinds[kind]
  return page ? `${what} sur « ${page} »` : what
}
