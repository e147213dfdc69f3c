import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Backend } from '../backend.ts'
import { sendProblem } from '../contract/errors.ts'
import { hashToken } from '../sessions/token.ts'

/**
 * Serves `/metrics` to whoever has the token of the configuration; without one, to this machine alone, and then only
 * directly: a request that a reverse proxy passes on comes from this machine too.
 */
export function serveMetrics(server: FastifyInstance, { config, metrics }: Backend): void {
  server.get('/metrics', { logLevel: 'warn' }, async (request, reply) => {
    const isLetIn = config.metricsToken === null ? isFromThisMachine(request) : hasToken(request, config.metricsToken)
    if (!isLetIn) return sendProblem(reply, 'not-found')
    const { type, text } = await metrics.read()
    return reply.type(type).send(text)
  })
}

const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

const isFromThisMachine = ({ socket, headers }: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') && passedOn.every((name) => headers[name] === undefined)

const hasToken = ({ headers }: FastifyRequest, token: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(headers.authorization ?? '')), Buffer.from(hashToken(`Bearer ${token}`)))

/** Times every answer but a stream's, which ends when its listener leaves. */
export function timeAnswers(server: FastifyInstance, { metrics }: Backend): void {
  server.addHook('onResponse', async (request, reply) => {
    if (reply.getHeader('content-type') === 'text/event-stream') return
    metrics.httpRequests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
}
