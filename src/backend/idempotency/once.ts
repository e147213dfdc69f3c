import type { Kysely, Selectable, Transaction } from 'kysely'
import { ProblemError } from '../contract/problem.ts'
import type { Db } from '../database/open.ts'
import { prepared } from '../database/prepared.ts'
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
 * neither. The mark of what is running lives in this process alone, so it cannot outlive a crash; of two that run in two
 * processes the one that ends last is undone, and answered as the first was.
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
        const known = await findKept(trx, request)
        if (known) return known
        const answer = await effect(trx)
        if (isFinal(answer)) await keep(trx, request, answer)
        return answer
      })
    } catch (error) {
      // What the other process did may also be why this one was refused.
      const known = error instanceof ProblemError ? await findKept(db, request) : null
      if (known) return known
      throw error
    } finally {
      running.delete(mark)
    }
  }
}
export type Once = ReturnType<typeof makeOnce>

/** @throws ProblemError `key-reused` when the key came with another body */
async function findKept(
  db: Kysely<Database>,
  { userId, operation, key, bodyHash }: OnceRequest,
): Promise<StoredAnswer | null> {
  const [known] = await selectKept(db, { userId, operation, key })
  if (!known) return null
  if (known.body_hash !== bodyHash) throw new ProblemError('key-reused')
  return { status: known.status, json: known.answer }
}

const selectKept = prepared((db, { userId, operation, key }: Pick<OnceRequest, 'userId' | 'operation' | 'key'>) =>
  db
    .selectFrom('idempotency')
    .select(['body_hash', 'status', 'answer'])
    .where('user_id', '=', userId)
    .where('operation', '=', operation)
    .where('key', '=', key),
)

/** Waits for the same request under way in another process. @throws when that one was kept */
async function keep(
  trx: Transaction<Database>,
  { userId, operation, key, bodyHash, now }: OnceRequest,
  { status, json }: StoredAnswer,
): Promise<void> {
  await insertKept(trx, {
    ...{ user_id: userId, operation, key, body_hash: bodyHash },
    ...{ status, answer: json, created_at: now.toISOString() },
  })
}

const insertKept = prepared((db, row: Selectable<Database['idempotency']>) => db.insertInto('idempotency').values(row))
