import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Backend } from '../backend.ts'
import { sendDocument } from './document.ts'

const path = '/'

/**
 * Answers, before anything else is woken, what the status page has ready: when the platform fails everybody asks for it at
 * once, and each request costs hardly more than its bytes. One request a second takes the ordinary way and makes it ready
 * again; so does every one once the backend is closing.
 */
export function standInFront(server: Server, { statusPage, metrics }: Pick<Backend, 'statusPage' | 'metrics'>) {
  const [behind] = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[]
  if (!behind) throw new Error('There is nobody to stand in front of.')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const isAsked = server.listening && request.method === 'GET' && request.url === path
    const document = isAsked ? statusPage.ready(path) : undefined
    if (!document) return behind(request, response)
    sendDocument(request, response, document)
    metrics.statusPageReady.inc()
  })
}
