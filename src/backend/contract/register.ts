import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { api, type Operation, type OperationName } from '#shared/contracts/api.ts'
import { problems } from '#shared/contracts/problem.ts'
import { attachmentMaxBytes } from '#shared/domain/attachment.ts'
import { authenticateHook } from '../alerts/authenticate.ts'
import { visitorOf } from '../attempts/visitor.ts'
import type { Backend } from '../backend.ts'
import { keyedHash } from '../idempotency/content-hash.ts'
import { makeOnce, type Once, type StoredAnswer } from '../idempotency/once.ts'
import { authenticate } from '../sessions/authenticate.ts'
import { etagOf, isHeld } from './etag.ts'
import { parseInput } from './input.ts'
import type { Caller, Handlers, RawAnswer } from './operation.ts'
import { ProblemError, problemBody, Refused } from './problem.ts'
import { openToAll } from './security-headers.ts'

/** A whole call's journal fits; so does any screenshot. Who is not signed in has little to say. */
const bodyLimit = (operation: Operation): number =>
  operation.rawBody
    ? attachmentMaxBytes
    : operation.roles === 'anyone' && !operation.secret
      ? 64 * 1024
      : 4 * 1024 * 1024

/** What all handlers look like from here: which one belongs to which operation is `Handlers`' promise. */
type AnyHandler = (request: unknown) => Promise<unknown>

/** Serves every operation of the contract from its definition. The one place where a route of the API is made. */
export function registerContract(server: FastifyInstance, backend: Backend, handlers: Handlers): void {
  const once = makeOnce(backend.db)
  for (const name of Object.keys(api) as OperationName[])
    registerOperation(server, backend, once, name, handlers[name] as AnyHandler)
}

function registerOperation(
  server: FastifyInstance,
  { db, config }: Backend,
  once: Once,
  name: OperationName,
  handler: AnyHandler,
): void {
  const operation: Operation = api[name]
  const secrets = { alertmanager: config.alerts.token }
  const callers = new WeakMap<FastifyRequest, Caller | null>()

  server.route({
    method: operation.method,
    url: operation.path,
    exposeHeadRoute: false,
    bodyLimit: bodyLimit(operation),
    // Before the body is read: a stranger's megabytes are not.
    onRequest: async (request) => {
      const { authorization } = request.headers
      const now = config.clock.now()
      if (operation.secret)
        await authenticateHook(
          db,
          { secret: secrets[operation.secret], authorization, address: visitorOf(request.ip) },
          now,
        )
      callers.set(request, await authenticate(db, operation, authorization, now))
    },
    preParsing: async (request) => {
      if (operation.body || operation.rawBody) checkMediaType(operation, request.headers['content-type'])
    },
    handler: async (request, reply) => {
      const caller = callers.get(request) ?? null
      const params = parseInput(operation.params, request.params)
      const query = parseInput(operation.query, request.query)
      const body = operation.rawBody ? request.body : parseInput(operation.body, request.body)
      const now = config.clock.now()
      const effects: (() => void)[] = []
      const run = (within: unknown) => {
        // A transaction that was undone is run again.
        effects.length = 0
        return handler({
          ...{ params, query, body, caller, now, db: within },
          address: visitorOf(request.ip),
          afterwards: (effect: () => void) => effects.push(effect),
        })
      }
      const settle = () => {
        for (const effect of effects) effect()
      }

      if (operation.idempotent && caller) {
        const key = readKey(request.headers['idempotency-key'])
        const bodyHash = keyedHash(config.secret, { params, body })
        const answer = await once({ userId: caller.user.id, operation: name, key, bodyHash, now }, async (trx) =>
          toAnswer(operation, reply, await run(trx)),
        )
        settle()
        return send(reply, answer)
      }
      const result = await run(db)
      settle()
      if (operation.isPublic) return sendPublic(request, reply, toAnswer(operation, reply, result))
      return operation.rawOutput && !(result instanceof Refused)
        ? sendRaw(reply, operation, result as RawAnswer)
        : send(reply, toAnswer(operation, reply, result))
    },
  })
}

function checkMediaType(operation: Operation, contentType = ''): void {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (operation.rawBody) {
    if (!operation.rawBody.includes(type)) throw new ProblemError('unsupported-type')
  } else if (type !== 'application/json')
    throw new ProblemError('invalid-input', {
      fields: [{ path: 'Content-Type', message: 'Envoyez du JSON (application/json).' }],
    })
}

const keyShape = z.string().regex(/^[\x21-\x7e]{8,100}$/)

function readKey(header: string | string[] | undefined): string {
  const parsed = keyShape.safeParse(header)
  if (parsed.success) return parsed.data
  throw new ProblemError('invalid-input', {
    fields: [{ path: 'Idempotency-Key', message: 'Cet en-tête est nécessaire : 8 à 100 caractères visibles.' }],
  })
}

/** Through the contract's own schema: what it does not name does not leave. */
function toAnswer(operation: Operation, reply: FastifyReply, result: unknown): StoredAnswer {
  if (result instanceof Refused) {
    const { code, details }: Refused = result
    setRetryAfter(reply, details.retryAfterSeconds)
    return { status: problems[code].status, json: JSON.stringify(problemBody(code, details)) }
  }
  return {
    status: operation.status,
    json: operation.output ? JSON.stringify(operation.output.parse(result)) : null,
  }
}

function send(reply: FastifyReply, { status, json }: StoredAnswer): FastifyReply {
  reply.code(status)
  if (json === null) return reply.send()
  return reply.type(status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8').send(json)
}

/** For whoever asks, from any page, to be kept for a few seconds; not again when it is held already. */
function sendPublic(request: FastifyRequest, reply: FastifyReply, answer: StoredAnswer): FastifyReply {
  const etag = etagOf(answer.json ?? '')
  reply.headers({ ...openToAll, 'cache-control': 'public, max-age=10', etag })
  return isHeld(request.headers['if-none-match'], etag) ? reply.code(304).send() : send(reply, answer)
}

function sendRaw(reply: FastifyReply, operation: Operation, { type, body, headers }: RawAnswer): FastifyReply {
  return reply
    .code(operation.status)
    .type(type)
    .headers(headers ?? {})
    .send(body)
}

function setRetryAfter(reply: FastifyReply, seconds: number | undefined): void {
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
}
