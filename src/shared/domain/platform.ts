import { z } from 'zod'
import { type Incident, incident } from './incident.ts'
import { service, shownLevel } from './service.ts'

/** Everything the status feed says at once: open incidents and each service's last evidence. */
export const platformStatus = z.object({
  /** The backend's clock when it said so; ages are counted from it, never from the station's clock. */
  at: z.iso.datetime(),
  services: z.array(service),
  /** Those that are open, the maintenances under way among them, oldest first. */
  incidents: z.array(incident),
})
export type PlatformStatus = z.infer<typeof platformStatus>

/** A status as the station holds it. */
export const heldStatus = z.object({
  status: platformStatus.nullable(),
  /** Whether the feed is connected now. */
  isLive: z.boolean(),
  /** Milliseconds since the status was last confirmed by the backend, on a monotonic clock where it can be. */
  ageMs: z.number().nonnegative(),
})
export type HeldStatus = z.infer<typeof heldStatus>

/** What a flow may know of the platform: finite facts for guards, and the values its sentences show. */
export interface PlatformReading {
  facts: {
    /**
     * `suspected`: no incident is declared, yet a service is observed degraded or down.
     * `unknown`: the status is stale or unproven; never told as "no incident".
     */
    incident: 'confirmed' | 'suspected' | 'none' | 'unknown'
    workaround: 'yes' | 'no'
    mobileApp: 'up' | 'not-up'
    /** Whether an end is estimated and still to come. */
    estimate: 'known' | 'none'
  }
  values: Record<string, string>
}

export const mobileAppServiceId = 'application-mobile'

/** The incident that matters most to a caller: major first, then the latest to start. */
export function leadingIncident(incidents: readonly Incident[]): Incident | undefined {
  const weight = (of: Incident) => of.affectedPercent ?? 0
  return [...incidents].sort((a, b) => weight(b) - weight(a) || Date.parse(b.startedAt) - Date.parse(a.startedAt))[0]
}

/** Hours and dates that are said or shown follow fr-FR and Europe/Paris. */
const hour = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Europe/Paris' })

/**
 * Reads a held status into facts and values (keys `incident.*`).
 * An incident is confirmed only while the feed is live; otherwise what is held may be over.
 */
export function readPlatform(held: HeldStatus): PlatformReading {
  const { status } = held
  if (!status || !held.isLive)
    return { facts: { incident: 'unknown', workaround: 'no', mobileApp: 'not-up', estimate: 'none' }, values: {} }

  const now = Date.parse(status.at) + held.ageMs
  const mobileApp = status.services.find((s) => s.id === mobileAppServiceId)
  const isMobileUp = mobileApp !== undefined && shownLevel(mobileApp, status.incidents, now, true) === 'operational'
  const mobile = isMobileUp ? 'up' : 'not-up'
  const found = leadingIncident(status.incidents)
  if (!found) {
    const shown = status.services
      .filter((s) => s.isPublic)
      .map((s) => ({ name: s.name, level: shownLevel(s, [], now, true) }))
    const failing = shown.filter((s) => s.level === 'degraded' || s.level === 'down')
    const isProven = shown.length > 0 && shown.every((s) => s.level === 'operational')
    return {
      facts: {
        incident: failing.length > 0 ? 'suspected' : isProven ? 'none' : 'unknown',
        workaround: 'no',
        mobileApp: mobile,
        estimate: 'none',
      },
      values: failing.length > 0 ? { 'incident.service': failing.map((s) => s.name).join(', ') } : {},
    }
  }

  const end = found.estimatedEndAt === null ? Number.NaN : Date.parse(found.estimatedEndAt)
  const isAhead = end > now
  const names = found.services.map(({ id }) => status.services.find((s) => s.id === id)?.name ?? id)
  return {
    facts: {
      incident: 'confirmed',
      workaround: found.workarounds.length > 0 ? 'yes' : 'no',
      mobileApp: mobile,
      estimate: isAhead ? 'known' : 'none',
    },
    values: {
      'incident.id': found.id,
      'incident.service': names.join(', '),
      'incident.impact': found.impact,
      'incident.startedAt': hour.format(new Date(found.startedAt)),
      ...(isAhead && {
        'incident.estimatedEnd': hour.format(new Date(end)),
        'incident.minutesLeft': String(Math.max(1, Math.round((end - now) / 60_000))),
      }),
      ...(found.workarounds.length > 0 && { 'incident.workaround': found.workarounds.join(' ; ') }),
    },
  }
}
