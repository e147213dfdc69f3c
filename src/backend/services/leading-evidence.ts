import type { Evidence, ServiceLevel } from '#shared/domain/service.ts'

const worry: Record<ServiceLevel, number> = { operational: 0, degraded: 1, down: 2 }

/**
 * What is believed of a service, out of the last evidence from each kind of source: the most worrying of what still
 * holds, so that a technician's word is not silenced by a probe that sees less, nor a failing probe by an optimist.
 * When nothing holds any more, the latest (shown as unknown). null: nothing was ever observed.
 */
export function leadingEvidence(all: readonly Evidence[], now: Date): Evidence | null {
  const age = (of: Evidence) => now.getTime() - Date.parse(of.checkedAt)
  const holding = all.filter((of) => age(of) <= of.validForSeconds * 1000)
  const byAge = (a: Evidence, b: Evidence) => age(a) - age(b)
  const byWorry = (a: Evidence, b: Evidence) => worry[b.level] - worry[a.level] || byAge(a, b)
  return (holding.length > 0 ? holding.toSorted(byWorry)[0] : all.toSorted(byAge)[0]) ?? null
}
