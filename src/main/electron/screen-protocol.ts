import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { protocol } from 'electron'
import { screenTypes } from '../screen-types.ts'
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
  // The screen's own workers: src/renderer/app/own-worker.ts.
  'trusted-types own-worker',
].join('; ')

/** Serves the built screen, and nothing outside its folder, with a strict content policy. */
export function serveScreen(): void {
  protocol.handle('app', async ({ url }) => {
    const file = fileOf(url, screenFolder)
    const type = file && screenTypes[extname(file)]
    // Read here: `net.fetch` takes each file through another process, some thirty of them before the first screen.
    const found = type ? await readFile(file).catch(() => null) : null
    if (!type || !found) return new Response(null, { status: 404 })
    return new Response(found, {
      headers: { 'content-type': type, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' },
    })
  })
}
