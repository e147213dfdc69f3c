import type { Kysely, Transaction } from 'kysely'
import { type Criterion, firstCriteria, type ReviewGrid } from '#shared/domain/call-review.ts'
import { ProblemError } from '../contract/problem.ts'
import { lock } from '../database/engine.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

/** The grid that calls are reviewed by now. */
export async function readGrid(db: Db): Promise<ReviewGrid> {
  const row = await db
    .selectFrom('review_grid')
    .leftJoin('user', 'user.id', 'review_grid.user_id')
    .select(['review_grid.version', 'criteria', 'at', 'display_name'])
    .orderBy('review_grid.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { version: 0, criteria: [...firstCriteria], change: null }
  const { version, criteria, at, display_name } = row
  return { version, criteria: JSON.parse(criteria), change: { at, by: display_name ?? '' } }
}

/** The criteria of each version asked for; one that never was has none. */
export async function criteriaOf(db: Db, versions: readonly number[]): Promise<Map<number, Criterion[]>> {
  const rows = await db
    .selectFrom('review_grid')
    .select(['version', 'criteria'])
    .where('version', 'in', [0, ...versions])
    .execute()
  return new Map([[0, [...firstCriteria]], ...rows.map((row) => [row.version, JSON.parse(row.criteria)] as const)])
}

/** Makes the next version of the grid. @throws ProblemError `conflict` when another was made meanwhile */
export async function changeGrid(
  trx: Transaction<Database>,
  from: number,
  criteria: readonly Criterion[],
  userId: string,
  now: Date,
): Promise<void> {
  await lock(trx, 'review-grid')
  const { version } = await readGrid(trx)
  if (version !== from)
    throw new ProblemError('conflict', { detail: 'Quelqu’un d’autre a changé la grille entre-temps : relisez-la.' })
  await trx
    .insertInto('review_grid')
    .values({ version: version + 1, criteria: JSON.stringify(criteria), at: now.toISOString(), user_id: userId })
    .execute()
}
