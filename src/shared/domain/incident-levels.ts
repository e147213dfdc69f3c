import type { ImpactLevel, IncidentDetails } from './incident.ts'

/** For how long an incident kept a service at a level; `until` null: to the incident's end. Instants are ISO texts. */
export interface LevelPeriod {
  serviceId: string
  level: ImpactLevel
  since: string
  until: string | null
}

type Leveled = Pick<IncidentDetails, 'services' | 'startedAt'>

/** The levels of an incident that nothing has changed yet: each from its start on. */
export const firstPeriods = ({ services, startedAt }: Leveled): LevelPeriod[] =>
  services.map(({ id, level }) => ({ serviceId: id, level, since: startedAt, until: null }))

/**
 * The periods once services were changed at `at`, or the start moved: what was so until then stays in the history.
 * Services that stay come first, in the order of `after`.
 */
export function changedPeriods(
  periods: readonly LevelPeriod[],
  before: Leveled,
  after: Leveled,
  at: string,
): LevelPeriod[] {
  const start = after.startedAt
  const from = start > at ? start : at
  const moved = periods.map((of) => (of.since === before.startedAt || of.since < start ? { ...of, since: start } : of))
  const past = moved.filter((of) => of.until !== null)
  const current = after.services.map(
    ({ id, level }) =>
      moved.find((of) => of.until === null && of.serviceId === id && of.level === level) ?? {
        ...{ serviceId: id, level, since: from, until: null },
      },
  )
  const ended = moved.filter((of) => of.until === null && !current.includes(of)).map((of) => ({ ...of, until: from }))
  return [...current, ...[...past, ...ended].filter((of) => of.until !== null && of.since < of.until)]
}
