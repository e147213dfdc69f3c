import { leadingIncident, readPlatform } from '#shared/domain/platform.ts'
import { shownLevel } from '#shared/domain/service.ts'
import { useHeardAt, useStationState } from '../../app/station-store.tsx'
import { useTick } from '../../app/tick.ts'
import { formatAge } from '../../ui/dates.ts'
import { Section } from '../../ui/section.tsx'
import { StatusMark } from '../../ui/status-mark.tsx'
import { IncidentAlert } from './incident-alert.tsx'
import { PlatformNews } from './platform-news.tsx'
import styles from './platform-panel.module.css'
import { servicesSummary } from './services-summary.ts'

/** The platform as it is known now, with its age: the incident that matters most, then every service. */
export function PlatformPanel() {
  const held = useStationState((state) => state.platform)
  const heardAt = useHeardAt()
  const ageMs = held.ageMs + useTick() - heardAt
  const { status, isLive } = held
  if (!status)
    return (
      <Section title="Plateforme">
        <StatusMark level="unknown">Statut inconnu : le service n’a encore rien dit</StatusMark>
      </Section>
    )

  const now = Date.parse(status.at) + ageMs
  const incident = leadingIncident(status.incidents)
  const shown = status.services.map((service) => ({
    service,
    level: shownLevel(service, status.incidents, now, isLive),
  }))
  const summary = servicesSummary(
    shown.filter(({ service }) => service.isPublic),
    incident?.services.map(({ id }) => id) ?? [],
  )
  const isConfirmed = readPlatform({ ...held, ageMs }).facts.incident === 'confirmed'

  return (
    <Section title="Plateforme" aside={`${isLive ? 'constaté' : 'reçu'} ${formatAge(ageMs)}`}>
      <div className={styles.panel}>
        {!isLive && <StatusMark level="stale">Statut périmé : le service ne répond plus</StatusMark>}
        {incident ? (
          <IncidentAlert
            incident={incident}
            touched={shown.filter(({ service }) => incident.services.some(({ id }) => id === service.id))}
            others={status.incidents.length - 1}
            isConfirmed={isConfirmed}
          />
        ) : (
          <PlatformNews />
        )}
        {summary.map(({ key, level, words }) => (
          <StatusMark key={key} level={level}>
            {words}
          </StatusMark>
        ))}
      </div>
    </Section>
  )
}
