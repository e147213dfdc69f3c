import type { Selectable, Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Example } from '#node/flows/call-comparison.ts'
import type { OperationInput, OperationOutput } from '#shared/contracts/api.ts'
import type { ComparisonFigures, ComparisonState, FlowComparison } from '#shared/domain/flow-comparison.ts'
import { secondsAfter } from '../clock.ts'
import { invalidField, ProblemError } from '../contract/problem.ts'
import { lock } from '../database/engine.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'

type Trx = Transaction<Database>
type Row = Selectable<Database['flow_comparison']>

/** The process that runs one says so every few seconds; not heard for so long, it has ended. */
const lostAfterSeconds = 60
/** So many of somebody's are kept. */
const kept = 20
const pageLength = 20

/**
 * Writes down a comparison that somebody asks for, so that any process tells where it is.
 * @throws ProblemError `invalid-input` unless both are versions of one script; `conflict` while another of theirs runs
 */
export async function addComparison(
  trx: Trx,
  { beforeHash, afterHash, from, to }: OperationInput<'startFlowComparison'>['body'],
  userId: string,
  now: Date,
): Promise<Row> {
  await lock(trx, `flow-comparison ${userId}`)
  const known = await trx
    .selectFrom('flow_definition')
    .select(['hash', 'flow_id'])
    .where('hash', 'in', [beforeHash, afterHash])
    .execute()
  const [before, after] = [beforeHash, afterHash].map((hash) => known.find((one) => one.hash === hash))
  if (!before) throw invalidField('beforeHash', 'Cette version n’est pas connue.')
  if (!after) throw invalidField('afterHash', 'Cette version n’est pas connue.')
  if (before.flow_id !== after.flow_id) throw invalidField('afterHash', 'C’est une version d’un autre script.')
  if (beforeHash === afterHash) throw invalidField('afterHash', 'C’est la même version.')
  await endLost(trx, now)
  const own = trx.selectFrom('flow_comparison').where('user_id', '=', userId)
  if (await own.select('id').where('state', '=', 'running').executeTakeFirst())
    throw new ProblemError('conflict', {
      detail: 'Une comparaison que vous avez demandée est encore en cours : attendez-la, ou arrêtez-la.',
    })
  const old = await own
    .select('id')
    .orderBy('started_at', 'desc')
    .offset(kept - 1)
    .limit(kept)
    .execute()
  await deleteComparisons(
    trx,
    old.map(({ id }) => id),
  )
  const at = now.toISOString()
  const row: Row = {
    ...{ id: uuid(), user_id: userId, flow_id: before.flow_id, before_hash: beforeHash, after_hash: afterHash },
    ...{ from_day: from, to_day: to, state: 'running', total: 0, done: 0 },
    ...{ started_at: at, seen_at: at, ended_at: null, figures: null },
  }
  await trx.insertInto('flow_comparison').values(row).execute()
  return row
}

/** Somebody's comparisons of a script, the last first. */
export async function listComparisons(db: Db, flowId: string, userId: string, now: Date): Promise<FlowComparison[]> {
  const rows = await whereTheyAre(db, now, () =>
    db
      .selectFrom('flow_comparison')
      .selectAll()
      .where('user_id', '=', userId)
      .where('flow_id', '=', flowId)
      .orderBy('started_at', 'desc')
      .limit(kept)
      .execute(),
  )
  return rows.map(presentComparison)
}

/** @throws ProblemError `not-found`, for what somebody else asked for too */
export async function readComparison(db: Db, id: string, userId: string, now: Date): Promise<FlowComparison> {
  const [found] = await whereTheyAre(db, now, () =>
    db.selectFrom('flow_comparison').selectAll().where('id', '=', id).where('user_id', '=', userId).execute(),
  )
  if (!found) throw new ProblemError('not-found')
  return presentComparison(found)
}

/** Reads some, again once those that are found lost have been ended: to read where one is writes nothing else. */
async function whereTheyAre(db: Db, now: Date, read: () => Promise<Row[]>): Promise<Row[]> {
  const rows = await read()
  if (!rows.some(({ state, seen_at }) => state === 'running' && seen_at < lostBefore(now))) return rows
  await transact(db, (trx) => endLost(trx, now))
  return read()
}

