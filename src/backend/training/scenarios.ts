import type { Kysely, Selectable } from 'kysely'
import { v7 as uuid } from 'uuid'
import { wholeScenario } from '#shared/flow/scenario.ts'
import type { NewScenario, SavedScenario } from '#shared/training/saved-scenario.ts'
import { changedMeanwhile, ProblemError } from '../contract/problem.ts'
import type { Database } from '../database/tables.ts'
import type { Author } from '../incidents/change-incident.ts'

type Db = Kysely<Database>
type Writer = Author & { id: string }

/** The latest changed first. @param flowId null: of every flow */
export async function listScenarios(db: Db, flowId: string | null): Promise<SavedScenario[]> {
  const rows = await db
    .selectFrom('scenario')
    .selectAll()
    .$if(flowId !== null, (of) => of.where('flow_id', '=', flowId ?? ''))
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(present)
}

export async function createScenario(db: Db, written: NewScenario, by: Writer, now: Date): Promise<SavedScenario> {
  const id = uuid()
  await db
    .insertInto('scenario')
    .values({ id, version: 1, ...columns(written, by, now) })
    .execute()
  return existing(db, id)
}

/** @throws ProblemError `not-found`; `conflict` when somebody changed it meanwhile */
export async function changeScenario(
  db: Db,
  id: string,
  { version, ...written }: NewScenario & { version: number },
  by: Writer,
  now: Date,
): Promise<SavedScenario> {
  const { numUpdatedRows } = await db
    .updateTable('scenario')
    .set({ version: version + 1, ...columns(written, by, now) })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  const kept = await existing(db, id)
  if (numUpdatedRows === 0n) throw changedMeanwhile(kept.updatedBy, 'ce scénario')
  return kept
}

/** @throws ProblemError `not-found` */
export async function deleteScenario(db: Db, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('scenario').where('id', '=', id).executeTakeFirst()
  if (numDeletedRows === 0n) throw new ProblemError('not-found')
}

async function existing(db: Db, id: string): Promise<SavedScenario> {
  const row = await db.selectFrom('scenario').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new ProblemError('not-found')
  return present(row)
}

const columns = ({ flowId, scenario }: NewScenario, by: Writer, now: Date) => ({
  flow_id: flowId,
  content: JSON.stringify(scenario),
  updated_at: now.toISOString(),
  user_id: by.id,
  author_name: by.name,
})

const present = (row: Selectable<Database['scenario']>): SavedScenario => ({
  id: row.id,
  flowId: row.flow_id,
  scenario: wholeScenario.parse(JSON.parse(row.content)),
  version: row.version,
  updatedAt: row.updated_at,
  updatedBy: row.author_name,
})
