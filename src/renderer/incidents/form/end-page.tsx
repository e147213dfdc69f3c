import { z } from 'zod'
import { isEnded } from '#shared/domain/incident.ts'
import { useDraft } from '../../app/draft.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { notify } from '../../ui/notices.ts'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loading } from '../../ui/screen-states.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { useIncident } from '../page/use-incident.ts'
import { openIncident } from '../place.ts'
import { type AskedChange, Preview } from '../preview/preview.tsx'
import { FormFoot, FormProblem, FoundDraft, IncidentForm } from './form-parts.tsx'
import { incidentReads } from './incident-reads.ts'

interface EndPageProps {
  id: string
  what: 'resolve' | 'reopen'
  title: string
  label: string
  hint: string
  maxLength: number
  submit: string
  done: string
}

/** Ends an incident, or opens it again, with one sentence, after what it will say everywhere has been read. */
export function EndPage({ id, what, title, label, hint, maxLength, submit, done }: EndPageProps) {
  const { incident } = useIncident(id)
  const draft = useDraft(`incident/${id}/${what}`, z.string(), '')
  const resolve = useServiceChange('resolveIncident', incidentReads, draft.id)
  const reopen = useServiceChange('reopenIncident', incidentReads, draft.id)
  const change = what === 'resolve' ? resolve : reopen
  const heading = incident ? `${title} : ${incident.number ?? incident.nature}` : title
  if (!incident || draft.value === null)
    return (
      <Screen title={heading}>
        <Loading />
      </Screen>
    )
  if (isEnded(incident) !== (what === 'reopen') && !change.isPending && !change.isSuccess)
    return (
      <Screen title={heading}>
        <Empty title={isEnded(incident) ? 'Cet incident est déjà terminé.' : 'Cet incident est en cours.'} />
        <FormFoot
          keeping={draft.keeping}
          onCancel={() => openIncident(id)}
          submit={submit}
          isDisabled
          isPending={false}
        />
      </Screen>
    )

  const text = draft.value.trim()
  const { version } = incident
  const asked: AskedChange =
    what === 'resolve'
      ? { change: 'resolve', incidentId: id, of: { version, resolution: text } }
      : { change: 'reopen', incidentId: id, of: { version, note: text } }
  const send = () => {
    if (text === '' || change.isPending) return
    const onSuccess = async () => {
      await draft.forget()
      notify('done', done)
      openIncident(id)
    }
    if (what === 'resolve') resolve.mutate({ params: { id }, body: { version, resolution: text } }, { onSuccess })
    else reopen.mutate({ params: { id }, body: { version, note: text } }, { onSuccess })
  }
  return (
    <Screen
      title={heading}
      asideLabel="Ce qui sera dit"
      aside={
        <Preview change={text === '' ? null : asked} waiting="Écrivez quelques mots : ce qui sera dit s’affiche ici." />
      }
    >
      <IncidentForm onSend={send}>
        {draft.wasFound && <FoundDraft onGiveUp={draft.forget} />}
        <TextArea
          label={label}
          hint={hint}
          rows={3}
          maxLength={maxLength}
          autoFocus
          value={draft.value}
          onChange={draft.set}
        />
        <FormProblem error={change.error} />
        <FormFoot
          keeping={draft.keeping}
          onCancel={() => openIncident(id)}
          submit={submit}
          isDisabled={text === ''}
          isPending={change.isPending}
        />
      </IncidentForm>
    </Screen>
  )
}
