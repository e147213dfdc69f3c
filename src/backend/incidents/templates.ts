import type { Kysely, Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import { type IncidentTemplate, type NewTemplate, templateContent } from '#shared/domain/incident-template.ts'
import { changedMeanwhile, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import type { Author } from './change-incident.ts'

type Db = Kysely<Database>
type Writer = Author & { id: string }

/** By name. */
export async function listTemplates(db: Db): Promise<IncidentTemplate[]> {
  const rows = await db.selectFrom('incident_template').selectAll().execute()
  return rows.map(present).toSorted((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1))
}

export async function createTemplate(db: Db, written: NewTemplate, by: Writer, now: Date): Promise<IncidentTemplate> {
  const id = uuid()
  await db
    .insertInto('incident_template')
    .values({ id, version: 1, ...columns(written, by, now) })
    .execute()
  return existing(db, id)
}

/** @throws ProblemError `not-found`; `conflict` when somebody changed it meanwhile */
export async function changeTemplate(
  db: Db,
  id: string,
  { version, ...written }: NewTemplate & { version: number },
  by: Writer,
  now: Date,
): Promise<IncidentTemplate> {
  const { numUpdatedRows } = await db
    .updateTable('incident_template')
    .set({ version: version + 1, ...columns(written, by, now) })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  const kept = await existing(db, id)
  if (numUpdatedRows === 0n) throw changedMeanwhile(kept.updatedBy, 'ce modèle')
  return kept
}

/** @throws ProblemError `not-found` */
export async function deleteTemplate(db: Db, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('incident_template').where('id', '=', id).executeTakeFirst()
  if (numDeletedRows === 0n) throw new ProblemError('not-found')
}

async function existing(db: Db, id: string): Promise<IncidentTemplate> {
  const row = await db.selectFrom('incident_template').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new ProblemError('not-found')
  return present(row)
}

const columns = ({ name, content }: NewTemplate, by: Writer, now: Date) => ({
  name,
  content: JSON.stringify(content),
  updated_at: now.toISOString(),
  user_id: by.id,
  author_name: by.name,
})

const present = (row: Selectable<Database['incident_template']>): IncidentTemplate => ({
  id: row.id,
  name: row.name,
  content: templateContent.parse(JSON.parse(row.content)),
  version: row.version,
  updatedAt: row.updated_at,
  updatedBy: row.author_name,
})
