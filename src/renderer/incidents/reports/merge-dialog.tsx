import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { Ticket } from '#shared/domain/ticket.ts'
import { Answered } from '../../service/answered.tsx'
import { useService, useServiceChange } from '../../service/use-service.ts'
import { matches } from '../../ui/accents.ts'
import { Button } from '../../ui/button.tsx'
import { formatMoment } from '../../ui/dates.ts'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { Empty } from '../../ui/screen-states.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './report-detail.module.css'
import { reportTitle } from './report-words.ts'
import { ticketReads } from './ticket-reads.ts'

/** Has a report followed through the one that it says again. */
export function MergeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const open = useService('listTickets', { query: { state: 'open' } })
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const merge = useServiceChange('mergeTicket', ticketReads)
  const run = () => {
    if (chosen === null) return
    merge.mutate(
      { params: { id: ticket.id }, body: { into: chosen } },
      {
        onSuccess: ({ mergedInto }) => {
          notify('done', `${ticket.number} est suivi avec ${mergedInto?.number}.`)
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={`${ticket.number}, doublon de quel signalement ?`} isOpen onClose={onClose}>
      <TextField label="Chercher" type="search" autoFocus value={query} onChange={setQuery} />
      <Answered of={open} failure="Les signalements n’ont pas pu être lus">
        {({ tickets }) => (
          <ListBox
            aria-label="Signalements ouverts"
            selectionMode="single"
            selectedKeys={chosen ? [chosen] : []}
            onSelectionChange={(keys) => {
              for (const key of keys) setChosen(String(key))
            }}
            className={styles.choices ?? ''}
            renderEmptyState={() => <Empty title="Aucun signalement ouvert ne contient ces mots" />}
          >
            {tickets
              .filter(({ id }) => id !== ticket.id)
              .filter((of) => matches(`${of.number} ${reportTitle(of)} ${of.contact.name}`, query))
              .map((of) => (
                <ListBoxItem key={of.id} id={of.id} textValue={of.number} className={styles.choice ?? ''}>
                  <strong>{reportTitle(of)}</strong>
                  <span>
                    {of.number} · {of.contact.name || 'client inconnu'} · {formatMoment(of.receivedAt)}
                  </span>
                </ListBoxItem>
              ))}
          </ListBox>
        )}
      </Answered>
      {merge.error && (
        <p role="alert" className={styles.problem}>
          {merge.error.message}
        </p>
      )}
      <DialogActions>
        <Button onPress={onClose}>Annuler</Button>
        <Button variant="primary" onPress={run} isDisabled={chosen === null} isPending={merge.isPending}>
          Réunir
        </Button>
      </DialogActions>
    </Dialog>
  )
}
