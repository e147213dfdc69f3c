import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { screenPolicy } from '../screen-policy.ts'
import { screenTypes } from '../screen-types.ts'

/** The page has its own files and its own socket, and nothing from elsewhere. */
const headersOn = (host: string) => ({
  'content-security-policy': screenPolicy(`connect-src 'self' ws://${host}`),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
})

/** Serves the built screen, and nothing outside its folder. */
export function serveScreenFiles(folder: string) {
  const root = resolve(folder)
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number, headers: Record<string, string> = {}, body?: Buffer) =>
      response
        .writeHead(status, { ...headersOn(request.headers.host ?? ''), ...headers })
        .end(request.method === 'HEAD' ? undefined : body)

    if (request.method !== 'GET' && request.method !== 'HEAD') return void answer(405, { allow: 'GET, HEAD' })
    const path = pathOf(request.url ?? '/')
    const file = path === null ? null : resolve(join(root, path === '/' ? 'index.html' : path))
    const type = file?.startsWith(root + sep) ? screenTypes[extname(file)] : undefined
    if (!file || !type) return void answer(404)
    try {
      const body = await readFile(file)
      // Files in assets/ are named by their content.
      const cache = path?.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'
      answer(200, { 'content-type': type, 'cache-control': cache }, body)
    } catch {
      answer(404)
    }
  }
}

/** The decoded path of a request, or null when it is not one. */
function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split('?', 1)[0] ?? '')
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}
