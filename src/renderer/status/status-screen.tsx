import { useHeardAt, useStationState } from '../app/station-store.tsx'
import { useTick } from '../app/tick.ts'
import { formatDayAndHour } from '../ui/dates.ts'
import { Screen } from '../ui/screen.tsx'
import { Empty } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { IncidentCard } from './incident-card.tsx'
import { ServiceList } from './service-list.tsx'
import styles from './status-screen.module.css'
import { summaryOf } from './status-words.ts'

const promise = 'S’il n’y a pas de preuve récente, nous ne disons pas que ça marche.'

/** "Statut Plateforme": each service with its last proof, and the incidents in progress. */
export default function StatusScreen() {
  const { status, isLive, ageMs } = useStationState((state) => state.platform)
  const heardAt = useHeardAt()
  const tick = useTick()

  if (!status)
    return (
      <Screen title="Statut Plateforme" intro={promise}>
        <Empty title="Aucun état reçu sur ce poste">
          <p>
            {isLive
              ? 'Le premier état arrive.'
              : 'Il apparaîtra dès que le service répondra. En attendant, ne dites pas au client que la plateforme fonctionne.'}
          </p>
        </Empty>
      </Screen>
    )

  const now = Date.parse(status.at) + ageMs + Math.max(0, tick - heardAt)
  const summary = summaryOf(status.services, status.incidents.length, now, isLive)
  return (
    <Screen title="Statut Plateforme" intro={promise}>
      <div role="status" className={`${styles.summary} ${styles[summary.level]}`}>
        <StatusMark level={summary.level}>{summary.words}</StatusMark>
      </div>
      <Section title="Incidents en cours" aside={isLive ? null : `état reçu le ${formatDayAndHour(status.at)}`}>
        {status.incidents.length === 0 ? (
          <p className={styles.none}>
            {isLive ? 'Aucun incident déclaré.' : 'Aucun incident déclaré quand l’état a été reçu.'}
          </p>
        ) : (
          status.incidents.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} services={status.services} now={now} />
          ))
        )}
      </Section>
      <Section title="Services">
        <ServiceList services={status.services} now={now} isLive={isLive} />
      </Section>
    </Screen>
  )
}
