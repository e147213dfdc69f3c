import type { Kysely, Selectable } from 'kysely'
import type { FlowVersion } from '#shared/domain/flow-version.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import { currentVersion } from './publications.ts'

type Db = Kysely<Database>
type Row = Selectable<Database['flow_version']>

/** The versions of a flow, the last number first. */
export async function listVersions(db: Db, flowId: string): Promise<FlowVersion[]> {
  const rows = await db
    .selectFrom('flow_version')
    .selectAll()
    .where('flow_id', '=', flowId)
    .orderBy('number', 'desc')
    .execute()
  const publications = await db
    .selectFrom('flow_publication')
    .selectAll()
    .where('flow_id', '=', flowId)
    .orderBy('position')
    .execute()
  const current = await currentVersion(db, flowId)
  return rows.map((row) =>
    present(
      row,
      publications.filter(({ version_id }) => version_id === row.id),
      row.id === current?.versionId,
    ),
  )
}

/** @throws ProblemError `not-found` */
export async function existingVersion(db: Db, id: string): Promise<Row> {
  const found = await db.selectFrom('flow_version').selectAll().where('id', '=', id).executeTakeFirst()
  if (!found) throw new ProblemError('not-found')
  return found
}

/** One version as it now is. */
export async function readVersion(db: Db, id: string): Promise<FlowVersion> {
  const { flow_id } = await existingVersion(db, id)
  const found = (await listVersions(db, flow_id)).find((version) => version.id === id)
  if (!found) throw new ProblemError('not-found')
  return found
}

/** @throws ProblemError `conflict` when it is not any more what whoever asks has read */
export function checkRevision(row: Row, revision: number | null): void {
  if (row.revision !== revision)
    throw new ProblemError('conflict', { detail: 'Cette version a changé depuis que vous l’avez lue : relisez-la.' })
}

/** Changes a version; its revision moves. */
export async function changeVersion(
  db: Db,
  { id, revision }: Row,
  change: Partial<Omit<Row, 'id' | 'revision' | 'flow_id'>>,
): Promise<void> {
  await db
    .updateTable('flow_version')
    .set({ ...change, revision: revision + 1 })
    .where('id', '=', id)
    .execute()
}

const present = (
  row: Row,
  publications: readonly Selectable<Database['flow_publication']>[],
  isCurrent: boolean,
): FlowVersion => ({
  id: row.id,
  flowId: row.flow_id,
  number: row.number,
  hash: row.hash,
  baseHash: row.base_hash,
  state: row.state,
  note: row.note,
  author: { id: row.author_id, displayName: row.author_name },
  reviewer: row.reviewer_id === null ? null : { id: row.reviewer_id, displayName: row.reviewer_name ?? '' },
  remark: row.remark,
  submittedAt: row.submitted_at,
  reviewedAt: row.reviewed_at,
  publications: publications.map(({ at, user_id, author_name }) => ({
    at,
    by: { id: user_id, displayName: author_name },
  })),
  isCurrent,
  revision: row.revision,
})
