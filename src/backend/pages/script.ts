import type { FastifyInstance } from 'fastify'

/** Serves a script of ours at a path. @param headers what its answer says besides */
export const serveScript = (
  app: FastifyInstance,
  path: string,
  script: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  app.get(path, (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .headers({ 'cache-control': 'max-age=300', 'x-content-type-options': 'nosniff', ...headers })
      .send(script),
  )
}
