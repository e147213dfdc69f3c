import { useState } from 'react'
import { type Incident, incidentStates, isEnded, statesOf } from '#shared/domain/incident.ts'
import { useDraft } from '../../app/draft.ts'
import { serviceErrors } from '../../service/service-errors.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { OneOf } from '../../ui/choices.tsx'
import { notify } from '../../ui/notices.ts'
import { Screen } from '../../ui/screen.tsx'
import { Loading } from '../../ui/screen-states.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { useIncident } from '../page/use-incident.ts'
import { openIncident } from '../place.ts'
import { Preview } from '../preview/preview.tsx'
import { useNow } from '../use-now.ts'
import { FormFoot, FormProblem, FoundDraft, IncidentForm } from './form-parts.tsx'
import { IncidentFields } from './incident-fields.tsx'
import styles from './incident-form.module.css'
import { incidentReads } from './incident-reads.ts'
import { TemplateBar } from './template-bar.tsx'
import { TheirChange } from './their-change.tsx'
import { changeOf, readTyped } from './typed-incident.ts'
import { begunUpdate, mergeUpdate, typedUpdate } from './typed-update.ts'

const notes = 'Lue par les clients sur la page de statut et dans les emails. Rien : la mise à jour se fait sans mot.'

/** "Mettre à jour": one form writes the status page, the banner, the hotliners' script and the emails. */
export function UpdatePage({ id }: { id: string }) {
  const { incident, services, story } = useIncident(id)
  if (!incident || services.length === 0)
    return (
      <Screen title="Mettre à jour">
        <Loading />
      </Screen>
    )
  return <UpdateForm incident={incident} services={services} entries={story?.entries ?? []} />
}

interface UpdateFormProps {
  incident: Incident
  services: ReturnType<typeof useIncident>['services']
  entries: NonNullable<ReturnType<typeof useIncident>['story']>['entries']
}

function UpdateForm({ incident, services, entries }: UpdateFormProps) {
  const { id } = incident
  const draft = useDraft(`incident/${id}/update`, typedUpdate, begunUpdate(incident))
  const update = useServiceChange('updateIncident', incidentReads, draft.id)
  const now = useNow()
  const [refusals, setRefusals] = useState(0)
  const title = `Mettre à jour : ${incident.number ?? incident.nature}`
  if (draft.value === null)
    return (
      <Screen title={title}>
        <Loading />
      </Screen>
    )

  const value = draft.value
  const { typed, base, state, note } = value
  const { details, errors } = readTyped(typed, now)
  const body = {
    version: value.version,
    ...changeOf(base, typed, details),
    ...(state !== value.baseState && state !== 'resolved' && state !== 'completed' && { state }),
    ...(note.trim() !== '' && { note: note.trim() }),
  }
  const merged = mergeUpdate(value, incident)
  const isChanged = Object.keys(body).length > 1
  const isSendable = isChanged && Object.keys(errors).length === 0 && value.version === incident.version
  const send = () => {
    if (!isSendable) setRefusals(refusals + 1)
    if (!isSendable || update.isPending) return
    update.mutate(
      { params: { id }, body },
      {
        onSuccess: async () => {
          await draft.forget()
          notify('done', 'La mise à jour est publiée.')
          openIncident(id)
        },
      },
    )
  }
  const shown = { ...(refusals > 0 && errors), ...serviceErrors(update.error) }
  const states = Object.fromEntries(statesOf[typed.kind].slice(0, -1).map((of) => [of, incidentStates[of]]))

  return (
    <Screen
      title={title}
      asideLabel="Ce qui sera dit"
      aside={
        <Preview
          change={isSendable ? { change: 'update', incidentId: id, of: body } : null}
          waiting={
            value.version !== incident.version
              ? 'Reprenez d’abord votre saisie sur la dernière version.'
              : isChanged
                ? 'Des champs sont à revoir.'
                : 'Changez un champ ou écrivez une note : ce qui sera dit s’affiche ici.'
          }
        />
      }
    >
      <IncidentForm onSend={send}>
        {draft.wasFound && (
          <FoundDraft
            onGiveUp={async () => {
              await draft.forget()
              draft.begin(begunUpdate(incident))
            }}
          />
        )}
        <TheirChange
          incident={incident}
          version={value.version}
          clashes={merged.clashes}
          entries={entries}
          services={services}
          refusals={refusals}
          onGoOn={() => draft.set(merged.value)}
        />
        {isEnded(incident) && <p className={styles.problem}>Cet incident est terminé : il ne se met plus à jour.</p>}
        <TemplateBar
          use="update"
          typed={typed}
          note={note}
          onFilled={({ typed: filled, note: words, state: next }) =>
            draft.set({
              ...value,
              typed: filled,
              note: words,
              state: state === value.baseState ? (next ?? state) : state,
            })
          }
        />
        <OneOf
          label="Statut"
          words={states as Record<Incident['state'], string>}
          value={state}
          onChange={(next) => draft.set({ ...value, state: next })}
        />
        <TextArea
          label="Ce que vous dites aux clients"
          hint={notes}
          maxLength={2000}
          value={note}
          onChange={(words) => draft.set({ ...value, note: words })}
          error={shown.note}
        />
        <IncidentFields
          typed={typed}
          services={services}
          errors={shown}
          onChange={(field, next) => draft.set({ ...value, typed: { ...typed, [field]: next } })}
        />
        <FormProblem error={update.error} refusals={Object.keys(errors).length > 0 ? refusals : 0} />
        <FormFoot
          keeping={draft.keeping}
          onCancel={() => openIncident(id)}
          submit="Publier la mise à jour"
          isDisabled={!isChanged || isEnded(incident)}
          isPending={update.isPending}
        />
      </IncidentForm>
    </Screen>
  )
}
