import type { HeldStatus } from '../domain/platform.ts'
import { mobileAppServiceId } from '../domain/platform.ts'
import type { Service, ServiceLevel } from '../domain/service.ts'
import type { ScenarioPlatform } from '../flow/scenario.ts'

/** What is watched in a practice: the procedure's own incident touches the first. */
const watched = [
  { id: 'portail-client', name: 'Portail client', isPublic: true },
  { id: 'hotline-telephonique', name: 'Hotline téléphonique', isPublic: true },
  { id: 'base-de-connaissance', name: 'Base de connaissance', isPublic: true },
  { id: 'reservation-ateliers', name: 'Réservation d’ateliers', isPublic: true },
  { id: 'notifications-email', name: 'Notifications email', isPublic: true },
  { id: mobileAppServiceId, name: 'Application mobile', isPublic: false },
]
const touched = 'portail-client'
const minute = 60_000
/** A practice may last: what was observed at its start holds until its end. */
const validForSeconds = 24 * 3600

/** A status such as a call would hold it, that reads as a scenario's platform. @param now milliseconds since the epoch */
export function practiceStatus(platform: ScenarioPlatform, isBackendUp: boolean, now: number): HeldStatus {
  const at = new Date(now).toISOString()
  const isKnown = platform.incident !== 'unknown'
  const levelOf = (id: string): ServiceLevel | null => {
    if (id === mobileAppServiceId) return platform.mobileApp === 'up' ? 'operational' : 'down'
    if (!isKnown) return null
    return id === touched && platform.incident !== 'none' ? 'degraded' : 'operational'
  }
  const services = watched.map((service): Service => {
    const level = levelOf(service.id)
    const source = { kind: 'probe' as const, name: 'Entraînement' }
    return { ...service, evidence: level && { level, checkedAt: at, source, validForSeconds, note: null } }
  })
  return {
    status: { at, services, incidents: platform.incident === 'confirmed' ? [incidentOf(platform, now)] : [] },
    isLive: isBackendUp,
    ageMs: 0,
  }
}

/** The procedure's own incident. */
function incidentOf({ workaround, estimate }: ScenarioPlatform, now: number) {
  const startedAt = new Date(now - 15 * minute).toISOString()
  return {
    id: '00000000-0000-4000-8000-000000000101',
    kind: 'incident' as const,
    number: null,
    services: [{ id: touched, level: 'degraded' as const }],
    nature: 'Erreur 502 Bad Gateway',
    impact: 'Connexion impossible',
    affectedPercent: 40,
    startedAt,
    estimatedEndAt: estimate ? new Date(now + 45 * minute).toISOString() : null,
    cause: null,
    workarounds: workaround ? ['Utilisez l’application mobile numi'] : [],
    team: 'Équipe DevOps',
    state: 'investigating' as const,
    declaredAt: startedAt,
    resolvedAt: null,
    resolution: null,
    updatedAt: startedAt,
    version: 1,
    notes: [],
  }
}
