import { dateAfter, parisDate } from '#shared/domain/paris-day.ts'
import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { logCalls, loggedColumns } from './log-call.ts'
import { recountDay } from './visit-counts.ts'

/** So many at once: no transaction that others would wait long for. */
const batchSize = 100

/** How far it has come. */
export interface Rebuilt {
  calls: number
  /** The id of the last one: those that are left come after it. */
  last: string
}

/**
 * Writes the line, the steps and the words of every call again from its journal, in the order of their ids, while others go
 * on working.
 * @param after the id to take it up after; empty: from the first
 * @param tell what has been done so far, each time that some more of it is kept
 * @returns how many calls there are now, by what came of folding them
 */
export async function rebuildSteps(
  db: Db,
  flows: FlowLibrary,
  { after = '', tell }: { after?: string; tell(done: Rebuilt): void },
): Promise<Record<'folded' | 'waiting' | 'unreadable', number>> {
  const done = { calls: 0, last: after }
  for (;;) {
    const ids = await transact(db, async (trx) => {
      const calls = await trx
        .selectFrom('call')
        .select(loggedColumns)
        .where('id', '>', done.last)
        .orderBy('id')
        .limit(batchSize)
        // One that is anonymised meanwhile must not have its words back.
        .forUpdate()
        .execute()
      await logCalls(trx, flows, calls)
      return calls.map(({ id }) => id)
    })
    const last = ids.at(-1)
    if (last === undefined) break
    done.calls += ids.length
    done.last = last
    tell({ ...done })
  }
  await recount(db)
  const found = await db
    .selectFrom('call_log')
    .select(({ fn }) => ['folding', fn.countAll<number>().as('calls')])
    .groupBy('folding')
    .execute()
  const counts = Object.fromEntries(found.map(({ folding, calls }) => [folding, calls]))
  return { folded: 0, waiting: 0, unreadable: 0, ...counts }
}

/** A day at a time: from its steps, whatever was counted. */
async function recount(db: Db): Promise<void> {
  const { first, last } = await db
    .selectFrom('call_log')
    .select(({ fn }) => [fn.min<string | null>('ended_at').as('first'), fn.max<string | null>('ended_at').as('last')])
    .executeTakeFirstOrThrow()
  if (first === null || last === null) return
  const end = parisDate(Date.parse(last))
  for (let day = parisDate(Date.parse(first)); day <= end; day = dateAfter(day, 1))
    await transact(db, (trx) => recountDay(trx, day))
}
