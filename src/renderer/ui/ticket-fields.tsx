import { type TicketForm, ticketKinds, ticketPriorities, triedActions } from '#shared/domain/ticket.ts'
import { AnyOf, OneOf } from './choices.tsx'
import { TextArea, TextField } from './text-field.tsx'
import styles from './ticket-fields.module.css'

type TextKey = Exclude<keyof TicketForm, 'kind' | 'priority' | 'tried'>

interface TicketFieldsProps {
  form: TicketForm
  /** Called at each keystroke or choice. */
  onChange: <K extends keyof TicketForm>(field: K, value: TicketForm[K]) => void
  errors?: Partial<Record<keyof TicketForm, string>>
}

/** The incident ticket's form of phase 4, with the procedure's own words. */
export function TicketFields({ form, onChange, errors = {} }: TicketFieldsProps) {
  const text = (field: TextKey) => ({
    value: form[field],
    error: errors[field],
    onChange: (value: string) => onChange(field, value),
  })
  return (
    <div className={styles.fields}>
      <OneOf
        label="Type d’incident"
        words={ticketKinds}
        value={form.kind}
        onChange={(kind) => onChange('kind', kind)}
      />
      <OneOf
        label="Priorité"
        words={ticketPriorities}
        value={form.priority}
        onChange={(priority) => onChange('priority', priority)}
      />
      <div className={styles.pair}>
        <TextField label="Navigateur" {...text('browser')} />
        <TextField label="Système d’exploitation" {...text('os')} />
        <TextField label="Page concernée" {...text('page')} />
        <TextField label="Depuis quand" {...text('since')} />
      </div>
      <TextArea label="Message d’erreur exact" rows={2} {...text('errorMessage')} />
      <AnyOf
        label="Actions déjà tentées"
        words={triedActions}
        value={form.tried}
        onChange={(tried) => onChange('tried', tried)}
        layout="line"
      />
      <TextArea label="Notes du hotliner" {...text('notes')} />
      <TextArea label="Demande urgente traitée par téléphone" rows={2} {...text('urgentRequest')} />
    </div>
  )
}
