import type { FastifyRequest } from 'fastify'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Whether a request asks for us by a name of ours, and not by another that was made to point here (DNS rebinding). */
export function isByOwnName({ headers: { host } }: FastifyRequest, publicUrl: string): boolean {
  const asked = `http://${host}`
  if (!host || !URL.canParse(asked)) return false
  return host === new URL(publicUrl).host || loopback.has(new URL(asked).hostname)
}

/**
 * Whether a form was sent from one of our own pages. Every browser names the origin of a form it posts; a request
 * without one, or from anywhere else, is refused. On this machine itself any of its own names will do, the same one on
 * both sides.
 */
export function isFromOwnPage(request: FastifyRequest, publicUrl: string): boolean {
  const { origin } = request.headers
  if (!origin || !URL.canParse(origin)) return false
  const from = new URL(origin)
  if (from.origin === new URL(publicUrl).origin) return true
  return loopback.has(from.hostname) && from.host === request.headers.host
}
