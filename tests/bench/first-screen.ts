import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseAst } from 'vite'
import type { Row } from './row.ts'

const screenFolder = 'out/renderer'
const allowedKb = 250

/** Everything that must have come before the first screen runs: the page's modules and what they import. */
export const firstScreen: Row = {
  name: 'first-screen',
  what: 'JavaScript du premier écran, compressé (gzip)',
  unit: 'ko',
  bound: 1,
  async measure() {
    const page = await readFile(join(screenFolder, 'index.html'), 'utf8')
    const scripts = [...page.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.js)"/g)].map(([, file = '']) => file)
    const bytes = new Map<string, number>()
    for (const script of scripts) await weigh(join(screenFolder, script), bytes)
    if (bytes.size === 0) throw new Error('The page runs no script.')
    const total = [...bytes.values()].reduce((sum, one) => sum + one, 0)
    return { value: total / 1000, reference: allowedKb }
  },
}

async function weigh(file: string, bytes: Map<string, number>): Promise<void> {
  if (bytes.has(file)) return
  const code = await readFile(file)
  bytes.set(file, gzipSync(code).length)
  for (const statement of parseAst(code.toString()).body) {
    const imported = 'source' in statement ? statement.source?.value : undefined
    if (imported) await weigh(join(dirname(file), imported), bytes)
  }
}
