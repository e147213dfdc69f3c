import type { TicketForm } from '#shared/domain/ticket.ts'

/** "Type de problème", in the words of the client's form, by the kind that the technical team knows. */
export const reportKinds = {
  login: 'Impossible de se connecter',
  loading: 'Page ne charge pas / erreur d’affichage',
  functional: 'Fonctionnalité ne répond pas (ticket, atelier)',
  system: 'Message d’erreur affiché',
  other: 'Autre problème',
} as const satisfies Record<TicketForm['kind'], string>
