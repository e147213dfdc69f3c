import type { FastifyInstance } from 'fastify'

/** Everything a server answers to, from the server itself: "GET /portail", HEAD left out. */
export function routesOf(server: FastifyInstance): string[] {
  const path: string[] = []
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(line)
      if (!found) return []
      const [, indent = '', part = '', methods = ''] = found
      path.splice(indent.length / 4, Number.POSITIVE_INFINITY, part)
      const url = path.join('').replace(/^\/\/?/, '/')
      return methods.split(', ').map((method) => `${method} ${url}`)
    })
    .filter((route) => !route.startsWith('HEAD '))
    .sort()
}
