import { z } from 'zod'
import {
  type Incident,
  type IncidentDetails,
  type IncidentKind,
  impactLevel,
  incidentKind,
} from '#shared/domain/incident.ts'
import { parseMoment, typedMoment } from '../moment.ts'

/** An incident as it is being typed: every field a text, until it is read. */
export const typedIncident = z.object({
  kind: incidentKind,
  /** By service; one that is not touched is left out. */
  levels: z.record(z.string(), impactLevel),
  nature: z.string(),
  impact: z.string(),
  affectedPercent: z.string(),
  startedAt: z.string(),
  estimatedEndAt: z.string(),
  cause: z.string(),
  /** One a line. */
  workarounds: z.string(),
  team: z.string(),
})
export type TypedIncident = z.infer<typeof typedIncident>
export type TypedField = Exclude<keyof TypedIncident, 'kind'>

/** A new one that has just begun. @param now milliseconds since the epoch */
export const blankIncident = (now: number): TypedIncident => ({
  ...{
    kind: 'incident',
    levels: {},
    nature: '',
    impact: '',
    affectedPercent: '',
    cause: '',
    workarounds: '',
    team: '',
  },
  startedAt: typedMoment(new Date(now).toISOString()),
  estimatedEndAt: '',
})

export const typedOf = (of: Incident): TypedIncident => ({
  kind: of.kind,
  levels: Object.fromEntries(of.services.map(({ id, level }) => [id, level])),
  nature: of.nature,
  impact: of.impact,
  affectedPercent: of.affectedPercent === null ? '' : String(of.affectedPercent),
  startedAt: typedMoment(of.startedAt),
  estimatedEndAt: of.estimatedEndAt === null ? '' : typedMoment(of.estimatedEndAt),
  cause: of.cause ?? '',
  workarounds: of.workarounds.join('\n'),
  team: of.team ?? '',
})

export type FieldErrors = Partial<Record<TypedField | 'services' | 'note' | 'state' | 'resolution', string>>

const tooLong = (text: string, max: number) =>
  text.length > max ? `Trop long : ${max} caractères au plus.` : undefined

/**
 * Reads what is typed.
 * @param now milliseconds since the epoch
 * @returns the details, and which fields cannot be read and why; details with an error are not to be sent
 */
export function readTyped(typed: TypedIncident, now: number): { details: IncidentDetails; errors: FieldErrors } {
  const { nature, impact, cause, team } = typed
  const errors: FieldErrors = {}
  const wrong = (field: keyof FieldErrors, why: string | undefined) => {
    if (why !== undefined) errors[field] ??= why
  }
  const services = Object.entries(typed.levels).map(([id, level]) => ({ id, level }))
  if (services.length === 0) wrong('services', 'Dites quel service est touché.')
  if (nature.trim() === '') wrong('nature', 'Dites en quelques mots ce qui se passe.')
  if (impact.trim() === '') wrong('impact', 'Dites ce que cela change pour les clients.')
  wrong('nature', tooLong(nature, 200))
  wrong('impact', tooLong(impact, 300))
  wrong('cause', tooLong(cause, 300))
  wrong('team', tooLong(team, 80))

  const percent = typed.affectedPercent.trim().replace(/\s*%$/, '').replace(',', '.')
  const affectedPercent = percent === '' ? null : Number(percent)
  if (affectedPercent !== null && !(affectedPercent >= 0 && affectedPercent <= 100))
    wrong('affectedPercent', 'Un nombre de 0 à 100, ou rien si ce n’est pas mesuré.')

  const startedAt = parseMoment(typed.startedAt, now, typed.kind === 'maintenance' ? 'future' : 'past')
  if (startedAt === null) wrong('startedAt', 'Une heure s’écrit 00:45, ou 19/12/2025 00:45.')
  const hasEnd = typed.estimatedEndAt.trim() !== ''
  const estimatedEndAt = hasEnd ? parseMoment(typed.estimatedEndAt, now, 'future') : null
  if (hasEnd && estimatedEndAt === null)
    wrong('estimatedEndAt', 'Une heure s’écrit 01:30, ou 19/12/2025 01:30 ; +45 : dans 45 minutes.')
  if (!hasEnd && typed.kind === 'maintenance') wrong('estimatedEndAt', 'Dites quand la maintenance doit finir.')

  const workarounds = typed.workarounds
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (workarounds.length > 10) wrong('workarounds', 'Dix solutions au plus, une par ligne.')
  if (workarounds.some((line) => line.length > 500))
    wrong('workarounds', 'Trop long : 500 caractères au plus par ligne.')
  return {
    details: {
      ...{ services, nature: nature.trim(), impact: impact.trim(), affectedPercent, workarounds },
      ...{ startedAt: startedAt ?? new Date(now).toISOString(), estimatedEndAt },
      ...{ cause: cause.trim() || null, team: team.trim() || null },
    },
    errors,
  }
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (of: unknown) =>
  typeof of === 'object' && of !== null ? Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1)) : of

/** The fields that are typed otherwise than they were. */
export const touchedFields = <T extends object>(base: T, typed: T): (keyof T & string)[] =>
  (Object.keys(base) as (keyof T & string)[]).filter((field) => !isSame(base[field], typed[field]))

/**
 * Only what is changed: a field that somebody else changed meanwhile is left as they wanted it.
 * @param details what is typed, once read
 */
export function changeOf<T extends object, D extends IncidentDetails>(base: T, typed: T, details: D): Partial<D> {
  const names = touchedFields(base, typed).map((field) => (field === 'levels' ? 'services' : field)) as (keyof D)[]
  return Object.fromEntries(names.map((name) => [name, details[name]])) as Partial<D>
}

/**
 * What is being typed, once somebody else has changed the incident: their words where nothing was typed, one's own where
 * something was.
 * @returns with the fields that both changed, each otherwise
 */
export function mergeTyped<T extends object>(
  { base, typed }: { base: T; typed: T },
  theirs: T,
): { typed: T; clashes: (keyof T & string)[] } {
  const mine = touchedFields(base, typed)
  const kept = Object.fromEntries(mine.map((field) => [field, typed[field]]))
  return {
    typed: { ...theirs, ...kept },
    clashes: mine.filter((field) => !isSame(base[field], theirs[field]) && !isSame(typed[field], theirs[field])),
  }
}

/** The levels that a kind may leave a service at. */
export const levelsOf: Record<IncidentKind, readonly (typeof impactLevel.options)[number][]> = {
  incident: ['degraded', 'down'],
  maintenance: ['maintenance', 'degraded', 'down'],
}
