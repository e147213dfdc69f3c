import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { Ticket } from '#shared/domain/ticket.ts'
import { useStationState } from '../../app/station-store.tsx'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { kindWords, touchedWords } from '../incident-words.ts'
import styles from './report-detail.module.css'
import { ticketReads } from './ticket-reads.ts'

/** Attaches a report, with its duplicates, to an incident under way: its client is told of the end with the others. */
export function AttachDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const status = useStationState(({ platform }) => platform.status)
  const incidents = status?.incidents ?? []
  const [chosen, setChosen] = useState(incidents.length === 1 ? (incidents[0]?.id ?? null) : null)
  const attach = useServiceChange('attachTicket', ticketReads)
  const run = () => {
    if (chosen === null) return
    attach.mutate(
      { params: { id: chosen, ticketId: ticket.id } },
      {
        onSuccess: () => {
          notify('done', `${ticket.number} est rattaché : son client sera prévenu de la fin.`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={`Rattacher ${ticket.number} à un incident`} isOpen onClose={onClose}>
      <ListBox
        aria-label="Incidents en cours"
        autoFocus
        selectionMode="single"
        selectedKeys={chosen ? [chosen] : []}
        onSelectionChange={(keys) => {
          for (const key of keys) setChosen(String(key))
        }}
        className={styles.choices ?? ''}
      >
        {incidents.map((incident) => (
          <ListBoxItem key={incident.id} id={incident.id} textValue={incident.nature} className={styles.choice ?? ''}>
            <strong>{incident.nature}</strong>
            <span>
              {[incident.number ?? kindWords(incident), touchedWords(incident, status?.services ?? [])].join(' · ')}
            </span>
          </ListBoxItem>
        ))}
      </ListBox>
      {attach.error && (
        <p role="alert" className={styles.problem}>
          {attach.error.message}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Annuler</Button>
        <Button variant="primary" onPress={run} isDisabled={chosen === null} isPending={attach.isPending}>
          Rattacher
        </Button>
      </DialogActions>
    </Dialog>
  )
}
