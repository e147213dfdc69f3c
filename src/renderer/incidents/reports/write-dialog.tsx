import type { FormEvent } from 'react'
import { z } from 'zod'
import type { Ticket } from '#shared/domain/ticket.ts'
import { useDraft } from '../../app/draft.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { KeptWords } from '../../ui/kept-words.tsx'
import { notify } from '../../ui/notices.ts'
import { TextArea } from '../../ui/text-field.tsx'
import { TraceReference } from '../../ui/trace-reference.tsx'
import styles from './report-detail.module.css'
import { ticketReads } from './ticket-reads.ts'

const writings = {
  answer: {
    title: 'Répondre au client',
    label: 'Votre réponse',
    hint: 'Envoyée par email, en votre nom d’équipe, avec le numéro du signalement.',
    send: 'Envoyer la réponse',
    done: 'La réponse part par email.',
    maxLength: 2000,
  },
  add: {
    title: 'Ajouter une note',
    label: 'Note',
    hint: 'Lue par tous ceux qui suivent ce signalement ; le client ne la reçoit pas.',
    send: 'Ajouter',
    done: 'La note est ajoutée.',
    maxLength: 1000,
  },
  solve: {
    title: 'Fermer le signalement, résolu',
    label: 'Ce qui a été fait',
    hint: 'Le client en est prévenu par email, avec ces mots ; ceux des doublons aussi.',
    send: 'Fermer le signalement',
    done: 'Le signalement est fermé, son client est prévenu.',
    maxLength: 1000,
  },
} as const

interface WriteDialogProps {
  ticket: Ticket
  what: keyof typeof writings
  onClose: () => void
}

/** Words for a report: kept as they are typed, and until they have been received. */
export function WriteDialog({ ticket, what, onClose }: WriteDialogProps) {
  const { title, label, hint, send, done, maxLength } = writings[what]
  const draft = useDraft(`ticket/${ticket.id}/${what}`, z.string(), '')
  const answer = useServiceChange('answerTicket', ticketReads, draft.id)
  const add = useServiceChange('addToTicket', ticketReads, draft.id)
  const solve = useServiceChange('solveTicket', ticketReads)
  const change = { answer, add, solve }[what]
  const text = draft.value?.trim() ?? ''

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text === '' || change.isPending) return
    const params = { id: ticket.id }
    const onSuccess = async () => {
      await draft.forget()
      notify('done', done)
      onClose()
    }
    if (what === 'solve') solve.mutate({ params, body: { explanation: text } }, { onSuccess })
    else (what === 'answer' ? answer : add).mutate({ params, body: { text } }, { onSuccess })
  }
  return (
    <Dialog title={`${title} · ${ticket.number}`} isOpen onClose={onClose} isDismissable={false}>
      <form onSubmit={submit} className={styles.form}>
        {draft.value !== null && (
          <TextArea
            label={label}
            hint={hint}
            rows={5}
            maxLength={maxLength}
            autoFocus
            value={draft.value}
            onChange={draft.set}
          />
        )}
        <p className={styles.kept}>
          <KeptWords keeping={draft.keeping} />
        </p>
        {change.error && (
          <div role="alert">
            <p className={styles.problem}>{change.error.message}</p>
            {change.error.traceId && <TraceReference id={change.error.traceId} />}
          </div>
        )}
        <DialogActions>
          <Button onPress={onClose}>Plus tard</Button>
          <Button variant="primary" type="submit" isDisabled={text === ''} isPending={change.isPending}>
            {send}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
