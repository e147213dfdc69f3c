import { z } from 'zod'
import type { ImpactLevel } from './incident.ts'

/** What an evidence can say of a service. */
export const serviceLevel = z.enum(['operational', 'degraded', 'down'])
export type ServiceLevel = z.infer<typeof serviceLevel>

/** The last proof of a service's level: what, when, from what, and for how long it holds. */
export const evidence = z.object({
  level: serviceLevel,
  checkedAt: z.iso.datetime(),
  source: z.object({
    kind: z.enum(['probe', 'monitoring', 'technician']),
    /** Who or what says so: a URL, a monitoring tool, a technician's name. */
    name: z.string(),
  }),
  validForSeconds: z.number().int().positive(),
  /** "Lenteur de connexion" */
  note: z.string().max(200).nullable(),
})
export type Evidence = z.infer<typeof evidence>

export const service = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** "Portail client" */
  name: z.string(),
  /** Shown on the status page; the mobile app is a service that is not. */
  isPublic: z.boolean(),
  /** null: nothing has ever been observed. */
  evidence: evidence.nullable(),
})
export type Service = z.infer<typeof service>

const worry: Record<ServiceLevel, number> = { operational: 0, degraded: 1, down: 2 }

/**
 * What is believed of a service, out of the last evidence from each kind of source: the most worrying of what still
 * holds, so that a technician's word is not silenced by a probe that sees less, nor a failing probe by an optimist.
 * When nothing holds any more, the latest (shown as unknown). null: nothing was ever observed.
 * @param now milliseconds since the epoch
 */
export function leadingEvidence(all: readonly Evidence[], now: number): Evidence | null {
  const age = (of: Evidence) => now - Date.parse(of.checkedAt)
  const holding = all.filter((of) => age(of) <= of.validForSeconds * 1000)
  const byAge = (a: Evidence, b: Evidence) => age(a) - age(b)
  const byWorry = (a: Evidence, b: Evidence) => worry[b.level] - worry[a.level] || byAge(a, b)
  return (holding.length > 0 ? holding.toSorted(byWorry)[0] : all.toSorted(byAge)[0]) ?? null
}

/** What may be shown: `stale` when the link to the backend is lost, `unknown` without an evidence that still holds. */
export type ShownLevel = ServiceLevel | 'maintenance' | 'stale' | 'unknown'

/**
 * What a service is, from what is observed of it (null: nothing that holds) and what is declared open on it: the worst of
 * both, so that it is never green while an incident is open on it. During a maintenance alone, what is observed is expected.
 */
export function effectiveLevel(
  observed: ServiceLevel | null,
  declared: readonly ImpactLevel[],
): ServiceLevel | 'maintenance' | 'unknown' {
  if (declared.length === 0) return observed ?? 'unknown'
  if (declared.every((level) => level === 'maintenance')) return 'maintenance'
  if (observed === 'down' || declared.includes('down')) return 'down'
  if (observed === 'degraded' || declared.includes('degraded')) return 'degraded'
  return observed ?? 'unknown'
}

/**
 * The level that may be shown of a service now.
 * @param incidents those that are open
 * @param now milliseconds since the epoch, on the clock that dated the evidence (the backend's)
 * @param isLive whether the observer still hears the backend
 */
export function shownLevel(
  of: Service,
  incidents: readonly { services: readonly { id: string; level: ImpactLevel }[] }[],
  now: number,
  isLive: boolean,
): ShownLevel {
  const { evidence } = of
  const isProven = evidence !== null && now - Date.parse(evidence.checkedAt) <= evidence.validForSeconds * 1000
  if (!isLive) return isProven ? 'stale' : 'unknown'
  const declared = incidents.flatMap(({ services }) => services.filter(({ id }) => id === of.id))
  return effectiveLevel(
    isProven ? evidence.level : null,
    declared.map(({ level }) => level),
  )
}
