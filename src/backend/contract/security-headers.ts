import type { FastifyInstance } from 'fastify'

/** What every answer says to a browser, unless a page says otherwise for itself. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
}
/** What an answer for programs and pages of anybody's says instead. */
export const openToAll = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const
export const onlyByHttps = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } as const

/** @param isHttps whether clients reach the backend by HTTPS only */
export function addSecurityHeaders(server: FastifyInstance, isHttps: boolean): void {
  server.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) if (!reply.hasHeader(name)) reply.header(name, value)
    if (isHttps) reply.headers(onlyByHttps)
    reply.header('x-trace-id', request.id)
  })
}
