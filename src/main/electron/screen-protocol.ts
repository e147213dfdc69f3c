import { readFile } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { protocol } from 'electron'
import { screenPolicy } from '../screen-policy.ts'
import { screenTypes } from '../screen-types.ts'
import { fileOf } from './screen-address.ts'

const screenFolder = resolve(import.meta.dirname, '../renderer')

/** Serves the built screen, and nothing outside its folder, with a strict content policy. */
export function serveScreen(): void {
  const policy = screenPolicy()
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
