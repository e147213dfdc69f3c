import { type Incident, isCalledOff, stateWords } from '#shared/domain/incident.ts'
import type { Service } from '#shared/domain/service.ts'
import { formatDayAndHour } from '../../ui/dates.ts'
import { StatusMark } from '../../ui/status-mark.tsx'
import { hourBeside, kindWords, lengthWords, markOf, touchedWords } from '../incident-words.ts'
import { openIncident } from '../place.ts'
import styles from './incident-lines.module.css'

/** Incidents a line each; a press opens one. */
export function IncidentLines({
  incidents,
  services,
}: {
  incidents: readonly Incident[]
  services: readonly Service[]
}) {
  return (
    <ul className={styles.lines}>
      {incidents.map((incident) => (
        <li key={incident.id}>
          <button type="button" className={styles.line} onClick={() => openIncident(incident.id)}>
            <span className={styles.what}>
              <strong>{incident.nature}</strong>
              <span>{[incident.number ?? kindWords(incident), touchedWords(incident, services)].join(' · ')}</span>
            </span>
            <StatusMark level={markOf(incident)}>{stateWords(incident)}</StatusMark>
            <span className={styles.when}>{whenWords(incident)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function whenWords(incident: Incident): string {
  const { startedAt, estimatedEndAt, resolvedAt } = incident
  if (resolvedAt && !isCalledOff(incident))
    return `${formatDayAndHour(startedAt)}, ${lengthWords(startedAt, resolvedAt)}`
  return `${formatDayAndHour(startedAt)}${estimatedEndAt ? ` – ${hourBeside(estimatedEndAt, startedAt)}` : ''}`
}
