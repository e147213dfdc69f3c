import { Check, Circle, Link2, User } from 'lucide-react'
import type { ServiceInput, ServiceOperation } from '#shared/contracts/service.ts'
import type { Ticket } from '#shared/domain/ticket.ts'
import { useAgent } from '../../app/station-store.tsx'
import { type ServiceProblem, useService, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { notify } from '../../ui/notices.ts'
import { openIncident, showTicket } from '../place.ts'
import { useMayAct } from '../use-may-act.ts'
import styles from './report-detail.module.css'
import { ticketReads } from './ticket-reads.ts'

/** Who has a report, what it is attached to, which one it says again; each can be undone where it is said. */
export function ReportStanding({ ticket }: { ticket: Ticket }) {
  const mayAct = useMayAct() && ticket.state === 'open'
  return (
    <div className={styles.standing}>
      <Holder ticket={ticket} mayAct={mayAct} />
      {ticket.incidentId && <Attachment ticket={ticket} incidentId={ticket.incidentId} mayAct={mayAct} />}
      {ticket.mergedInto && <Duplicate ticket={ticket} kept={ticket.mergedInto} mayAct={mayAct} />}
    </div>
  )
}

function Holder({ ticket, mayAct }: { ticket: Ticket; mayAct: boolean }) {
  const me = useAgent()
  const take = useTicketChange('takeTicket')
  const release = useTicketChange('releaseTicket')
  const { assignee, id, state } = ticket
  const isMine = assignee?.id === me.id
  return (
    <div className={styles.line}>
      {state === 'solved' ? (
        <Mark tone="ok" shape={Check}>
          Résolu
        </Mark>
      ) : assignee ? (
        <Mark tone="accent" shape={User}>
          {isMine ? 'Vous l’avez en charge' : `${assignee.displayName} l’a en charge`}
        </Mark>
      ) : (
        <Mark tone="soft" shape={Circle}>
          Personne ne l’a en charge
        </Mark>
      )}
      {mayAct &&
        ticket.mergedInto === null &&
        (isMine ? (
          <Button onPress={() => release.make({ params: { id } })} isPending={release.isPending}>
            Rendre
          </Button>
        ) : (
          <Button
            variant={assignee ? 'plain' : 'primary'}
            onPress={() => take.make({ params: { id }, body: { from: assignee?.id ?? null } })}
            isPending={take.isPending}
          >
            {assignee ? 'Prendre la suite' : 'Prendre en charge'}
          </Button>
        ))}
    </div>
  )
}

function Attachment({ ticket, incidentId, mayAct }: { ticket: Ticket; incidentId: string; mayAct: boolean }) {
  const { data } = useService('readIncident', { params: { id: incidentId } })
  const detach = useTicketChange('detachTicket')
  return (
    <div className={styles.line}>
      <Mark tone="soft" shape={Link2}>
        Rattaché à {data ? (data.number ?? `« ${data.nature} »`) : 'un incident'}
      </Mark>
      <span className={styles.actions}>
        <Button onPress={() => openIncident(incidentId)}>Voir l’incident</Button>
        {mayAct && ticket.mergedInto === null && (
          <Button
            onPress={() => detach.make({ params: { id: incidentId, ticketId: ticket.id } })}
            isPending={detach.isPending}
          >
            Détacher
          </Button>
        )}
      </span>
    </div>
  )
}

function Duplicate({
  ticket,
  kept,
  mayAct,
}: {
  ticket: Ticket
  kept: { id: string; number: string }
  mayAct: boolean
}) {
  const separate = useTicketChange('separateTicket')
  return (
    <div className={styles.line}>
      <Mark tone="soft" shape={Link2}>
        Doublon de {kept.number}
      </Mark>
      <span className={styles.actions}>
        <Button onPress={() => showTicket(kept.id)}>Voir {kept.number}</Button>
        {mayAct && (
          <Button onPress={() => separate.make({ params: { id: ticket.id } })} isPending={separate.isPending}>
            Séparer
          </Button>
        )}
      </span>
    </div>
  )
}

/** One press, made at once; why it could not be is said. */
function useTicketChange<N extends ServiceOperation>(operation: N) {
  const { isPending, mutateAsync } = useServiceChange(operation, ticketReads)
  const make = (input: ServiceInput<N>) => {
    mutateAsync(input).catch(({ message }: ServiceProblem) => notify('bad', message))
  }
  return { isPending, make }
}
