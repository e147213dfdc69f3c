import type { Kysely, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import {
  type Incident,
  type IncidentDetails,
  type IncidentFacts,
  type IncidentKind,
  type IncidentState,
  isEnded,
  isMajor,
  type NewIncident,
  statesOf,
} from '#shared/domain/incident.ts'
import { firstPeriods } from '#shared/domain/incident-levels.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { nextNumber } from '../database/counter.ts'
import type { Database } from '../database/tables.ts'
import { announceResolution } from './announce-resolution.ts'
import { type Author, changeIncident, incidentAt } from './change-incident.ts'
import { addChange, addIncident, factColumns, findIncident, setPeriods, setWorkarounds } from './repository.ts'

type Trx = Transaction<Database>

/** @throws ProblemError `invalid-input` for what does not hold together, or a service that does not exist */
export async function declareIncident(
  trx: Trx,
  { kind, ...written }: NewIncident,
  by: Author,
  now: Date,
): Promise<Incident> {
  const details = tidied(written)
  await checkDetails(trx, kind, details)
  const id = uuid()
  const at = now.toISOString()
  const facts: IncidentFacts = {
    ...details,
    number: isMajor({ kind, ...details }) ? await majorNumber(trx) : null,
    state: statesOf[kind][0],
    resolvedAt: null,
    resolution: null,
  }
  await addIncident(trx, { ...{ id, kind, version: 1, created_at: at, updated_at: at }, ...factColumns(facts) })
  await setPeriods(trx, id, firstPeriods(facts))
  await setWorkarounds(trx, id, facts.workarounds)
  await addChange(trx, {
    ...{ incident_id: id, version: 1, at, kind: 'declared', fields: '[]' },
    ...{ user_id: by.id, author_name: by.name, note_id: null, reason: null },
  })
  return readBack(trx, id)
}

type Update = { [K in keyof IncidentDetails]?: IncidentDetails[K] | undefined } & {
  version: number
  state?: IncidentState | undefined
  note?: string | undefined
}

/** @throws ProblemError `not-found`, `conflict` once it is ended or when somebody changed it meanwhile, `invalid-input` */
export async function updateIncident(
  trx: Trx,
  id: string,
  { version, state, note, ...change }: Update,
  by: Author,
  now: Date,
): Promise<Incident> {
  const before = await openIncidentAt(trx, id, version)
  const { kind } = before
  if (state !== undefined && !statesOf[kind].includes(state))
    throw invalidField('state', 'Cet état n’est pas de ceux de ce genre d’incident.')
  const details = tidied({ ...before, ...withoutUndefined(change) })
  await checkDetails(trx, kind, details)
  // A number once given has been told: it stays, even when fewer turn out to be affected.
  const number = before.number ?? (isMajor({ kind, ...details }) ? await majorNumber(trx) : null)
  const after: IncidentFacts = { ...before, ...details, number, state: state ?? before.state }
  return changeIncident(trx, before, after, { kind: 'updated', by, note }, now)
}

/** Ends an incident and promises the news to everyone it touched. @throws ProblemError `not-found`, `conflict` */
export async function resolveIncident(
  trx: Trx,
  id: string,
  { version, resolution }: { version: number; resolution: string },
  by: Author,
  now: Date,
): Promise<Incident> {
  const before = await openIncidentAt(trx, id, version)
  const state = statesOf[before.kind].at(-1) as IncidentState
  const after: IncidentFacts = { ...before, state, resolvedAt: now.toISOString(), resolution }
  const resolved = await changeIncident(trx, before, after, { kind: 'resolved', by }, now)
  await announceResolution(trx, resolved, now)
  return resolved
}

async function openIncidentAt(trx: Trx, id: string, version: number): Promise<Incident> {
  const known = await findIncident(trx, id)
  if (known && isEnded(known)) throw new ProblemError('conflict', { detail: 'Cet incident est déjà résolu.' })
  return incidentAt(trx, id, version)
}

const majorNumber = async (trx: Trx): Promise<string> =>
  `INC-MAJOR-${String(await nextNumber(trx, 'INC-MAJOR')).padStart(3, '0')}`

async function checkDetails(db: Kysely<Database>, kind: IncidentKind, details: IncidentDetails): Promise<void> {
  const { services, startedAt, estimatedEndAt } = details
  const ids = services.map(({ id }) => id)
  const known = await db.selectFrom('service').select('id').where('id', 'in', ids).execute()
  const knownIds = new Set(known.map(({ id }) => id))
  for (const [index, { id, level }] of services.entries()) {
    if (!knownIds.has(id)) throw invalidField(`services.${index}.id`, 'Ce service n’existe pas.')
    if (ids.indexOf(id) !== index) throw invalidField(`services.${index}.id`, 'Ce service est déjà nommé.')
    if (level === 'maintenance' && kind === 'incident')
      throw invalidField(`services.${index}.level`, 'Un incident dégrade un service ou le rend indisponible.')
  }
  if (estimatedEndAt === null) {
    if (kind === 'maintenance') throw invalidField('estimatedEndAt', 'Dites quand la maintenance doit finir.')
  } else if (Date.parse(estimatedEndAt) < Date.parse(startedAt))
    throw invalidField('estimatedEndAt', 'La fin estimée précède le début.')
}

/** An empty word is none. */
const tidied = ({ cause, team, ...details }: IncidentDetails): IncidentDetails => ({
  ...details,
  cause: cause || null,
  team: team || null,
})

const withoutUndefined = (change: object) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

async function readBack(trx: Trx, id: string): Promise<Incident> {
  const found = await findIncident(trx, id)
  if (!found) throw new Error('An incident just written is not there.')
  return found
}
