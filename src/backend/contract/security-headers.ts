import type { FastifyInstance } from 'fastify'

/** What every answer says to a browser, unless a page says otherwise for itself. */
const defaults: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
}
const oneYear = 'max-age=31536000; includeSubDomains'

/** @param isHttps whether clients reach the backend by HTTPS only */
export function addSecurityHeaders(server: FastifyInstance, isHttps: boolean): void {
  server.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(defaults)) if (!reply.hasHeader(name)) reply.header(name, value)
    if (isHttps) reply.header('strict-transport-security', oneYear)
    reply.header('x-trace-id', request.id)
  })
}
