import { type TicketForm as Form, fillTicket } from '#shared/domain/ticket.ts'
import { Details } from '../../ui/details.tsx'
import { TicketFields } from '../../ui/ticket-fields.tsx'
import { Screenshots } from '../screenshots/screenshots.tsx'
import { useCall } from '../use-call.tsx'
import styles from './ticket-form.module.css'

/** Where each field of the form is kept: the agent's own word beside what the call fills in. */
const keyOf: Record<keyof Form, string> = {
  kind: 'ticket.kind',
  browser: 'ticket.browser',
  os: 'ticket.os',
  errorMessage: 'ticket.errorMessage',
  page: 'ticket.page',
  since: 'ticket.since',
  priority: 'ticket.priority',
  tried: 'ticket.tried',
  notes: 'notes',
  urgentRequest: 'urgentRequest',
}

/** The whole form of phase 4, filled by the call; every change is kept as it is made. */
export function TicketForm() {
  const { player, state, facts, canWrite } = useCall()
  const { values } = state
  const change = <K extends keyof Form>(field: K, value: Form[K]) =>
    player.setValue(keyOf[field], Array.isArray(value) ? value.join(',') : String(value))

  return (
    <div className={styles.form}>
      <Details
        rows={[
          ['Client', values['client.displayName'] || values['contact.name'] || 'non identifié'],
          ['Email', values['client.email'] || values['client.maskedEmail'] || values['contact.email'] || null],
          ['Téléphone', values['client.phone'] || values['client.maskedPhone'] || values['contact.phone'] || null],
        ]}
      />
      <fieldset disabled={!canWrite} className={styles.fields}>
        <TicketFields form={fillTicket(facts, values)} onChange={change} />
      </fieldset>
      <Screenshots />
    </div>
  )
}
