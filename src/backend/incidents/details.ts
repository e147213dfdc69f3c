import type { Kysely } from 'kysely'
import type { IncidentDetails, IncidentKind } from '#shared/domain/incident.ts'
import { invalidField } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'

/** The details as a change leaves them. */
export function withChange<T extends IncidentDetails>(
  before: T,
  change: { [K in keyof IncidentDetails]?: IncidentDetails[K] | undefined },
): T {
  const written = Object.entries(change).filter(([, value]) => value !== undefined)
  return tidied({ ...before, ...Object.fromEntries(written) })
}

/** An empty word is none; instants are in the one form that sorts. */
export const tidied = <T extends IncidentDetails>(of: T): T => ({
  ...of,
  cause: of.cause || null,
  team: of.team || null,
  startedAt: sortable(of.startedAt),
  estimatedEndAt: of.estimatedEndAt && sortable(of.estimatedEndAt),
})

export const sortable = (at: string): string => new Date(at).toISOString()

/** Clocks differ a little. */
const aheadMs = 5 * 60_000

/** @throws ProblemError `invalid-input` for what does not hold together, or a service that does not exist */
export async function checkDetails(
  db: Kysely<Database>,
  kind: IncidentKind,
  { services, startedAt, estimatedEndAt }: IncidentDetails,
  now: Date,
): Promise<void> {
  const ids = services.map(({ id }) => id)
  const known = await db.selectFrom('service').select('id').where('id', 'in', ids).execute()
  const knownIds = new Set(known.map(({ id }) => id))
  for (const [index, { id, level }] of services.entries()) {
    if (!knownIds.has(id)) throw invalidField(`services.${index}.id`, 'Ce service n’existe pas.')
    if (ids.indexOf(id) !== index) throw invalidField(`services.${index}.id`, 'Ce service est déjà nommé.')
    if (level === 'maintenance' && kind === 'incident')
      throw invalidField(`services.${index}.level`, 'Un incident dégrade un service ou le rend indisponible.')
  }
  if (kind === 'incident' && Date.parse(startedAt) > now.getTime() + aheadMs)
    throw invalidField('startedAt', 'Un incident a déjà commencé ; ce qui est prévu est une maintenance.')
  if (estimatedEndAt === null) {
    if (kind === 'maintenance') throw invalidField('estimatedEndAt', 'Dites quand la maintenance doit finir.')
  } else if (Date.parse(estimatedEndAt) < Date.parse(startedAt))
    throw invalidField('estimatedEndAt', 'La fin estimée précède le début.')
}
