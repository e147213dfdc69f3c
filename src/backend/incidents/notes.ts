import type { Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import { type Author, existingIncident } from './change-incident.ts'
import { addNote } from './repository.ts'

type Trx = Transaction<Database>

/** Keeps what the team alone reads. @returns its id @throws ProblemError `not-found` */
export async function addInternalNote(
  trx: Trx,
  incidentId: string,
  text: string,
  by: Author,
  now: Date,
): Promise<{ id: string }> {
  const incident = await existingIncident(trx, incidentId)
  const id = uuid()
  await addNote(trx, {
    ...{ id, incident_id: incidentId, at: now.toISOString(), text, state: incident.state, is_public: 0 },
    ...{ user_id: by.id, author_name: by.name },
  })
  return { id }
}