const lostBefore = (now: Date): string => secondsAfter(now, -lostAfterSeconds)

/** Says how far a comparison is. @returns whether it is still to go on */
export async function moveOn(
  db: Db,
  id: string,
  { done, total }: Pick<Row, 'done' | 'total'>,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await whileRunning(db, id)
    .set({ done, total, seen_at: now.toISOString() })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends a comparison, unless it has ended otherwise meanwhile. Of one that found nothing nothing is kept. */
export async function endComparison(
  db: Db,
  id: string,
  state: Exclude<ComparisonState, 'running'>,
  now: Date,
  found: ComparisonFigures | null = null,
): Promise<void> {
  const figures = found && JSON.stringify(found)
  await transact(db, async (trx) => {
    const { numUpdatedRows } = await whileRunning(trx, id)
      .set({ state, ended_at: now.toISOString(), figures, ...(found && { done: found.calls }) })
      .executeTakeFirst()
    if (state !== 'done' && numUpdatedRows > 0n) await forgetExamples(trx, [id])
  })
}

const whileRunning = (db: Db, id: string) =>
  db.updateTable('flow_comparison').where('id', '=', id).where('state', '=', 'running')

/** What no process runs any more has failed. */
async function endLost(trx: Trx, now: Date): Promise<void> {
  const lost = await trx
    .updateTable('flow_comparison')
    .set({ state: 'failed', ended_at: now.toISOString() })
    .where('state', '=', 'running')
    .where('seen_at', '<', lostBefore(now))
    .returning('id')
    .execute()
  await forgetExamples(
    trx,
    lost.map(({ id }) => id),
  )
}

async function forgetExamples(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx.deleteFrom('flow_comparison_call').where('comparison_id', 'in', ids).execute()
}

/** Deletes comparisons, with their calls. */
async function deleteComparisons(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx.deleteFrom('flow_comparison').where('id', 'in', ids).execute()
}

/** Deletes what was asked for before an instant. */
export async function forgetComparisons(db: Db, before: string): Promise<void> {
  await db.deleteFrom('flow_comparison').where('started_at', '<', before).execute()
}

/** Keeps calls that are to be shown, unless the comparison has ended meanwhile. */
export async function keepExamples(db: Db, id: string, examples: readonly Example[]): Promise<void> {
  if (examples.length === 0) return
  await transact(db, async (trx) => {
    const running = trx.selectFrom('flow_comparison').select('id').where('id', '=', id).where('state', '=', 'running')
    if (!(await running.forUpdate().executeTakeFirst())) return
    await trx
      .insertInto('flow_comparison_call')
      .values(
        examples.map(({ parting, place, callId, endedAt, before, after }) => ({
          ...{ comparison_id: id, parting, place, call_id: callId, ended_at: endedAt },
          ...{ before: before && JSON.stringify(before), after: after && JSON.stringify(after) },
        })),
      )
      .execute()
  })
}

/** A page of the calls of a parting, the latest first. @param after the place of the last of the page before */
export async function listExamples(
  db: Db,
  id: string,
  parting: number,
  after: number | undefined,
): Promise<OperationOutput<'listPartedCalls'>> {
  const rows = await db
    .selectFrom('flow_comparison_call')
    .selectAll()
    .where('comparison_id', '=', id)
    .where('parting', '=', parting)
    .$if(after !== undefined, (query) => query.where('place', '<', after ?? 0))
    .orderBy('place', 'desc')
    .limit(pageLength + 1)
    .execute()
  const last = rows[pageLength - 1]
  return {
    calls: rows.slice(0, pageLength).map((row) => ({
      ...{ callId: row.call_id, endedAt: row.ended_at },
      ...{ before: row.before && JSON.parse(row.before), after: row.after && JSON.parse(row.after) },
    })),
    next: last && rows.length > pageLength ? last.place : null,
  }
}

export const presentComparison = (row: Row): FlowComparison => ({
  ...{ id: row.id, flowId: row.flow_id, beforeHash: row.before_hash, afterHash: row.after_hash },
  ...{ from: row.from_day, to: row.to_day, state: row.state, total: row.total, done: row.done },
  ...{ startedAt: row.started_at, endedAt: row.ended_at },
  figures: row.figures === null ? null : JSON.parse(row.figures),
})
