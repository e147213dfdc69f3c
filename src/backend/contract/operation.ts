import type { Readable } from 'node:stream'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Api, OperationName, OperationOutput, SchemaOf } from '#shared/contracts/api.ts'
import type { User } from '#shared/domain/user.ts'
import type { Db } from '../database/open.ts'
import type { Database } from '../database/tables.ts'
import type { Refused } from './problem.ts'

type Parsed<N extends OperationName, K extends string> = [SchemaOf<Api[N], K>] extends [never]
  ? undefined
  : z.output<SchemaOf<Api[N], K>>

/** Who asks, once their token is recognised. */
export interface Caller {
  user: User
  tokenHash: string
  expiresAt: string
}

/** What a handler receives: everything the contract promises has been checked. */
interface OperationRequest<N extends OperationName> {
  params: Parsed<N, 'params'>
  query: Parsed<N, 'query'>
  body: Api[N] extends { rawBody: unknown } ? Buffer : Parsed<N, 'body'>
  caller: Api[N]['roles'] extends 'anyone' ? null : Caller
  /** The caller's network address, as tries are counted by. */
  address: string
  now: Date
  /** An idempotent operation's own transaction, in which its answer is kept too; the database itself otherwise. */
  db: Api[N] extends { idempotent: true } ? Transaction<Database> : Db
  /** Runs `effect` once the answer is certain, and never if it is not. */
  afterwards(effect: () => void): void
}

/** An answer that is not JSON. */
export interface RawAnswer {
  type: string
  body: Buffer | Readable
  headers?: Record<string, string>
}

type Answer<N extends OperationName> = Api[N] extends { rawOutput: unknown } ? RawAnswer : OperationOutput<N>

type Handler<N extends OperationName> = (
  request: OperationRequest<N>,
) => Promise<Answer<N> | Refused<Api[N]['problems'][number]>>

/** One handler an operation: the contract cannot name one that nobody serves. */
export type Handlers = { [N in OperationName]: Handler<N> }
