import { type FormEvent, useState } from 'react'
import type { IncidentState } from '#shared/domain/incident.ts'
import { type IncidentTemplate, withTemplate } from '#shared/domain/incident-template.ts'
import { useService, useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog, Dialog, DialogActions } from '../../ui/dialog.tsx'
import { notify } from '../../ui/notices.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './incident-form.module.css'
import { readTyped, type TypedIncident } from './typed-incident.ts'

interface Filled {
  typed: TypedIncident
  note: string
  state: IncidentState | undefined
}

interface TemplateBarProps {
  use: IncidentTemplate['content']['for']
  typed: TypedIncident
  note: string
  onFilled: (filled: Filled) => void
}

/** The team's templates: one fills what is still empty, never what is typed; what is typed can be kept as one. */
export function TemplateBar({ use, typed, note, onFilled }: TemplateBarProps) {
  const { data } = useService('listTemplates', {})
  const [chosen, setChosen] = useState('')
  const [naming, setNaming] = useState<'new' | 'change' | null>(null)
  const [isDeleting, setIsDeleting] = useState(false)
  const remove = useServiceChange('deleteTemplate', ['listTemplates'])
  const templates = (data?.templates ?? []).filter(({ content }) => content.for === use)
  const template = templates.find(({ id }) => id === chosen) ?? templates[0]
  return (
    <div className={styles.row}>
      {template && (
        <>
          <Select
            label="Modèle"
            words={Object.fromEntries(templates.map(({ id, name }) => [id, name]))}
            value={template.id}
            onChange={setChosen}
          />
          <Button onPress={() => onFilled(filledBy(template, typed, note))}>Remplir ce qui est vide</Button>
        </>
      )}
      <Button onPress={() => setNaming('new')}>Garder comme modèle</Button>
      {template && (
        <Button variant="quiet" aria-label="Modifier le modèle" onPress={() => setNaming('change')}>
          Modifier
        </Button>
      )}
      {template && (
        <Button variant="quiet" aria-label="Supprimer le modèle" onPress={() => setIsDeleting(true)}>
          Supprimer
        </Button>
      )}
      {naming && (
        <NameDialog
          use={use}
          typed={typed}
          note={note}
          changed={naming === 'change' && template ? template : null}
          onClose={() => setNaming(null)}
        />
      )}
      <ConfirmDialog
        title={`Supprimer le modèle « ${template?.name} » ?`}
        confirmLabel="Supprimer"
        isOpen={isDeleting}
        onCancel={() => setIsDeleting(false)}
        onConfirm={() => {
          setIsDeleting(false)
          if (template)
            remove.mutate({ params: { id: template.id } }, { onError: ({ message }) => notify('bad', message) })
        }}
      >
        <p>Toute l’équipe l’a. Les incidents qui en sont partis ne changent pas.</p>
      </ConfirmDialog>
    </div>
  )
}

function filledBy({ content }: IncidentTemplate, typed: TypedIncident, note: string): Filled {
  const { fields } = content
  const words: Partial<TypedIncident> = {
    ...(fields.nature && { nature: fields.nature }),
    ...(fields.impact && { impact: fields.impact }),
    ...(fields.cause && { cause: fields.cause }),
    ...(fields.team && { team: fields.team }),
    ...(fields.workarounds && { workarounds: fields.workarounds.join('\n') }),
    ...(fields.affectedPercent != null && { affectedPercent: String(fields.affectedPercent) }),
    ...(fields.estimatedMinutes && { estimatedEndAt: `+${fields.estimatedMinutes}` }),
  }
  const levels = Object.fromEntries((fields.services ?? []).map(({ id, level }) => [id, level]))
  const filled = withTemplate(typed, words)
  return {
    typed: Object.keys(typed.levels).length === 0 ? { ...filled, levels } : filled,
    note: content.for === 'update' ? withTemplate({ note }, { note: content.fields.note ?? '' }).note : note,
    state: content.for === 'update' ? content.fields.state : undefined,
  }
}

interface NameDialogProps {
  use: IncidentTemplate['content']['for']
  typed: TypedIncident
  note: string
  /** The one that takes what is typed; null: a new one. */
  changed: IncidentTemplate | null
  onClose: () => void
}

function NameDialog({ use, typed, note, changed, onClose }: NameDialogProps) {
  const [name, setName] = useState(changed?.name ?? '')
  const change = useServiceChange('changeTemplate', ['listTemplates'])
  const create = useServiceChange('createTemplate', ['listTemplates'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '' || create.isPending || change.isPending) return
    const { details } = readTyped(typed, Date.now())
    const fields = {
      ...(details.services.length > 0 && { services: details.services }),
      ...(details.nature && { nature: details.nature }),
      ...(details.impact && { impact: details.impact }),
      ...(details.cause && { cause: details.cause }),
      ...(details.team && { team: details.team }),
      ...(details.workarounds.length > 0 && { workarounds: details.workarounds }),
    }
    const content =
      use === 'incident'
        ? { for: use, fields: { ...fields, kind: typed.kind } }
        : { for: use, fields: { ...fields, ...(note.trim() && { note: note.trim() }) } }
    const onSuccess = () => {
      notify('done', `Le modèle « ${name.trim()} » est gardé pour toute l’équipe.`)
      onClose()
    }
    const body = { name: name.trim(), content }
    if (changed)
      change.mutate({ params: { id: changed.id }, body: { ...body, version: changed.version } }, { onSuccess })
    else create.mutate({ body }, { onSuccess })
  }
  return (
    <Dialog title={changed ? 'Modifier le modèle' : 'Garder comme modèle'} isOpen onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="Nom du modèle"
          hint={
            changed
              ? 'Il gardera ce qui est saisi maintenant dans le formulaire, à la place de ce qu’il disait.'
              : 'Il remplira ce qui est vide, sans jamais remplacer ce qui est saisi. Les heures n’en font pas partie.'
          }
          maxLength={80}
          autoFocus
          value={name}
          onChange={setName}
          error={(create.error ?? change.error)?.message}
        />
        <DialogActions>
          <Button onPress={onClose}>Annuler</Button>
          <Button
            variant="primary"
            type="submit"
            isDisabled={name.trim() === ''}
            isPending={create.isPending || change.isPending}
          >
            Garder
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
