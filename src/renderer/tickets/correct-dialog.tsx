import { type FormEvent, useState } from 'react'
import type { StationTicket } from '#shared/contracts/station.ts'
import { type NewTicket, newTicket } from '#shared/domain/ticket.ts'
import { useStation } from '../app/station-store.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog, Dialog, DialogActions } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import { TicketFields } from '../ui/ticket-fields.tsx'
import styles from './correct-dialog.module.css'

interface CorrectDialogProps {
  filed: StationTicket
  onClose: () => void
  onCorrected: () => void
}

type Errors = Partial<Record<string, string>>

/** A refused ticket, corrected: the same ticket goes again. What is typed is not left without being asked. */
export function CorrectDialog({ filed, onClose, onCorrected }: CorrectDialogProps) {
  const station = useStation()
  const [ticket, setTicket] = useState<NewTicket>(filed.ticket)
  const [errors, setErrors] = useState<Errors>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [isLeaving, setIsLeaving] = useState(false)
  const [isBusy, setIsBusy] = useState(false)

  const close = () => (ticket === filed.ticket ? onClose() : setIsLeaving(true))
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const { contact } = ticket
    const corrected = {
      ...ticket,
      contact: { ...contact, email: contact.email?.trim() || null, phone: contact.phone?.trim() || null },
    }
    const found = errorsOf(corrected)
    setErrors(found)
    if (Object.keys(found).length > 0) {
      setProblem('Certains champs sont à revoir.')
      return
    }
    setIsBusy(true)
    const sent = await station.ask('tickets.correct', { ticket: corrected })
    setIsBusy(false)
    if (sent.ok) onCorrected()
    else setProblem(sent.error.message)
  }
  const changeContact = (change: Partial<NewTicket['contact']>) =>
    setTicket({ ...ticket, contact: { ...ticket.contact, ...change } })

  return (
    <Dialog
      title={`Corriger le ticket de ${filed.clientName || 'client inconnu'}`}
      width="wide"
      isOpen
      onClose={close}
      isDismissable={false}
    >
      <form onSubmit={send} noValidate className={styles.form}>
        {filed.delivery.refusal && (
          <p className={styles.refusal}>
            <strong>Refusé :</strong> {filed.delivery.refusal}
          </p>
        )}
        {ticket.accountId === null && (
          <div className={styles.contact}>
            <TextField
              label="Nom"
              value={ticket.contact.name}
              onChange={(name) => changeContact({ name })}
              error={errors['contact.name']}
            />
            <TextField
              label="Email"
              type="email"
              value={ticket.contact.email ?? ''}
              onChange={(email) => changeContact({ email })}
              error={errors['contact.email']}
            />
            <TextField
              label="Téléphone"
              type="tel"
              value={ticket.contact.phone ?? ''}
              onChange={(phone) => changeContact({ phone })}
              error={errors['contact.phone']}
            />
          </div>
        )}
        <TicketFields
          form={ticket}
          errors={errors}
          onChange={(field, value) => setTicket({ ...ticket, [field]: value })}
        />
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <DialogActions>
          <Button onPress={close}>Annuler</Button>
          <Button variant="primary" type="submit" isPending={isBusy}>
            Corriger et renvoyer
          </Button>
        </DialogActions>
      </form>
      <ConfirmDialog
        title="Abandonner ces corrections ?"
        confirmLabel="Abandonner"
        cancelLabel="Continuer à corriger"
        isOpen={isLeaving}
        onConfirm={onClose}
        onCancel={() => setIsLeaving(false)}
      >
        <p>Le ticket reste tel qu’il était, refusé, gardé sur ce poste. Seules vos corrections seraient perdues.</p>
      </ConfirmDialog>
    </Dialog>
  )
}

function errorsOf(ticket: NewTicket): Errors {
  const parsed = newTicket.safeParse(ticket)
  if (parsed.success) return {}
  return Object.fromEntries(
    parsed.error.issues.map((issue) => [
      issue.path.join('.'),
      issue.code === 'too_big'
        ? `Trop long : ${issue.maximum} caractères au plus.`
        : issue.path.at(-1) === 'email'
          ? 'Une adresse s’écrit comme sophie.l@laposte.net ; laissez vide s’il n’y en a pas.'
          : 'Cette valeur n’est pas acceptée.',
    ]),
  )
}
