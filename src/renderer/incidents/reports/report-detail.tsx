import { type Ticket, ticketKinds, ticketPriorities, triedActions } from '#shared/domain/ticket.ts'
import { useAsked } from '../../app/asked.ts'
import { Answered } from '../../service/answered.tsx'
import { useService } from '../../service/use-service.ts'
import { formatDayAndHour, formatMoment } from '../../ui/dates.ts'
import { Details } from '../../ui/details.tsx'
import { Screenshots } from '../../ui/screenshots.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayAct } from '../use-may-act.ts'
import { ReportActions } from './report-actions.tsx'
import styles from './report-detail.module.css'
import { ReportStanding } from './report-standing.tsx'
import { reportTitle } from './report-words.ts'

/** One report closely: who has it, what it says, what was said since, and what can be done with it. */
export function ReportDetail({ id }: { id: string }) {
  const read = useService('readTicket', { params: { id } })
  const mayAct = useMayAct()
  return (
    <Answered of={read} failure="Ce signalement n’a pas pu être lu">
      {(ticket) => (
        <div className={styles.detail}>
          <div>
            <h2 className={styles.title}>{ticket.number}</h2>
            <p className={styles.subtitle}>{reportTitle(ticket)}</p>
          </div>
          <ReportStanding ticket={ticket} />
          {mayAct && <ReportActions ticket={ticket} />}
          <Thread ticket={ticket} />
          <ReportFacts ticket={ticket} />
          <Screenshots of={ticket.attachments} useFile={useSentFile} />
        </div>
      )}
    </Answered>
  )
}

/** What was written since: additions of agents, and answers that the client was sent. */
function Thread({ ticket: { additions, solution, solvedAt } }: { ticket: Ticket }) {
  if (additions.length === 0 && solution === null) return null
  return (
    <Section title="Échanges">
      <ol className={styles.thread}>
        {additions.map(({ at, by, text, isAnswer }) => (
          <li key={`${at} ${text}`}>
            <p className={styles.by}>
              {by} {isAnswer ? 'a répondu au client' : 'a ajouté'} {formatMoment(at)}
            </p>
            <p className={styles.text}>{text || '(effacé)'}</p>
          </li>
        ))}
        {solution !== null && solvedAt !== null && (
          <li>
            <p className={styles.by}>Résolu {formatMoment(solvedAt)}</p>
            <p className={styles.text}>{solution || '(effacé)'}</p>
          </li>
        )}
      </ol>
    </Section>
  )
}

function ReportFacts({ ticket }: { ticket: Ticket }) {
  const { contact, environment } = ticket
  const ofAccount = ticket.accountId && ticket.isReachable ? 'selon son compte' : null
  return (
    <Section title="Signalement">
      <Details
        rows={[
          ['Client', contact.name || 'inconnu'],
          ['Email', contact.email ?? ofAccount],
          ['Téléphone', contact.phone ?? (ticket.accountId ? 'selon son compte' : null)],
          ['Reçu', formatDayAndHour(ticket.receivedAt)],
          ['Par', ticket.author?.displayName ?? 'le client, sur le portail'],
          ['Type', ticketKinds[ticket.kind]],
          ['Priorité', ticketPriorities[ticket.priority]],
          ...(ticket.description ? ([['Description', ticket.description]] as const) : []),
          ['Erreur', ticket.errorMessage],
          ['Page', ticket.page],
          ['Depuis', ticket.since],
          ['Navigateur', ticket.browser],
          ['Système', ticket.os],
          ...(environment.screen ? ([['Résolution', environment.screen]] as const) : []),
          ...(environment.connection ? ([['Connexion', environment.connection]] as const) : []),
          ...(ticket.origin === 'call'
            ? ([
                ['Déjà tenté', ticket.tried.map((action) => triedActions[action]).join(', ')],
                ['Notes', ticket.notes],
                ['Demande urgente', ticket.urgentRequest],
              ] as const)
            : []),
        ]}
      />
    </Section>
  )
}

const useSentFile = (sha256: string) => useAsked('service.file', { operation: 'readAttachment', params: { sha256 } })
