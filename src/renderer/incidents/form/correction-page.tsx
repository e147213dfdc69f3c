import { useState } from 'react'
import { z } from 'zod'
import { type Incident, isEnded } from '#shared/domain/incident.ts'
import { useDraft } from '../../app/draft.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { notify } from '../../ui/notices.ts'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading } from '../../ui/screen-states.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { parseMoment, typedMoment } from '../moment.ts'
import { useIncident } from '../page/use-incident.ts'
import { openIncident } from '../place.ts'
import { useNow } from '../use-now.ts'
import { FormFoot, FormProblem, FoundDraft, IncidentForm, serviceErrors } from './form-parts.tsx'
import { IncidentFields } from './incident-fields.tsx'
import styles from './incident-form.module.css'
import { incidentReads } from './incident-reads.ts'
import { changeOf, readTyped, typedIncident, typedOf } from './typed-incident.ts'

const typedCorrection = z.object({
  typed: typedIncident,
  /** What it was when the form was opened: what differs from it is what is corrected. */
  base: typedIncident,
  version: z.number().int(),
  resolution: z.string(),
  resolvedAt: z.string(),
  reason: z.string(),
})
type TypedCorrection = z.infer<typeof typedCorrection>

const begun = (of: Incident): TypedCorrection => ({
  ...{ typed: typedOf(of), base: typedOf(of), version: of.version, reason: '' },
  resolution: of.resolution ?? '',
  resolvedAt: of.resolvedAt ? typedMoment(of.resolvedAt) : '',
})

/** "Corriger": what is said of an incident that is over, set right without telling anybody again. */
export function CorrectionPage({ id }: { id: string }) {
  const { incident, services } = useIncident(id)
  if (!incident || services.length === 0)
    return (
      <Screen title="Corriger">
        <Loading />
      </Screen>
    )
  return isEnded(incident) ? (
    <CorrectionForm incident={incident} services={services} />
  ) : (
    <Screen title="Corriger">
      <Empty title="Cet incident est en cours : mettez-le à jour." />
    </Screen>
  )
}

interface CorrectionFormProps {
  incident: Incident
  services: ReturnType<typeof useIncident>['services']
}

function CorrectionForm({ incident, services }: CorrectionFormProps) {
  const { id } = incident
  const draft = useDraft(`incident/${id}/correction`, typedCorrection, begun(incident))
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

  const value = draft.value
  const was = begun(incident)
  const { details, errors } = readTyped(value.typed, now)
  const endedAt = parseMoment(value.resolvedAt, now, 'past')
  const wrong = {
    ...errors,
    ...(value.reason.trim() === '' && { reason: 'Dites à l’équipe pourquoi vous corrigez.' }),
    ...(endedAt === null && { resolvedAt: 'Une heure s’écrit 00:45, ou 19/12/2025 00:45.' }),
    ...(value.resolution.trim() === '' && { resolution: 'Dites comment cela s’est résolu.' }),
  }
  const change = {
    ...changeOf(value.base, value.typed, details),
    ...(value.resolution.trim() !== was.resolution && { resolution: value.resolution.trim() }),
    ...(value.resolvedAt !== was.resolvedAt && endedAt !== null && { resolvedAt: endedAt }),
  }
  const isChanged = Object.keys(change).length > 0
  const set = (next: Partial<TypedCorrection>) => draft.set({ ...value, ...next })
  const send = () => {
    if (Object.keys(wrong).length > 0) return setRefusals(refusals + 1)
    if (!isChanged || correct.isPending) return
    correct.mutate(
      { params: { id }, body: { version: value.version, reason: value.reason.trim(), ...change } },
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
              draft.begin(begun(incident))
            }}
          />
        )}
        <TextArea
          label="Pourquoi vous corrigez"
          hint="Pour l’équipe seule : gardé dans le journal avec ce qui était écrit avant."
          rows={2}
          maxLength={500}
          value={value.reason}
          onChange={(reason) => set({ reason })}
          error={shown.reason}
        />
        <div className={styles.pair}>
          <TextField
            label="Résolution"
            maxLength={300}
            value={value.resolution}
            onChange={(resolution) => set({ resolution })}
            error={shown.resolution}
          />
          <TextField
            label="Fin constatée"
            hint="Par exemple : 19/12/2025 01:25"
            value={value.resolvedAt}
            onChange={(resolvedAt) => set({ resolvedAt })}
            error={shown.resolvedAt}
          />
        </div>
        <IncidentFields
          typed={value.typed}
          services={services}
          errors={shown}
          onChange={(field, next) => set({ typed: { ...value.typed, [field]: next } })}
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
