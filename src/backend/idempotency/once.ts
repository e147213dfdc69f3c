import type { Transaction } from 'kysely'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'

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
 * table's key holds the second one back until the first has ended.
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
      return await db.transaction().execute(async (trx) => {
        const known = await trx
          .selectFrom('idempotency')
          .select(['body_hash', 'status', 'answer'])
          .where('user_id', '=', request.userId)
          .where('operation', '=', request.operation)
          .where('key', '=', request.key)
          .executeTakeFirst()
        if (known) {
          if (known.body_hash !== request.bodyHash) throw new ProblemError('key-reused')
          return { status: known.status, json: known.answer }
        }
        const answer = await effect(trx)
        if (isFinal(answer))
          await trx
            .insertInto('idempotency')
            .values({
              user_id: request.userId,
              operation: request.operation,
              key: request.key,
              body_hash: request.bodyHash,
              status: answer.status,
              answer: answer.json,
              created_at: request.now.toISOString(),
            })
            .execute()
        return answer
      })
    } finally {
      running.delete(mark)
    }
  }
}
export type Once = ReturnType<typeof makeOnce>
