import { type Incident, incidentStates, isMajor } from '#shared/domain/incident.ts'
import type { Service, ShownLevel } from '#shared/domain/service.ts'
import { formatDayAndHour, formatHour } from '../ui/dates.ts'
import { Details } from '../ui/details.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import styles from './incident-card.module.css'

interface IncidentCardProps {
  incident: Incident
  services: readonly Service[]
  /** Milliseconds since the epoch, on the backend's clock. */
  now: number
  /** false: it may be over by now. */
  isLive: boolean
}

/** An incident as the procedure's panel draws it. */
export function IncidentCard({ incident, services, now, isLive }: IncidentCardProps) {
  const names = incident.services.map(({ id }) => services.find((service) => service.id === id)?.name ?? id)
  const { kind, level: liveLevel } = kindOf(incident)
  const level = isLive ? liveLevel : 'stale'
  return (
    <article className={`${styles.card} ${styles[level]}`} aria-label={`${kind} : ${names.join(', ')}`}>
      <div className={styles.head}>
        <StatusMark level={level}>
          {kind} {isLive ? 'en cours' : '– peut-être terminé'}
        </StatusMark>
        <small>mis à jour à {formatHour(incident.updatedAt)}</small>
      </div>
      <Details
        rows={[
          ...(incident.number ? [['Numéro', incident.number] as const] : []),
          ['Service affecté', names.join(', ')],
          ['Nature', incident.nature],
          ['Impact', incident.impact],
          ['Utilisateurs touchés', incident.affectedPercent === null ? 'non mesuré' : `${incident.affectedPercent} %`],
          ['Début', formatDayAndHour(incident.startedAt)],
          ['Statut', incidentStates[incident.state]],
          ['Résolution estimée', estimateWords(incident.estimatedEndAt, now)],
          ['Cause', incident.cause ?? 'pas encore connue'],
          ['Solution temporaire', incident.workarounds.join(' ; ') || 'aucune pour l’instant'],
        ]}
      />
    </article>
  )
}

function kindOf(incident: Incident): { kind: string; level: ShownLevel } {
  if (incident.kind === 'maintenance') return { kind: 'Maintenance', level: 'maintenance' }
  return isMajor(incident) ? { kind: 'Incident majeur', level: 'down' } : { kind: 'Incident', level: 'degraded' }
}

/** "01:30 (45 min)"; once it is past, it is no longer an estimate to give. */
export function estimateWords(estimatedEndAt: string | null, now: number): string {
  if (estimatedEndAt === null) return 'pas encore estimée'
  const minutes = Math.round((Date.parse(estimatedEndAt) - now) / 60_000)
  const hour = formatHour(estimatedEndAt)
  return minutes > 0 ? `${hour} (${minutes} min)` : `${hour}, dépassée : ne pas l’annoncer au client`
}
