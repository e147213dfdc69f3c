import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { net, protocol } from 'electron'
import { fileOf } from './screen-address.ts'

const screenFolder = resolve(import.meta.dirname, '../renderer')

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Serves the built screen, and nothing outside its folder, with a strict content policy. */
export function serveScreen(): void {
  protocol.handle('app', async ({ url }) => {
    const file = fileOf(url, screenFolder)
    const found = file === null ? null : await net.fetch(pathToFileURL(file).toString()).catch(() => null)
    if (!found?.ok) return new Response(null, { status: 404 })
    const headers = new Headers(found.headers)
    headers.set('content-security-policy', policy)
    headers.set('x-content-type-options', 'nosniff')
    return new Response(found.body, { status: 200, headers })
  })
}
