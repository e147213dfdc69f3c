import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { reportKinds, ticketKinds } from '#shared/domain/ticket.ts'
import type { Backend } from '../../backend.ts'
import { parisMoment } from '../../paris.ts'
import type { Client } from '../../portal/client-session.ts'
import {
  findOwnTicket,
  listAnswers,
  listOwnTickets,
  listScreenshotNames,
  type OwnTicket,
} from '../../portal/own-tickets.ts'
import type { ForClient } from './for-client.ts'
import { PortalPage, portalPaths, sendPortalPage } from './frame.tsx'

/** /portail: a client's tickets, and each of them. Another client's is not there. */
export function portalHome(app: FastifyInstance, { db }: Backend, forClient: ForClient): void {
  app.get(
    portalPaths.home,
    forClient(async (client, _request, reply) =>
      sendPortalPage(reply, <HomePage client={client} tickets={await listOwnTickets(db, client.id)} />),
    ),
  )

  app.get(
    `${portalPaths.tickets}/:id`,
    forClient(async (client, request, reply) => {
      const { id } = z.object({ id: z.string() }).parse(request.params)
      const ticket = await findOwnTicket(db, client.id, id)
      if (!ticket) return sendPortalPage(reply, <NoTicket client={client} />, 404)
      const hangingOn = { screenshots: await listScreenshotNames(db, id), answers: await listAnswers(db, id) }
      return sendPortalPage(reply, <TicketPage client={client} ticket={ticket} {...hangingOn} />)
    }),
  )
}

const stateWords: Record<OwnTicket['state'], string> = { open: 'En cours d’analyse', solved: 'Résolu' }

/** A ticket's kind, in the words of the form that it was filed with. */
const kindOf = ({ origin, kind }: OwnTicket): string => (origin === 'portal' ? reportKinds : ticketKinds)[kind]

function HomePage({ client, tickets }: { client: Client; tickets: OwnTicket[] }) {
  return (
    <PortalPage title={`Bonjour ${client.firstName}`} client={client} at="home">
      <p className="lead">
        Un problème technique ?{' '}
        <a href={portalPaths.report} className="whole-word">
          Signalez-le
        </a>
        , ou consultez le <a href="/">statut des services</a>.
      </p>
      <h2 id="signalements">Vos signalements</h2>
      {tickets.length === 0 ? (
        <p>Vous n'avez rien signalé.</p>
      ) : (
        <ul className="tickets" aria-labelledby="signalements">
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <a href={`${portalPaths.tickets}/${ticket.id}`}>{ticket.number}</a>
              <span className={`stage ${ticket.state}`}>{stateWords[ticket.state]}</span>
              <span className="what">{kindOf(ticket)}</span>
              <span className="when">{parisMoment(ticket.received_at)}</span>
            </li>
          ))}
        </ul>
      )}
    </PortalPage>
  )
}

interface TicketPageProps {
  client: Client
  ticket: OwnTicket
  screenshots: string[]
  answers: Awaited<ReturnType<typeof listAnswers>>
}

function TicketPage({ client, ticket, screenshots, answers }: TicketPageProps) {
  const rows: [name: string, value: string][] = [
    ['État', stateWords[ticket.state]],
    ['Reçu le', parisMoment(ticket.received_at)],
    ['Type de problème', kindOf(ticket)],
    ['Description', ticket.description],
    ['Message d’erreur', ticket.error_message],
    ['Capture d’écran', screenshots.join(', ')],
    ['Page', ticket.page],
    ['Navigateur', [ticket.browser, ticket.os && `(${ticket.os})`].filter(Boolean).join(' ')],
    ['Résolu le', ticket.solved_at ? parisMoment(ticket.solved_at) : ''],
    ['Explication', ticket.explanation ?? ''],
  ]
  return (
    <PortalPage title={`Signalement ${ticket.number}`} client={client}>
      <dl className="typed">
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {answers.length > 0 && (
        <>
          <h2>Réponses de l’équipe technique</h2>
          <ol className="notes">
            {answers.map(({ id, at, text }) => (
              <li key={id}>
                <p className="when">{parisMoment(at)}</p>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="after">
        <a href={portalPaths.home}>Tous vos signalements</a>
      </p>
    </PortalPage>
  )
}

function NoTicket({ client }: { client: Client }) {
  return (
    <PortalPage title="Signalement introuvable" client={client}>
      <p className="lead">Il n'existe pas, ou il n'est pas à vous.</p>
      <p>
        <a href={portalPaths.home}>Vos signalements</a>
      </p>
    </PortalPage>
  )
}
