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
  const [mendedId, setMendedId] = useState<string | null>(null)
  const { notes } = incident
  const mended = notes.find(({ id }) => id === mendedId)
  return (
    <Section title="Ce qui a été dit aux clients">
      {notes.length === 0 && <Empty title="Rien encore." />}
      <ol className={styles.entries}>
        {notes.map((note) => (
          <li key={note.id} className={`${styles.entry} ${styles.dated}`}>
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
                    onPress={() => setMendedId(note.id)}
                  >
                    Corriger
                  </Button>
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
      <Dialog
        title="Corriger ces mots"
        isOpen={mended !== undefined}
        onClose={() => setMendedId(null)}
        isDismissable={false}
      >
        {mended && <NoteForm incident={incident} note={mended} onClose={() => setMendedId(null)} />}
      </Dialog>
    </Section>
  )
}

interface NoteFormProps {
  incident: Incident
  note: PublicNote
  onClose: () => void
}

const typedNote = z.object({
  text: z.string(),
  /** What it said when it was last looked at. */
  base: z.string(),
})

function NoteForm({ incident: { id, version }, note, onClose }: NoteFormProps) {
  const draft = useDraft(`incident/${id}/note/${note.id}`, typedNote, { text: note.text, base: note.text })
  const correct = useServiceChange('correctIncidentNote', incidentReads, draft.id)
  const { text: typed, base } = draft.value ?? { text: note.text, base: note.text }
  // Not touched yet: it says what clients read now.
  const text = typed === base ? note.text : typed
  const isOutdated = base !== note.text && text.trim() !== note.text
  const canSend = text.trim() !== '' && text.trim() !== note.text && !isOutdated
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!canSend || correct.isPending) return
        correct.mutate(
          { params: { id, noteId: note.id }, body: { version, text: text.trim() } },
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
      {isOutdated && (
        <div role="alert" className={form.changed}>
          <p>Ces mots ont été corrigés pendant votre saisie. Les clients lisent maintenant :</p>
          <p className={styles.public}>{note.text}</p>
          <div>
            <Button variant="primary" onPress={() => draft.set({ text, base: note.text })}>
              Reprendre ma saisie sur leur version
            </Button>
          </div>
        </div>
      )}
      <TextArea
        label="Ce que lisent les clients"
        hint="La page de statut dit aussitôt les nouveaux mots. Les emails déjà partis ne changent pas ; le journal garde les anciens."
        maxLength={2000}
        autoFocus
        value={text}
        onChange={(words) => draft.set({ text: words, base: typed === base ? note.text : base })}
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
