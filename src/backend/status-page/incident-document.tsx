import { type Incident, isEnded, stateWords } from '#shared/domain/incident.ts'
import { Mark } from '../pages/mark.tsx'
import { parisMoment } from '../paris.ts'
import { IncidentFacts, Notes, type ServiceNames } from './incident-facts.tsx'
import { AsOf, type Form, PublishedPage } from './published-page.tsx'

interface IncidentDocumentProps {
  incident: Incident
  names: ServiceNames
  at: Date
  form: Form
}

/** One incident or maintenance, and everything that clients were told of it. */
export function IncidentDocument({ incident, names, at, form }: IncidentDocumentProps) {
  return (
    <PublishedPage title={incident.nature} form={form} at={isEnded(incident) ? null : at}>
      <p className="soft">
        {incident.number && `${incident.number} · `}
        {incident.kind === 'maintenance' ? 'Maintenance' : 'Incident'}, mis à jour le{' '}
        <time dateTime={incident.updatedAt}>{parisMoment(incident.updatedAt)}</time> (heure de Paris)
      </p>
      {!isEnded(incident) && (
        <p className="soft">
          <AsOf at={at} form={form} />
        </p>
      )}
      {isEnded(incident) && (
        <p className="whole">
          <Mark level="operational">{stateWords(incident)}</Mark>
        </p>
      )}
      <article className={`card ${isEnded(incident) ? 'over' : incident.kind}`}>
        <IncidentFacts incident={incident} names={names} at={at.toISOString()} />
      </article>
      <h2>Nouvelles</h2>
      {incident.notes.length > 0 ? <Notes incident={incident} /> : <p>Aucune nouvelle n’a encore été publiée.</p>}
    </PublishedPage>
  )
}
