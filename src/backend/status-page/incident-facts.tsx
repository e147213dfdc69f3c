import { Fragment } from 'react'
import { type Incident, isCalledOff, isEnded, stateWords } from '#shared/domain/incident.ts'
import { duration, parisHourBeside, parisMoment } from '../paris.ts'
import { levelWord } from './history-bars.tsx'

export type ServiceNames = ReadonlyMap<string, string>

type Fact = readonly [word: string, value: string | readonly string[]]

/** An incident's or a maintenance's facts, in the order and words of the procedure; what is not known is left out. */
export function incidentFacts(incident: Incident, names: ServiceNames, at: string): Fact[] {
  const isMaintenance = incident.kind === 'maintenance'
  const { workarounds } = incident
  const isOver = isEnded(incident) && incident.resolvedAt !== null
  const facts: [word: string, value: string | null][] = [
    [
      incident.state === 'scheduled' || isCalledOff(incident) ? 'Début prévu' : 'Début',
      parisMoment(incident.startedAt),
    ],
    [incident.services.length > 1 ? 'Services affectés' : 'Service affecté', touched(incident, names)],
    ['Impact', incident.impact],
    ['Cause', incident.cause],
    ['Statut', stateWords(incident)],
    ...(isOver && incident.resolvedAt
      ? ([
          ...(isCalledOff(incident)
            ? [['Annulation', parisMoment(incident.resolvedAt)]]
            : [
                ['Fin', parisHourBeside(incident.resolvedAt, incident.startedAt)],
                ['Durée', duration(incident.startedAt, incident.resolvedAt)],
              ]),
          ['Résolution', incident.resolution],
        ] as [string, string | null][])
      : ([[isMaintenance ? 'Fin prévue' : 'Résolution estimée', estimatedEnd(incident, at)]] as [string, string][])),
  ]
  const known: Fact[] = facts.flatMap(([word, value]) => (value === null ? [] : [[word, value] as const]))
  if (workarounds.length === 0 || isEnded(incident)) return known
  return [...known, [workarounds.length > 1 ? 'Solutions temporaires' : 'Solution temporaire', workarounds]]
}

export function IncidentFacts({ incident, names, at }: { incident: Incident; names: ServiceNames; at: string }) {
  return (
    <dl>
      {incidentFacts(incident, names, at).map(([word, value]) => (
        <Fragment key={word}>
          <dt>{word}</dt>
          <dd>
            {typeof value === 'string' || value.length === 1 ? (
              value
            ) : (
              <ul className="ways">
                {value.map((way) => (
                  <li key={way}>{way}</li>
                ))}
              </ul>
            )}
          </dd>
        </Fragment>
      ))}
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

/** What was told of it, newest first. @param latest how many at most; all of it by default */
export function Notes({ incident, latest }: { incident: Incident; latest?: number }) {
  return (
    <ol className="notes">
      {incident.notes.slice(0, latest).map(({ id, at, text, state }) => (
        <li key={id}>
          <p className="when">
            <b>{stateWords(incident, state)}</b> <time dateTime={at}>{parisMoment(at)}</time>
          </p>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  )
}
