import { type Incident, isMajor } from '#shared/domain/incident.ts'
import { useStationState } from '../../app/station-store.tsx'
import { Empty } from '../../ui/screen-states.tsx'
import { Section } from '../../ui/section.tsx'
import { IncidentCard } from './incident-card.tsx'
import styles from './open-incidents.module.css'

/** Major first, then the other incidents, then the maintenances; of the same weight the latest first. */
const weight = (of: Incident) => (of.kind === 'maintenance' ? 0 : isMajor(of) ? 2 : 1)

/** What is under way, as the status feed says it: another person's change shows at once. */
export function OpenIncidents() {
  const { status, isLive } = useStationState(({ platform }) => platform)
  if (!status) return null
  const incidents = status.incidents.toSorted(
    (a, b) => weight(b) - weight(a) || Date.parse(b.startedAt) - Date.parse(a.startedAt),
  )
  return (
    <Section title={isLive ? 'En cours' : 'En cours au dernier état reçu'}>
      {incidents.length === 0 ? (
        <Empty title={isLive ? 'Aucun incident en cours' : 'Aucun incident n’était en cours'} />
      ) : (
        <ul className={styles.incidents}>
          {incidents.map((incident) => (
            <li key={incident.id}>
              <IncidentCard incident={incident} services={status.services} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
