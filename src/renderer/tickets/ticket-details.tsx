import { type NewTicket, ticketKinds, ticketPriorities, triedActions } from '#shared/domain/ticket.ts'
import { Details } from '../ui/details.tsx'
import { Section } from '../ui/section.tsx'

/** A ticket as it was filed. */
export function TicketDetails({ ticket }: { ticket: NewTicket }) {
  const { contact } = ticket
  // A known client's ticket carries no address nor number: the team reads them in the account.
  const ofAccount = ticket.accountId ? 'selon son compte' : null
  return (
    <>
      <Section title="Client">
        <Details
          rows={[
            ['Nom', contact.name],
            ['Email', contact.email ?? ofAccount],
            ['Téléphone', contact.phone ?? ofAccount],
          ]}
        />
      </Section>
      <Section title="Ticket">
        <Details
          rows={[
            ['Type', ticketKinds[ticket.kind]],
            ['Priorité', ticketPriorities[ticket.priority]],
            ['Navigateur', ticket.browser],
            ['Système', ticket.os],
            ['Page', ticket.page],
            ['Depuis', ticket.since],
            ['Erreur', ticket.errorMessage],
            ['Déjà tenté', ticket.tried.map((action) => triedActions[action]).join(', ')],
            ['Notes', ticket.notes],
            ['Demande urgente', ticket.urgentRequest],
          ]}
        />
      </Section>
    </>
  )
}
