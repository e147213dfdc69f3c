import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Backend } from '../../backend.ts'
import { type Client, findClient } from '../../portal/client-session.ts'
import { sessionCookie } from '../../portal/cookie.ts'
import { toSignIn } from './way-back.ts'

type Answer = Promise<FastifyReply>
type Page = (request: FastifyRequest, reply: FastifyReply) => Answer

/** Makes a page one for signed-in clients: whoever else asks signs in first, and then comes back to it. */
export type ForClient = (page: (client: Client, request: FastifyRequest, reply: FastifyReply) => Answer) => Page

/** Who asks, by the cookie that their browser keeps. */
export type ReadClient = (request: FastifyRequest) => Promise<Client | null>

export function readClientBy({ db, config }: Backend): ReadClient {
  const cookie = sessionCookie(config)
  return async (request) => {
    const token = cookie.read(request)
    return token === undefined ? null : findClient(db, token, config.clock.now())
  }
}

export const forClientBy =
  (readClient: ReadClient): ForClient =>
  (page) =>
  async (request, reply) => {
    const client = await readClient(request)
    return client ? page(client, request, reply) : reply.redirect(toSignIn(request.url), 303)
  }
