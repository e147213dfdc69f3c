import { Fragment } from 'react'
import { type Incident, incidentStates, isEnded } from '#shared/domain/incident.ts'
import { duration, parisHourBeside, parisMoment } from '../paris.ts'
import { levelWord } from './history-bars.tsx'

export type ServiceNames = ReadonlyMap<string, string>

/** An incident's or a maintenance's facts, in the order and words of the procedure. */
export function IncidentFacts({ incident, names, at }: { incident: Incident; names: ServiceNames; at: string }) {
  const isMaintenance = incident.kind === 'maintenance'
  const facts: [word: string, value: string | null][] = [
    [incident.state === 'scheduled' ? 'Début prévu' : 'Début', parisMoment(incident.startedAt)],
    [incident.services.length > 1 ? 'Services affectés' : 'Service affecté', touched(incident, names)],
    ['Impact', incident.impact],
    ['Cause', incident.cause],
    ['Statut', incidentStates[incident.state]],
    ...(isEnded(incident) && incident.resolvedAt
      ? ([
          ['Fin', parisHourBeside(incident.resolvedAt, incident.startedAt)],
          ['Durée', duration(incident.startedAt, incident.resolvedAt)],
          ['Résolution', incident.resolution],
        ] as const)
      : ([[isMaintenance ? 'Fin prévue' : 'Résolution estimée', estimatedEnd(incident, at)]] as const)
    ).map(([word, value]): [string, string | null] => [word, value]),
  ]
  const { workarounds } = incident
  return (
    <dl>
      {facts.map(([word, value]) =>
        value === null ? null : (
          <Fragment key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
      {workarounds.length > 0 && !isEnded(incident) && (
        <>
          <dt>{workarounds.length > 1 ? 'Solutions temporaires' : 'Solution temporaire'}</dt>
          <dd>
            {workarounds.length === 1 ? (
              workarounds[0]
            ) : (
              <ul className="ways">
                {workarounds.map((way) => (
                  <li key={way}>{way}</li>
                ))}
              </ul>
            )}
          </dd>
        </>
      )}
    </dl>
  )
}

/** "Portail client (indisponible), Réservation d’ateliers (dégradé)" */
const touched = ({ services }: Incident, names: ServiceNames): string =>
  services.map(({ id, level }) => `${names.get(id) ?? id} (${levelWord(level).toLowerCase()})`).join(', ')

/** "01:30 (dans 15 minutes)"; an end that is past is no estimate any more. */
export function estimatedEnd({ kind, state, estimatedEndAt }: Incident, at: string): string {
  if (state === 'scheduled' && estimatedEndAt !== null) return parisMoment(estimatedEndAt)
  if (estimatedEndAt === null || estimatedEndAt <= at)
    return kind === 'maintenance' ? 'Maintenance en cours…' : 'Résolution en cours…'
  return `${parisHourBeside(estimatedEndAt, at)} (dans ${duration(at, estimatedEndAt)})`
}

/** What was told of it, newest first. */
export function Notes({ notes }: Pick<Incident, 'notes'>) {
  return (
    <ol className="notes">
      {notes.map(({ id, at, text, state }) => (
        <li key={id}>
          <p className="when">
            <b>{incidentStates[state]}</b> <time dateTime={at}>{parisMoment(at)}</time>
          </p>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  )
}
