import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ProblemCode, problems } from '#shared/contracts/problem.ts'
import { isDatabaseUnavailable } from '../database/unavailable.ts'
import { type ProblemDetails, ProblemError, problemBody } from './problem.ts'

/**
 * Makes every error of the API a problem+json, and every unknown path one too.
 * @param sendNotThere what somebody is shown who looks for a page where there is none
 */
export function answerErrors(server: FastifyInstance, sendNotThere: (reply: FastifyReply) => FastifyReply): void {
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof ProblemError) return sendProblem(reply, error.code, error.details)
    const refused = refusedByFastify(error)
    if (refused) return sendProblem(reply, refused.code, refused.details)
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed')
    return sendProblem(reply, isDatabaseUnavailable(error) ? 'unavailable' : 'internal-error')
  })
  server.setNotFoundHandler((request, reply) =>
    isForReading(request) ? sendNotThere(reply) : sendProblem(reply, 'not-found'),
  )
}

/** Asked for by a browser, not by a program. */
const isForReading = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')

export function sendProblem(reply: FastifyReply, code: ProblemCode, details: ProblemDetails = {}): FastifyReply {
  if (details.retryAfterSeconds !== undefined) reply.header('retry-after', String(details.retryAfterSeconds))
  return reply
    .code(problems[code].status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(code, details)))
}

/** What Fastify itself refuses before a handler: an unreadable, oversized or foreign body. */
function refusedByFastify(error: unknown): ProblemError | null {
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new ProblemError('too-large', { detail: 'La demande est plus grande que ce qui est accepté.' })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new ProblemError('invalid-input', { detail: 'La demande n’a pas pu être lue.' })
  return null
}
