import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/**
 * The cookie that carries a client's session: out of reach of any script, sent by our own pages and by links to them,
 * gone with the browser. By HTTPS its name has browsers refuse one that another host or plain HTTP would set.
 */
export function sessionCookie({ publicUrl }: Pick<Config, 'publicUrl'>) {
  const isHttps = publicUrl.startsWith('https:')
  const name = isHttps ? '__Host-numi-portail' : 'numi-portail'
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps }
  return {
    read: (request: FastifyRequest): string | undefined => request.cookies[name],
    set: (reply: FastifyReply, token: string) => reply.setCookie(name, token, options),
    clear: (reply: FastifyReply) => reply.clearCookie(name, options),
  }
}
