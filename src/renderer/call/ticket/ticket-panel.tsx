import { fillTicket, ticketKinds, ticketPriorities, triedActions } from '#shared/domain/ticket.ts'
import { Button } from '../../ui/button.tsx'
import { Details } from '../../ui/details.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Section } from '../../ui/section.tsx'
import { SavedWords } from '../saved-words.tsx'
import { Screenshots } from '../screenshots/screenshots.tsx'
import { useCall } from '../use-call.tsx'
import { TicketForm } from './ticket-form.tsx'
import { TicketNumber } from './ticket-number.tsx'
import styles from './ticket-panel.module.css'

interface TicketPanelProps {
  isFormOpen: boolean
  onFormOpenChange: (isOpen: boolean) => void
}

/** The ticket as the call fills it by itself; the agent only checks it, or opens the whole form. */
export function TicketPanel({ isFormOpen, onFormOpenChange }: TicketPanelProps) {
  const { state, facts, view, canWrite } = useCall()
  const form = fillTicket(facts, state.values)
  const isFiled = facts.ticket === 'numbered' || facts.ticket === 'queued'
  const isInStep = view.panel === 'ticket'

  return (
    <Section title="Ticket" aside={isFiled || !canWrite ? null : <SavedWords isSaved={state.isSaved} />}>
      {isFiled && <TicketNumber />}
      {isInStep ? (
        <p className={styles.words}>À vérifier dans le formulaire de l’étape.</p>
      ) : (
        <Details
          rows={[
            ['Type', ticketKinds[form.kind]],
            ['Navigateur', [form.browser, form.os].filter(Boolean).join(', ')],
            [
              'Erreur',
              <span key="error" className={styles.message}>
                {form.errorMessage || 'aucun message noté'}
              </span>,
            ],
            ['Déjà tenté', form.tried.map((action) => triedActions[action]).join(', ')],
            ['Priorité', ticketPriorities[form.priority]],
          ]}
        />
      )}
      {!isInStep && (
        <Screenshots
          beside={!isFiled && canWrite && <Button onPress={() => onFormOpenChange(true)}>Compléter</Button>}
        />
      )}
      <Dialog
        title="Ticket incident technique"
        isOpen={isFormOpen}
        onClose={() => onFormOpenChange(false)}
        width="wide"
      >
        <TicketForm />
        <DialogActions>
          <SavedWords isSaved={state.isSaved} />
          <Button variant="primary" onPress={() => onFormOpenChange(false)}>
            Revenir à l’appel
          </Button>
        </DialogActions>
      </Dialog>
    </Section>
  )
}
