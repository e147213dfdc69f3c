import type { Db } from '../database/open.ts'
import { transact } from '../database/transact.ts'
import type { FlowLibrary } from '../flows/library.ts'
import { logCalls, loggedColumns } from './log-call.ts'

/** So many at once: no transaction that others would wait long for. */
const batchSize = 100

/** Folds the calls that waited for a definition, now that it is there. @returns how many */
export async function foldWaiting(db: Db, flows: FlowLibrary, hash: string): Promise<number> {
  let folded = 0
  for (;;) {
    const done = await transact(db, async (trx) => {
      const calls = await trx
        .selectFrom('call_log')
        .innerJoin('call', 'call.id', 'call_log.call_id')
        .select(loggedColumns.map((column) => `call.${column}` as const))
        .where('folding', '=', 'waiting')
        .where('call_log.flow_hash', '=', hash)
        .limit(batchSize)
        .forUpdate('call')
        .execute()
      await logCalls(trx, flows, calls)
      return calls.length
    })
    folded += done
    if (done === 0) return folded
  }
}
