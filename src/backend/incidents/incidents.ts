import type { Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import {
  changedFields,
  type Incident,
  type IncidentDetails,
  type IncidentFacts,
  type IncidentState,
  isCalledOff,
  isEnded,
  isMajor,
  type NewIncident,
  statesOf,
} from '#shared/domain/incident.ts'
import { firstPeriods } from '#shared/domain/incident-levels.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { nextNumber } from '../database/counter.ts'
import type { Database } from '../database/tables.ts'
import { announce, announceUpdate } from '../notifications/announcements/announce.ts'
import { closeTicketsOf, reopenTicketsOf } from '../tickets/repository.ts'
import { type Author, changeIncident, incidentAt } from './change-incident.ts'
import { checkDetails, sortable, tidied, withChange } from './details.ts'
import {
  addChange,
  addIncident,
  factColumns,
  findIncident,
  readBack,
  setPeriods,
  setWorkarounds,
} from './repository.ts'

type Trx = Transaction<Database>
type DetailsChange = { [K in keyof IncidentDetails]?: IncidentDetails[K] | undefined }

/**
 * Declares an incident, or plans a maintenance, and promises the news of it.
 * @throws ProblemError `invalid-input` for what does not hold together, or a service that does not exist
 */
export async function declareIncident(
  trx: Trx,
  { kind, ...written }: NewIncident,
  by: Author,
  now: Date,
): Promise<Incident> {
  const details = tidied(written)
  await checkDetails(trx, kind, details, now)
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
    ...{ incident_id: id, version: 1, at, kind: 'declared', fields: JSON.stringify(changedFields(null, facts)) },
    ...{ user_id: by.id, author_name: by.name },
  })
  const declared = await readBack(trx, id)
  await announce(trx, declared, 'declared', now)
  return declared
}

type Update = DetailsChange & {
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
  if (state !== undefined && !statesOf[before.kind].includes(state))
    throw invalidField('state', 'Cet état n’est pas de ceux de ce genre d’incident.')
  const after = { ...(await changed(trx, before, change, now)), state: state ?? before.state }
  // Begun before its time: it is from now on that it touches anybody.
  if (before.state === 'scheduled' && after.state !== 'scheduled' && after.startedAt > now.toISOString())
    after.startedAt = now.toISOString()
  const updated = await changeIncident(trx, before, after, { kind: 'updated', by, note }, now)
  await announceUpdate(trx, before, updated, now)
  return updated
}

/**
 * Ends an incident, and its tickets with it, and promises the news to everyone it touched.
 * @throws ProblemError `not-found`; `conflict` once it is ended or when somebody changed it meanwhile
 */
export async function resolveIncident(
  trx: Trx,
  id: string,
  { version, resolution }: { version: number; resolution: string },
  by: Author,
  now: Date,
): Promise<Incident> {
  const before = await openIncidentAt(trx, id, version)
  const at = now.toISOString()
  const after: IncidentFacts = { ...before, state: lastState(before), resolvedAt: at, resolution }
  const resolved = await changeIncident(trx, before, after, { kind: 'resolved', by, note: resolution }, now)
  await closeTicketsOf(trx, id, resolution, at)
  await announce(trx, resolved, 'resolved', now)
  return resolved
}

/**
 * Opens again an incident that was not over after all: it has gone on since its start, and so have its tickets. A
 * maintenance that was called off and whose time has not come is planned again.
 * @throws ProblemError `not-found`; `conflict` when it is not ended, or when somebody changed it meanwhile
 */
export async function reopenIncident(
  trx: Trx,
  id: string,
  { version, note }: { version: number; note: string },
  by: Author,
  now: Date,
): Promise<Incident> {
  const before = await endedIncidentAt(trx, id, version)
  const state = stateOnceReopened(before, now)
  const after: IncidentFacts = { ...before, state, resolvedAt: null, resolution: null }
  const reopened = await changeIncident(trx, before, after, { kind: 'reopened', by, note }, now)
  await reopenTicketsOf(trx, id, before.resolvedAt)
  await announce(trx, reopened, 'reopened', now)
  return reopened
}

type Correction = DetailsChange & {
  version: number
  resolution?: string | undefined
  resolvedAt?: string | undefined
  reason: string
}

/**
 * Corrects what is said of an incident that is over. Nobody is told.
 * @throws ProblemError `not-found`, `invalid-input`; `conflict` when it is not ended, or when somebody changed it meanwhile
 */
export async function correctIncident(
  trx: Trx,
  id: string,
  { version, resolution, resolvedAt, reason, ...change }: Correction,
  by: Author,
  now: Date,
): Promise<Incident> {
  const before = await endedIncidentAt(trx, id, version)
  const details = await changed(trx, before, change, now)
  const after = {
    ...details,
    resolution: resolution ?? before.resolution,
    resolvedAt: resolvedAt === undefined ? before.resolvedAt : sortable(resolvedAt),
  }
  if (after.resolvedAt > now.toISOString()) throw invalidField('resolvedAt', 'Cette fin n’est pas encore passée.')
  if (!isCalledOff(before) && after.resolvedAt < after.startedAt)
    throw invalidField('resolvedAt', 'Cette fin précède le début.')
  return changeIncident(trx, before, after, { kind: 'corrected', by, reason }, now)
}

/** What is written over what was, and still holds together. A number once given has been told: it stays. */
async function changed(trx: Trx, before: Incident, change: DetailsChange, now: Date): Promise<IncidentFacts> {
  const after = withChange(before, change)
  await checkDetails(trx, before.kind, after, now)
  return { ...after, number: before.number ?? (isMajor(after) ? await majorNumber(trx) : null) }
}

async function openIncidentAt(trx: Trx, id: string, version: number): Promise<Incident> {
  const known = await findIncident(trx, id)
  if (known && isEnded(known)) throw new ProblemError('conflict', { detail: 'Cet incident est déjà résolu.' })
  return incidentAt(trx, id, version)
}

async function endedIncidentAt(
  trx: Trx,
  id: string,
  version: number,
): Promise<Incident & { resolvedAt: string; resolution: string | null }> {
  const known = await findIncident(trx, id)
  if (known && !isEnded(known)) throw new ProblemError('conflict', { detail: 'Cet incident est encore en cours.' })
  const { resolvedAt, ...found } = await incidentAt(trx, id, version)
  if (resolvedAt === null) throw new Error('An ended incident has no end.')
  return { ...found, resolvedAt }
}

function stateOnceReopened({ kind, startedAt }: Incident, now: Date): IncidentState {
  if (kind === 'incident') return 'investigating'
  return startedAt > now.toISOString() ? 'scheduled' : 'inProgress'
}

const lastState = ({ kind }: Incident): IncidentState => (kind === 'incident' ? 'resolved' : 'completed')

const majorNumber = async (trx: Trx): Promise<string> =>
  `INC-MAJOR-${String(await nextNumber(trx, 'INC-MAJOR')).padStart(3, '0')}`
