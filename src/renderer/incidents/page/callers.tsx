import type { Incident } from '#shared/domain/incident.ts'
import { useService } from '../../service/use-service.ts'
import { formatMoment } from '../../ui/dates.ts'
import { Section } from '../../ui/section.tsx'
import { goToDesk, showTicket } from '../place.ts'
import { reportTitle } from '../reports/report-words.ts'
import styles from './callers.module.css'

/** Whoever is attached to an incident: each is told of its end. */
export function Callers({ incident: { id } }: { incident: Pick<Incident, 'id'> }) {
  const { data } = useService('listIncidentTickets', { params: { id } })
  const tickets = data?.tickets ?? []
  const look = (ticketId: string) => {
    showTicket(ticketId)
    goToDesk()
  }
  return (
    <Section title="Signalements rattachés" aside={data && String(tickets.length)}>
      {data && tickets.length === 0 && <p className={styles.none}>Aucun pour l’instant.</p>}
      <ul className={styles.callers}>
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <button type="button" className={styles.caller} onClick={() => look(ticket.id)}>
              <strong>{ticket.contact.name || 'Client inconnu'}</strong>
              <span>
                {ticket.number}, {formatMoment(ticket.receivedAt)}
                {!ticket.isReachable && ' · sans adresse : à rappeler'}
              </span>
              <span>{reportTitle(ticket)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
