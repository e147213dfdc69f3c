import type { StationState } from '#shared/contracts/station.ts'
import { type Incident, isMajor } from '#shared/domain/incident.ts'

/** Tells the major incidents that a state brings for the first time; only of a live status, to somebody signed in. */
export function watchMajorIncidents(): (state: Pick<StationState, 'session' | 'platform'>) => Incident[] {
  const known = new Set<string>()
  return ({ session, platform }) => {
    if (!session || !platform.isLive) return []
    const fresh = (platform.status?.incidents ?? []).filter((incident) => isMajor(incident) && !known.has(incident.id))
    for (const { id } of fresh) known.add(id)
    return fresh
  }
}

/** What the system shows of it, in the words of the incident. */
export function noticeOf(
  incident: Incident,
  services: readonly { id: string; name: string }[],
): { title: string; body: string } {
  const names = incident.services.map(({ id }) => services.find((service) => service.id === id)?.name ?? id)
  return { title: `Incident majeur : ${names.join(', ')}`, body: incident.impact }
}
