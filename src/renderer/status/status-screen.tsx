import type { PlatformStatus } from '#shared/domain/platform.ts'
import { useStationState } from '../app/station-store.tsx'
import { formatDayAndHour } from '../ui/dates.ts'
import { Screen } from '../ui/screen.tsx'
import { Empty } from '../ui/screen-states.tsx'
import { Section } from '../ui/section.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { useBackendNow } from './backend-now.ts'
import { IncidentCard } from './incident-card.tsx'
import { ServiceList } from './service-list.tsx'
import styles from './status-screen.module.css'
import { summaryOf } from './status-words.ts'

const promise = 'Chaque service avec sa dernière preuve : sans preuve récente, il est dit inconnu.'

/** "Statut Plateforme": each service with its last proof, and the incidents in progress. */
export default function StatusScreen() {
  const platform = useStationState((state) => state.platform)
  const now = useBackendNow(platform)
  const { status, isLive } = platform
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

  const summary = summaryOf(status, now, isLive)
  return (
    <Screen
      title="Statut Plateforme"
      intro={promise}
      asideLabel="Incidents"
      aside={<Incidents status={status} isLive={isLive} now={now} />}
    >
      <div role="status" className={`${styles.summary} ${styles[summary.level]}`}>
        <StatusMark level={summary.level}>{summary.words}</StatusMark>
      </div>
      <Section title="Services">
        <ServiceList status={status} now={now} isLive={isLive} />
      </Section>
    </Screen>
  )
}

function Incidents({ status, isLive, now }: { status: PlatformStatus; isLive: boolean; now: number }) {
  return (
    <Section title={isLive ? 'Incidents en cours' : 'Incidents au dernier état reçu'}>
      {!isLive && <p className={styles.none}>État reçu le {formatDayAndHour(status.at)}.</p>}
      {status.incidents.length === 0 ? (
        <p className={styles.none}>{isLive ? 'Aucun incident déclaré.' : 'Aucun incident n’était déclaré.'}</p>
      ) : (
        status.incidents.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} services={status.services} now={now} isLive={isLive} />
        ))
      )}
    </Section>
  )
}
