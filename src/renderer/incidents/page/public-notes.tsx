import { useState } from 'react'
import { z } from 'zod'
import { type Incident, type PublicNote, stateWords } from '#shared/domain/incident.ts'
import { useDraft } from '../../app/draft.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { formatDayAndHour } from '../../ui/dates.ts'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { Empty } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { FormProblem } from '../form/form-parts.tsx'
import form from '../form/incident-form.module.css'
import { incidentReads } from '../form/incident-reads.ts'
import { useMayAct } from '../use-may-act.ts'
import styles from './journal.module.css'

/** What clients were told, the last first; the team may mend its words, over or not. */
export function PublicNotes({ incident }: { incident: Incident }) {
  const mayAct = useMayAct()
  const [mended, setMended] = useState<PublicNote | null>(null)
  const { notes } = incident
  return (
    <Section title="Ce qui a été dit aux clients">
      {notes.length === 0 && <Empty title="Rien encore." />}
      <ol className={styles.entries}>
        {notes.map((note) => (
          <li key={note.id} className={styles.entry}>
            <time dateTime={note.at} className={styles.when}>
              {formatDayAndHour(note.at)}
            </time>
            <div className={styles.what}>
              <p>
                <strong>{stateWords(incident, note.state)}</strong>
              </p>
              <p className={styles.public}>{note.text}</p>
              {mayAct && (
                <div>
                  <Button
                    variant="quiet"
                    aria-label={`Corriger ce qui a été dit le ${formatDayAndHour(note.at)}`}
                    onPress={() => setMended(note)}
                  >
                    Corriger
                  </Button>
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
      <Dialog title="Corriger ces mots" isOpen={mended !== null} onClose={() => setMended(null)} isDismissable={false}>
        {mended && <NoteForm incident={incident} note={mended} onClose={() => setMended(null)} />}
      </Dialog>
    </Section>
  )
}

interface NoteFormProps {
  incident: Incident
  note: PublicNote
  onClose: () => void
}

function NoteForm({ incident: { id, version }, note, onClose }: NoteFormProps) {
  const draft = useDraft(`incident/${id}/note/${note.id}`, z.string(), note.text)
  const correct = useServiceChange('correctIncidentNote', incidentReads, draft.id)
  const text = draft.value?.trim() ?? ''
  const canSend = text !== '' && text !== note.text
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!canSend || correct.isPending) return
        correct.mutate(
          { params: { id, noteId: note.id }, body: { version, text } },
          {
            onSuccess: async () => {
              await draft.forget()
              notify('done', 'Ces mots sont corrigés sur la page de statut.')
              onClose()
            },
          },
        )
      }}
    >
      <TextArea
        label="Ce que lisent les clients"
        hint="La page de statut dit aussitôt les nouveaux mots. Les emails déjà partis ne changent pas ; le journal garde les anciens."
        maxLength={2000}
        autoFocus
        value={draft.value ?? ''}
        onChange={draft.set}
      />
      <FormProblem error={correct.error} />
      <DialogActions>
        <Button onPress={onClose}>Plus tard</Button>
        <Button variant="primary" type="submit" isDisabled={!canSend} isPending={correct.isPending}>
          Corriger
        </Button>
      </DialogActions>
    </form>
  )
}
