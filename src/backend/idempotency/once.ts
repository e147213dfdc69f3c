import type { ExpressionBuilder, Transaction } from 'kysely'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import { transact } from '../database/transact.ts'

/** What was answered, as it is kept and answered again. */
export interface StoredAnswer {
  status: number
  /** JSON; null when there is no body. */
  json: string | null
}

/** A request that must have its effect once, and the one answer it gets however often it is sent. */
export interface OnceRequest {
  userId: string
  operation: string
  key: string
  bodyHash: string
  now: Date
}

/** A station may stay without network for weeks: its keys are remembered this long. */
export const keptForDays = 60

/** Answers that ask to be tried again are not kept: trying again must be able to succeed. */
const isFinal = (answer: StoredAnswer): boolean => answer.status !== 429 && answer.status < 500

/**
 * Runs effects once by Idempotency-Key. The effect and its answer are kept in one transaction: a crash keeps both or
 * neither. The mark of what is running lives in this process alone, so it cannot outlive a crash; between processes the
 * row of the key, which the transaction begins with, holds the second one back until the first has ended.
 */
export function makeOnce(db: Db) {
  const running = new Map<string, string>()

  return async function once(
    request: OnceRequest,
    effect: (trx: Transaction<Database>) => Promise<StoredAnswer>,
  ): Promise<StoredAnswer> {
    const mark = `${request.userId}/${request.operation}/${request.key}`
    const runningHash = running.get(mark)
    if (runningHash !== undefined)
      throw new ProblemError(runningHash === request.bodyHash ? 'still-running' : 'key-reused', {
        retryAfterSeconds: 1,
      })
    running.set(mark, request.bodyHash)
    try {
      return await transact(db, async (trx) => {
        if (!(await claim(trx, request))) return await kept(trx, request)
        const answer = await effect(trx)
        const own = trx.updateTable('idempotency').set({ status: answer.status, answer: answer.json })
        if (isFinal(answer)) await own.where(ofKey(request)).execute()
        else await trx.deleteFrom('idempotency').where(ofKey(request)).execute()
        return answer
      })
    } finally {
      running.delete(mark)
    }
  }
}
export type Once = ReturnType<typeof makeOnce>

const ofKey =
  ({ userId, operation, key }: OnceRequest) =>
  (row: ExpressionBuilder<Database, 'idempotency'>) =>
    row.and({ user_id: userId, operation, key })

/** @returns false when the request was made before; waits for one under way in another process */
async function claim(trx: Transaction<Database>, { userId, operation, key, bodyHash, now }: OnceRequest) {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('idempotency')
    .values({
      ...{ user_id: userId, operation, key, body_hash: bodyHash },
      // Nobody reads these: the answer is written before the transaction ends.
      ...{ status: 0, answer: null, created_at: now.toISOString() },
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'operation', 'key']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** @throws ProblemError `key-reused` when the key came with another body */
async function kept(trx: Transaction<Database>, request: OnceRequest): Promise<StoredAnswer> {
  const known = await trx
    .selectFrom('idempotency')
    .select(['body_hash', 'status', 'answer'])
    .where(ofKey(request))
    .executeTakeFirstOrThrow()
  if (known.body_hash !== request.bodyHash) throw new ProblemError('key-reused')
  return { status: known.status, json: known.answer }
}
