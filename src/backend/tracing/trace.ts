import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { readTraceparent } from '#shared/contracts/trace.ts'

const current = new AsyncLocalStorage<string>()

/** The trace of the request being answered; null outside of any. */
export const currentTrace = (): string | null => current.getStore() ?? null

/** The trace that a request says it is part of, else one of its own: 32 hexadecimal digits. */
export const traceOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string =>
  readTraceparent(typeof headers.traceparent === 'string' ? headers.traceparent : undefined) ??
  randomUUID().replaceAll('-', '')

/** Makes a request's id its `currentTrace` for all that answering it does. */
export function followTraces(server: FastifyInstance): void {
  // After the body: what reads it leaves the request's own chain of calls.
  server.addHook('preHandler', (request, _reply, done) => current.run(request.id, done))
}
