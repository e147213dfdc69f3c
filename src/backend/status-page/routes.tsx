import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Backend } from '../backend.ts'
import { isHeld } from '../contract/etag.ts'
import { sendPage } from '../pages/layout.tsx'
import { NotThere } from '../pages/refusals.tsx'

/** The status page, its incidents, its months and its feeds. */
export function statusPages(app: FastifyInstance, { statusPage }: Pick<Backend, 'statusPage'>): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const [path = '/'] = request.url.split('?', 1)
    const document = await statusPage.current().document(path)
    if (!document) return sendPage(reply, <NotThere />, 404)
    const { 'content-length': _, ...headers } = document.headers
    reply.headers(headers)
    return isHeld(request.headers['if-none-match'], document.etag) ? reply.code(304).send() : reply.send(document.body)
  }
  for (const path of ['/', '/historique', '/historique/:month', '/incidents/:id', '/flux.atom', '/flux.rss'])
    app.get(path, answer)
  app.get('/statut', (_request, reply) => reply.redirect('/', 301))
}
