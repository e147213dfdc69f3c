import type { Kysely, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type Incident, type IncidentDetails, type IncidentState, isMajor } from '#shared/domain/incident.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { nextNumber } from '../database/counter.ts'
import type { Database } from '../database/tables.ts'
import { announceResolution } from './announce-resolution.ts'
import { addIncident, changeOpenIncident, detailColumns, findIncident, presentIncident } from './repository.ts'

/** @throws ProblemError `invalid-input` for a service that does not exist or an end before the start */
export async function declareIncident(
  trx: Transaction<Database>,
  details: IncidentDetails,
  userId: string,
  now: Date,
): Promise<Incident> {
  await checkDetails(trx, details)
  const at = now.toISOString()
  const row = {
    id: uuid(),
    number: isMajor(details) ? await majorNumber(trx) : null,
    ...detailColumns(details),
    state: 'investigating' as const,
    resolved_at: null,
    resolution: null,
    declared_by: userId,
    created_at: at,
    updated_at: at,
  }
  await addIncident(trx, row)
  return presentIncident(row)
}

type Change = { [K in keyof IncidentDetails]?: IncidentDetails[K] | undefined } & {
  state?: Exclude<IncidentState, 'resolved'> | undefined
}

/** @throws ProblemError `not-found`, `conflict` once it is resolved, `invalid-input` */
export async function updateIncident(
  trx: Transaction<Database>,
  id: string,
  { state, ...change }: Change,
  now: Date,
): Promise<Incident> {
  const row = await findOpen(trx, id)
  const details: IncidentDetails = { ...presentIncident(row), ...withoutUndefined(change) }
  await checkDetails(trx, details)
  const changed = await changeOpenIncident(trx, id, {
    ...detailColumns(details),
    // A number once given has been told: it stays, even when fewer turn out to be affected.
    number: row.number ?? (isMajor(details) ? await majorNumber(trx) : null),
    state: state ?? row.state,
    updated_at: now.toISOString(),
  })
  if (!changed) throw new ProblemError('conflict')
  return presentIncident(changed)
}

/** Closes an incident and promises the news to everyone it touched. @throws ProblemError `not-found`, `conflict` */
export async function resolveIncident(
  trx: Transaction<Database>,
  id: string,
  resolution: string,
  now: Date,
): Promise<Incident> {
  await findOpen(trx, id)
  const at = now.toISOString()
  const changed = await changeOpenIncident(trx, id, { state: 'resolved', resolved_at: at, resolution, updated_at: at })
  if (!changed) throw new ProblemError('conflict')
  const resolved = presentIncident(changed)
  await announceResolution(trx, resolved, now)
  return resolved
}

async function findOpen(trx: Transaction<Database>, id: string) {
  const row = await findIncident(trx, id)
  if (!row) throw new ProblemError('not-found')
  if (row.state === 'resolved') throw new ProblemError('conflict', { detail: 'Cet incident est déjà résolu.' })
  return row
}

const majorNumber = async (trx: Transaction<Database>): Promise<string> =>
  `INC-MAJOR-${String(await nextNumber(trx, 'INC-MAJOR')).padStart(3, '0')}`

async function checkDetails(db: Kysely<Database>, { serviceIds, startedAt, estimatedEndAt }: IncidentDetails) {
  const known = await db.selectFrom('service').select('id').where('id', 'in', serviceIds).execute()
  const knownIds = new Set(known.map(({ id }) => id))
  const unknown = serviceIds.findIndex((id) => !knownIds.has(id))
  if (unknown >= 0) throw invalidField(`serviceIds.${unknown}`, 'Ce service n’existe pas.')
  if (estimatedEndAt !== null && Date.parse(estimatedEndAt) < Date.parse(startedAt))
    throw invalidField('estimatedEndAt', 'La fin estimée précède le début.')
}

const withoutUndefined = (change: Change) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
