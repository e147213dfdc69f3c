import { useState } from 'react'
import { type Incident, isEnded } from '#shared/domain/incident.ts'
import { useDraft } from '../../app/draft.ts'
import { serviceErrors } from '../../service/service-errors.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { Button } from '../../ui/button.tsx'
import { notify } from '../../ui/notices.ts'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading } from '../../ui/screen-states.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { parseMoment } from '../moment.ts'
import { useIncident } from '../page/use-incident.ts'
import { openIncident } from '../place.ts'
import { useNow } from '../use-now.ts'
import { FormFoot, FormProblem, FoundDraft, IncidentForm } from './form-parts.tsx'
import { IncidentFields } from './incident-fields.tsx'
import styles from './incident-form.module.css'
import { incidentReads } from './incident-reads.ts'
import { TheirChange } from './their-change.tsx'
import { begunCorrection, mergeCorrection, type TypedCorrection, typedCorrection } from './typed-correction.ts'
import { changeOf, readTyped } from './typed-incident.ts'

/** "Corriger": what is said of an incident that is over, set right without telling anybody again. */
export function CorrectionPage({ id }: { id: string }) {
  const { incident, services, story } = useIncident(id)
  if (!incident || services.length === 0)
    return (
      <Screen title="Corriger">
        <Loading />
      </Screen>
    )
  return <CorrectionForm incident={incident} services={services} entries={story?.entries ?? []} />
}

interface CorrectionFormProps {
  incident: Incident
  services: ReturnType<typeof useIncident>['services']
  entries: NonNullable<ReturnType<typeof useIncident>['story']>['entries']
}

function CorrectionForm({ incident, services, entries }: CorrectionFormProps) {
  const { id } = incident
  const draft = useDraft(`incident/${id}/correction`, typedCorrection, begunCorrection(incident))
  const correct = useServiceChange('correctIncident', incidentReads, draft.id)
  const now = useNow()
  const [refusals, setRefusals] = useState(0)
  const title = `Corriger : ${incident.number ?? incident.nature}`
  if (draft.value === null)
    return (
      <Screen title={title}>
        <Loading />
      </Screen>
    )

  if (!isEnded(incident))
    return (
      <Screen title={title}>
        <Empty title="Cet incident est en cours : mettez-le à jour.">
          {draft.wasFound || draft.value.version < incident.version
            ? 'Ce que vous aviez commencé à corriger est gardé ici : vous le retrouverez quand l’incident sera terminé.'
            : null}
        </Empty>
        <div>
          <Button onPress={() => openIncident(id)}>Voir l’incident</Button>
        </div>
      </Screen>
    )

  const value = draft.value
  const { typed, base, version, reason } = value
  const { details, errors } = readTyped(typed, now)
  const endedAt = parseMoment(typed.resolvedAt, now, 'past')
  const wrong = {
    ...errors,
    ...(reason.trim() === '' && { reason: 'Dites à l’équipe pourquoi vous corrigez.' }),
    ...(endedAt === null && { resolvedAt: 'Une heure s’écrit 00:45, ou 19/12/2025 00:45.' }),
    ...(typed.resolution.trim() === '' && { resolution: 'Dites comment cela s’est résolu.' }),
  }
  const corrected = { ...details, resolution: typed.resolution.trim(), resolvedAt: endedAt ?? '' }
  const change = changeOf(base, typed, corrected)
  const merged = mergeCorrection(value, incident)
  const isChanged = Object.keys(change).length > 0
  const set = (next: Partial<TypedCorrection['typed']>) => draft.set({ ...value, typed: { ...typed, ...next } })
  const send = () => {
    if (Object.keys(wrong).length > 0 || version !== incident.version) return setRefusals(refusals + 1)
    if (!isChanged || correct.isPending) return
    correct.mutate(
      { params: { id }, body: { version, reason: reason.trim(), ...change } },
      {
        onSuccess: async () => {
          await draft.forget()
          notify('done', 'La correction est faite, sans être annoncée.')
          openIncident(id)
        },
      },
    )
  }
  const shown: Partial<Record<keyof typeof wrong, string>> = {
    ...(refusals > 0 && wrong),
    ...serviceErrors(correct.error),
  }
  return (
    <Screen title={title} intro="Personne n’est prévenu : la page de statut et l’historique disent ce qui est juste.">
      <IncidentForm onSend={send}>
        {draft.wasFound && (
          <FoundDraft
            onGiveUp={async () => {
              await draft.forget()
              draft.begin(begunCorrection(incident))
            }}
          />
        )}
        <TheirChange
          incident={incident}
          version={version}
          clashes={merged.clashes}
          entries={entries}
          services={services}
          refusals={refusals}
          onGoOn={() => draft.set(merged.value)}
        />
        <TextArea
          label="Pourquoi vous corrigez"
          hint="Pour l’équipe seule : gardé dans le journal avec ce qui était écrit avant."
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(words) => draft.set({ ...value, reason: words })}
          error={shown.reason}
        />
        <div className={styles.pair}>
          <TextField
            label="Résolution"
            maxLength={300}
            value={typed.resolution}
            onChange={(resolution) => set({ resolution })}
            error={shown.resolution}
          />
          <TextField
            label="Fin constatée"
            hint="Par exemple : 19/12/2025 01:25"
            value={typed.resolvedAt}
            onChange={(resolvedAt) => set({ resolvedAt })}
            error={shown.resolvedAt}
          />
        </div>
        <IncidentFields
          typed={typed}
          services={services}
          errors={shown}
          onChange={(field, next) => set({ [field]: next })}
        />
        <FormProblem error={correct.error} refusals={Object.keys(wrong).length > 0 ? refusals : 0} />
        <FormFoot
          keeping={draft.keeping}
          onCancel={() => openIncident(id)}
          submit="Corriger"
          isDisabled={!isChanged}
          isPending={correct.isPending}
        />
      </IncidentForm>
    </Screen>
  )
}
