import type { Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import { changedFields, type Incident, type IncidentChange, type IncidentFacts } from '#shared/domain/incident.ts'
import { changedPeriods } from '#shared/domain/incident-levels.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { parisHour } from '../paris.ts'
import {
  addChange,
  addNote,
  changeIncidentAt,
  factColumns,
  findIncident,
  listChanges,
  listPeriods,
  setPeriods,
  setWorkarounds,
} from './repository.ts'

type Trx = Transaction<Database>

/** Who changes an incident; without an id: not somebody, but what `name` says. */
export interface Author {
  id: string | null
  name: string
}

interface Change {
  kind: IncidentChange['kind']
  by: Author
  /** What clients are told of it. */
  note?: string | undefined
}

/**
 * Writes a new version of an incident, and who made it. Nothing changed and nothing told is no new version.
 * @throws ProblemError `conflict`, with what changed meanwhile, when it is no longer as it was read
 */
export async function changeIncident(
  trx: Trx,
  before: Incident,
  after: IncidentFacts,
  { kind, by, note }: Change,
  now: Date,
): Promise<Incident> {
  const { id, version } = before
  const fields = changedFields(before, after)
  if (fields.length === 0 && note === undefined) return before
  const at = now.toISOString()
  if (!(await changeIncidentAt(trx, before, { ...factColumns(after), updated_at: at })))
    throw await outdated(trx, id, version)
  const isChanged = (...names: string[]) => fields.some(({ field }) => names.includes(field))
  if (isChanged('services', 'startedAt'))
    await setPeriods(trx, id, changedPeriods(await listPeriods(trx, id), before, after, at))
  if (isChanged('workarounds')) await setWorkarounds(trx, id, after.workarounds)
  const noteId = note === undefined ? null : await tell(trx, { id, state: after.state }, note, by, at)
  await addChange(trx, {
    ...{ incident_id: id, version: version + 1, at, kind, fields: JSON.stringify(fields) },
    ...{ user_id: by.id, author_name: by.name, note_id: noteId, reason: null },
  })
  return existing(trx, id)
}

/** Keeps a note for clients. @returns its id */
export async function tell(
  trx: Trx,
  { id, state }: Pick<Incident, 'id' | 'state'>,
  text: string,
  by: Author,
  at: string,
): Promise<string> {
  const noteId = uuid()
  await addNote(trx, {
    ...{ id: noteId, incident_id: id, at, text, state, is_public: 1 },
    ...{ user_id: by.id, author_name: by.name },
  })
  return noteId
}

/** @throws ProblemError `not-found`; `conflict`, with what changed, when it is no longer at that version */
export async function incidentAt(trx: Trx, id: string, version: number): Promise<Incident> {
  const found = await existing(trx, id)
  if (found.version !== version) throw await outdated(trx, id, version)
  return found
}

async function existing(trx: Trx, id: string): Promise<Incident> {
  const found = await findIncident(trx, id)
  if (!found) throw new ProblemError('not-found')
  return found
}

async function outdated(trx: Trx, id: string, version: number): Promise<ProblemError> {
  const changes = await listChanges(trx, id, version)
  const last = changes.at(-1)
  return new ProblemError('conflict', {
    detail: last
      ? `${last.by} a modifié cet incident à ${parisHour(last.at)}. Rien n’a été enregistré de votre côté : relisez, puis recommencez.`
      : 'Cette version de l’incident n’existe pas. Rien n’a été enregistré : relisez, puis recommencez.',
    changes,
  })
}
