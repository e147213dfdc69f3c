import { GridList, GridListItem } from 'react-aria-components/GridList'
import { type Ticket, type TicketStanding, ticketPriorities } from '#shared/domain/ticket.ts'
import { Answered } from '../../service/answered.tsx'
import { MorePages } from '../../service/more-pages.tsx'
import { useServicePages } from '../../service/use-service-pages.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Empty } from '../../ui/screen-states.tsx'
import { showTicket, useIncidentsPlace } from '../place.ts'
import { useMayAct } from '../use-may-act.ts'
import styles from './report-list.module.css'
import { emptyWords, reportTitle } from './report-words.ts'
import { useHandle } from './use-handle.ts'

/** As many as the service lists at once. */
const pageSize = 200

/** The reports that stand somewhere; arrows move through them, Enter looks at one, its button takes it in hand. */
export function ReportList({ standing }: { standing: TicketStanding }) {
  const pages = useServicePages(
    'listTickets',
    { query: { standing } },
    ({ query }, after) => ({ query: { ...query, after } }),
    ({ tickets }) => (tickets.length < pageSize ? null : (tickets.at(-1)?.id ?? null)),
  )
  return (
    <Answered of={{ ...pages, isPlaceholderData: false }} failure="Les signalements n’ont pas pu être lus">
      {({ pages: read }) => (
        <>
          <List tickets={read.flatMap(({ tickets }) => tickets)} standing={standing} />
          <MorePages of={pages} label="Voir les précédents" />
        </>
      )}
    </Answered>
  )
}

function List({ tickets, standing }: { tickets: readonly Ticket[]; standing: TicketStanding }) {
  const ticketId = useIncidentsPlace((state) => state.ticketId)
  const mayAct = useMayAct()
  const handle = useHandle()
  return (
    <GridList
      aria-label="Signalements"
      items={tickets.map((ticket) => ({ id: ticket.id, ticket }))}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={ticketId ? [ticketId] : []}
      onSelectionChange={(keys) => {
        for (const key of keys) showTicket(String(key))
      }}
      onAction={(key) => showTicket(String(key))}
      className={styles.list ?? ''}
      renderEmptyState={() => <Empty title={emptyWords[standing]} />}
    >
      {({ ticket }) => (
        <GridListItem
          id={ticket.id}
          textValue={`${ticket.number} ${reportTitle(ticket)}`}
          className={styles.report ?? ''}
        >
          <span className={styles.what}>
            <strong>{reportTitle(ticket)}</strong>
            <span>
              {ticket.number} · Client : {ticket.contact.name || 'inconnu'} · Priorité :{' '}
              {shortPriority(ticket.priority)}
              {ticket.assignee && standing !== 'mine' && ` · ${ticket.assignee.displayName}`}
            </span>
          </span>
          <span className={styles.moment}>{formatMoment(ticket.receivedAt)}</span>
          {mayAct && standing !== 'closed' && standing !== 'attached' && (
            <Button aria-label={`Traiter ${ticket.number}`} onPress={() => handle(ticket)}>
              Traiter
            </Button>
          )}
        </GridListItem>
      )}
    </GridList>
  )
}

/** Without what the form explains of it. */
const shortPriority = (of: Ticket['priority']) => ticketPriorities[of].replace(/ \(.*/, '')
