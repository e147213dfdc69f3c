import { useState } from 'react'
import type { OutboxRow, StationTicket } from '#shared/contracts/station.ts'
import { useAsked } from '../app/asked.ts'
import { openCall } from '../app/navigation.ts'
import { useStation, useStationState } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { formatDayAndHour, formatMoment } from '../ui/dates.ts'
import { notify } from '../ui/notices.ts'
import { Screenshots } from '../ui/screenshots.tsx'
import { TraceReference } from '../ui/trace-reference.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { DeliveryMark } from './delivery-mark.tsx'
import { deliveryOf, type Entry, momentOf, nextWords, subtitleOf, titleOf } from './entries.ts'
import styles from './entry-detail.module.css'
import { TicketDetails } from './ticket-details.tsx'

/** One entry, closely: where it stands, what happens next, what can be done, what it says. */
export function EntryDetail({ entry, onChanged }: { entry: Entry; onChanged: () => void }) {
  const isOnline = useStationState((state) => state.link === 'online')
  const mustSignIn = useStationState((state) => state.session?.mustSignIn ?? false)
  const delivery = deliveryOf(entry)
  return (
    <div className={styles.detail}>
      <div className={styles.head}>
        <h2 className={styles.title}>{titleOf(entry)}</h2>
        <p className={styles.subtitle}>{subtitleOf(entry)}</p>
        <p className={styles.subtitle}>
          {entry.of === 'call' ? 'commencé' : 'écrit'} le {formatDayAndHour(momentOf(entry))}
        </p>
      </div>
      <div className={delivery?.state === 'refused' ? `${styles.next} ${styles.refused}` : styles.next}>
        <DeliveryMark entry={entry} />
        {delivery?.refusal && <p className={styles.refusal}>{delivery.refusal}</p>}
        {delivery?.state === 'refused' && <TraceReference id={delivery.traceId} />}
        <p>
          {mustSignIn && delivery?.state === 'waiting'
            ? 'Le service ne reconnaît plus votre session : il partira une fois que vous vous serez reconnecté.'
            : nextWords(entry, isOnline, formatMoment)}
        </p>
        {entry.of === 'call' && (
          <div>
            <Button variant="primary" onPress={() => openCall(entry.ongoing.call.id)}>
              Reprendre l’appel
            </Button>
          </div>
        )}
        {delivery && <DeliveryActions delivery={delivery} entry={entry} onChanged={onChanged} />}
      </div>
      {entry.of === 'ticket' && (
        <>
          <TicketDetails ticket={entry.filed.ticket} />
          <Screenshots of={entry.filed.ticket.attachments} useFile={useKeptFile} />
        </>
      )}
    </div>
  )
}

interface DeliveryActionsProps {
  delivery: OutboxRow
  entry: Entry
  onChanged: () => void
}

function DeliveryActions({ delivery, entry, onChanged }: DeliveryActionsProps) {
  const station = useStation()
  const [correcting, setCorrecting] = useState<StationTicket | null>(null)
  if (delivery.state === 'sent' || delivery.state === 'sending') return null

  const retry = async () => {
    const asked = await station.ask('outbox.retry', { id: delivery.id })
    if (asked.ok) notify('done', 'Nouvel essai demandé.')
    else notify('bad', asked.error.message)
    onChanged()
  }
  const isRefused = delivery.state === 'refused'
  return (
    <div className={styles.actions}>
      {isRefused && entry.of === 'ticket' && (
        <Button variant="primary" onPress={() => setCorrecting(entry.filed)}>
          Corriger
        </Button>
      )}
      <Button onPress={retry}>{isRefused ? 'Renvoyer tel quel' : 'Envoyer maintenant'}</Button>
      {correcting && (
        <CorrectDialog
          filed={correcting}
          onClose={() => setCorrecting(null)}
          onCorrected={() => {
            setCorrecting(null)
            notify('done', 'Ticket corrigé : il repart.')
            onChanged()
          }}
        />
      )}
    </div>
  )
}

const useKeptFile = (sha256: string) => useAsked('attachments.read', { sha256 })
