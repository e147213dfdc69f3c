import type { Kysely, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import {
  changedFields,
  type Incident,
  type IncidentChange,
  type IncidentFacts,
  type PublicNote,
} from '#shared/domain/incident.ts'
import { changedPeriods, firstPeriods } from '#shared/domain/incident-levels.ts'
import type { Caller } from '../contract/operation.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { rewordNews } from '../notifications/announcements/news.ts'
import { parisHour } from '../paris.ts'
import {
  addChange,
  addNote,
  changeIncidentAt,
  type FactColumns,
  factColumns,
  findIncident,
  listChanges,
  listPeriods,
  readBack,
  rewordNote,
  setPeriods,
  setWorkarounds,
} from './repository.ts'

type Trx = Transaction<Database>

/** Who changes an incident; without an id: not somebody, but what `name` says. */
export interface Author {
  id: string | null
  name: string
}

export const authorOf = ({ user }: Pick<Caller, 'user'>): Author & { id: string } => ({
  id: user.id,
  name: user.displayName,
})

interface Change {
  kind: IncidentChange['kind']
  by: Author
  /** What clients are told of it. */
  note?: string | undefined
  /** Why, for the team alone. */
  reason?: string
}

/**
 * Writes a new version of an incident, and who made it. Nothing changed and nothing told is no new version.
 * @throws ProblemError `conflict`, with what changed meanwhile, when it is no longer as it was read
 */
export async function changeIncident(
  trx: Trx,
  before: Incident,
  after: IncidentFacts,
  { kind, by, note, reason }: Change,
  now: Date,
): Promise<Incident> {
  const { id } = before
  const fields = changedFields(before, after)
  if (fields.length === 0 && note === undefined) return before
  const at = now.toISOString()
  await takeNextVersion(trx, before, factColumns(after), at)
  const isChanged = (...names: string[]) => fields.some(({ field }) => names.includes(field))
  // What is corrected was never otherwise.
  if (kind === 'corrected' && isChanged('services')) await setPeriods(trx, id, firstPeriods(after))
  else if (isChanged('services', 'startedAt'))
    await setPeriods(trx, id, changedPeriods(await listPeriods(trx, id), before, after, at))
  if (isChanged('workarounds')) await setWorkarounds(trx, id, after.workarounds)
  const noteId = note === undefined ? null : uuid()
  if (note !== undefined && noteId !== null)
    await addNote(trx, {
      ...{ id: noteId, incident_id: id, at, text: note, state: after.state, is_public: 1 },
      ...{ user_id: by.id, author_name: by.name },
    })
  await addChange(trx, {
    ...changeRow(before, kind, by, at),
    fields: JSON.stringify(fields),
    note_id: noteId,
    reason: reason ?? null,
  })
  return readBack(trx, id)
}

/**
 * Corrects the words of a public note, whether or not its incident is over; the former ones stay in the journal.
 * @throws ProblemError `not-found`; `conflict`, with what changed meanwhile, when it is no longer as it was read
 */
export async function correctNote(
  trx: Trx,
  before: Incident,
  { id: noteId, text }: Pick<PublicNote, 'id' | 'text'>,
  by: Author,
  now: Date,
): Promise<Incident> {
  const note = before.notes.find(({ id }) => id === noteId)
  if (!note) throw new ProblemError('not-found')
  if (note.text === text) return before
  const at = now.toISOString()
  await takeNextVersion(trx, before, {}, at)
  await rewordNote(trx, noteId, text)
  await rewordNews(trx, before.id, { id: noteId, text })
  const fields = JSON.stringify([{ field: 'note', before: note.text, after: text }])
  await addChange(trx, { ...changeRow(before, 'corrected', by, at), fields })
  return readBack(trx, before.id)
}

/** First of all that a change writes: from here on, whoever read the same version waits, then is refused. */
async function takeNextVersion(trx: Trx, before: Incident, columns: Partial<FactColumns>, at: string): Promise<void> {
  if (!(await changeIncidentAt(trx, before, { ...columns, updated_at: at })))
    throw await outdated(trx, before.id, before.version)
}

const changeRow = ({ id, version }: Incident, kind: IncidentChange['kind'], by: Author, at: string) => ({
  ...{ incident_id: id, version: version + 1, at, kind, user_id: by.id, author_name: by.name },
})

/** @throws ProblemError `not-found`; `conflict`, with what changed, when it is no longer at that version */
export async function incidentAt(trx: Trx, id: string, version: number): Promise<Incident> {
  const found = await existingIncident(trx, id)
  if (found.version !== version) throw await outdated(trx, id, version)
  return found
}

/** @throws ProblemError `not-found` */
export async function existingIncident(db: Kysely<Database>, id: string): Promise<Incident> {
  const found = await findIncident(db, id)
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
