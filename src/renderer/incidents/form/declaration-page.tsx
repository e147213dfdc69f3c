import { useState } from 'react'
import type { z } from 'zod'
import type { incidentKind } from '#shared/domain/incident.ts'
import { alikeWords } from '#shared/domain/incident-proposal.ts'
import { useDraft } from '../../app/draft.ts'
import { useStationState } from '../../app/station-store.tsx'
import { serviceErrors } from '../../service/service-errors.ts'
import { useServiceChange } from '../../service/use-service.ts'
import { OneOf } from '../../ui/choices.tsx'
import { notify } from '../../ui/notices.ts'
import { Screen } from '../../ui/screen.tsx'
import { Loading } from '../../ui/screen-states.tsx'
import { goToDesk, type Origin, openIncident } from '../place.ts'
import { Preview } from '../preview/preview.tsx'
import { useNow } from '../use-now.ts'
import { FormFoot, FormProblem, FoundDraft, IncidentForm } from './form-parts.tsx'
import { IncidentFields } from './incident-fields.tsx'
import { incidentReads } from './incident-reads.ts'
import { TemplateBar } from './template-bar.tsx'
import { blankIncident, readTyped, type TypedIncident, typedIncident } from './typed-incident.ts'

const kindWords: Record<z.infer<typeof incidentKind>, string> = {
  incident: 'Incident',
  maintenance: 'Maintenance prévue',
}

/** "Créer nouvel incident": from nothing, from a report, or from alike reports; what it is made from is attached to it. */
export function DeclarationPage({ from }: { from: Origin }) {
  const services = useStationState(({ platform }) => platform.status?.services ?? [])
  const now = useNow()
  const draft = useDraft(`incident/new/${keyOf(from)}`, typedIncident, begun(from, now))
  const declare = useServiceChange('declareIncident', incidentReads, draft.id)
  const attach = useServiceChange('attachTicket', incidentReads)
  const [refusals, setRefusals] = useState(0)
  const title = 'Créer un nouvel incident'
  if (draft.value === null || services.length === 0)
    return (
      <Screen title={title}>
        <Loading />
      </Screen>
    )

  const typed = draft.value
  const { details, errors } = readTyped(typed, now)
  const { proposal, tickets } = from
  const body = {
    kind: typed.kind,
    ...details,
    ...(proposal && { proposal: { signature: proposal.signature, ticketIds: tickets.map(({ id }) => id) } }),
  }
  const isSendable = Object.keys(errors).length === 0
  const send = () => {
    if (!isSendable) setRefusals(refusals + 1)
    if (!isSendable || declare.isPending) return
    declare.mutate(
      { body },
      {
        onSuccess: async ({ id, number }) => {
          await draft.forget()
          if (!proposal)
            for (const { id: ticketId, number } of tickets)
              await attach
                .mutateAsync({ params: { id, ticketId } })
                .catch(({ message }) => notify('bad', `${number} n’a pas pu être rattaché : ${message}`))
          notify('done', number ? `Incident majeur déclaré : ${number}.` : 'L’incident est déclaré.')
          openIncident(id)
        },
      },
    )
  }
  const change = <K extends keyof TypedIncident>(field: K, value: TypedIncident[K]) =>
    draft.set({ ...typed, [field]: value })
  return (
    <Screen
      title={title}
      intro={<p>{originWords(from)}</p>}
      asideLabel="Ce qui sera dit"
      aside={
        <Preview
          change={isSendable ? { change: 'declare', of: body } : null}
          waiting="Une fois les services, la nature et l’impact donnés, ce qui sera dit s’affiche ici."
        />
      }
    >
      <IncidentForm onSend={send}>
        {draft.wasFound && <FoundDraft onGiveUp={draft.forget} />}
        <TemplateBar use="incident" typed={typed} note="" onFilled={({ typed: filled }) => draft.set(filled)} />
        <OneOf
          label="Genre"
          words={kindWords}
          value={typed.kind}
          onChange={(kind) => draft.set({ ...typed, kind, levels: {} })}
        />
        <IncidentFields
          typed={typed}
          services={services}
          errors={{ ...(refusals > 0 && errors), ...serviceErrors(declare.error) }}
          onChange={change}
        />
        <FormProblem error={declare.error} refusals={Object.keys(errors).length > 0 ? refusals : 0} />
        <FormFoot
          keeping={draft.keeping}
          onCancel={goToDesk}
          submit={typed.kind === 'incident' ? 'Déclarer l’incident' : 'Prévoir la maintenance'}
          isDisabled={false}
          isPending={declare.isPending || attach.isPending}
        />
      </IncidentForm>
    </Screen>
  )
}

const keyOf = ({ proposal, tickets }: Origin): string => proposal?.signature ?? tickets[0]?.id ?? 'blank'

/** What the reports it comes from already say. */
function begun({ proposal }: Origin, now: number): TypedIncident {
  const blank = blankIncident(now)
  if (!proposal) return blank
  const words = alikeWords(proposal)
  return { ...blank, nature: words.charAt(0).toUpperCase() + words.slice(1) }
}

function originWords({ proposal, tickets }: Origin): string {
  if (proposal)
    return `À partir de ${proposal.reports} signalements semblables : ceux qui sont déposés y sont rattachés, leurs clients seront prévenus de la fin.`
  const [ticket] = tickets
  if (ticket) return `À partir du signalement ${ticket.number}, qui y est rattaché : son client sera prévenu de la fin.`
  return 'Avant d’envoyer, lisez à droite ce qui sera dit, et à combien de personnes.'
}
