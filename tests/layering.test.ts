import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'

const forbidden = [
  ['src/shared/domain/a.ts', 'node:fs'],
  ['src/shared/domain/b.ts', 'react'],
  ['src/shared/domain/c.ts', 'react-dom/server'],
  ['src/shared/domain/d.ts', 'better-sqlite3'],
  ['src/shared/domain/e.ts', '../../backend/clock.ts'],
  ['src/shared/domain/f.ts', '../../main/station/station.ts'],
  ['src/shared/domain/g.ts', '../../renderer/app/station.ts'],
  ['src/shared/domain/h.ts', '../../node/worker-file.ts'],
  ['src/node/a.ts', '#station/station.ts'],
  ['src/node/b.ts', '../backend/clock.ts'],
  ['src/node/c.ts', 'better-sqlite3'],
  ['src/renderer/call/f.ts', '#node/worker-file.ts'],
  ['src/renderer/call/a.ts', 'node:fs'],
  ['src/renderer/call/b.ts', 'electron/renderer'],
  ['src/renderer/call/c.ts', '#backend/clock.ts'],
  ['src/renderer/call/d.ts', '../../backend/clock.ts'],
  ['src/renderer/call/e.ts', '../../main/station/station.ts'],
  ['src/backend/tickets/a.ts', 'better-sqlite3'],
  ['src/backend/tickets/d.ts', 'pg'],
  ['src/backend/tickets/b.ts', 'electron/main'],
  ['src/backend/tickets/c.ts', '#station/station.ts'],
  ['src/backend/database/a.ts', '#station/station.ts'],
  ['src/backend/database/b.ts', '../../main/station/station.ts'],
  ['src/main/station/a.ts', 'electron/main'],
  ['src/main/station/b.ts', 'react'],
  ['src/main/station/c.ts', '../electron/main.ts'],
  ['src/main/station/d.ts', '../../backend/clock.ts'],
  ['src/main/station/calls/a.ts', 'better-sqlite3'],
  ['src/main/station/calls/b.ts', '../../../backend/clock.ts'],
  ['src/main/station/calls/c.ts', '../../web/host.ts'],
  ['src/main/station/calls/actors/a.ts', '../../../../backend/clock.ts'],
  ['src/main/station/store/a.ts', '#backend/clock.ts'],
  ['src/main/station/store/b.ts', '../../../backend/clock.ts'],
  ['src/main/electron/a.ts', 'better-sqlite3'],
  ['src/main/electron/b.ts', '../web/host.ts'],
  ['src/main/web/a.ts', 'electron/main'],
  ['src/main/web/b.ts', '../electron/main.ts'],
  ['src/main/web/c.ts', '../../backend/server.ts'],
] as const

const allowed = [
  ['src/shared/domain/y.ts', 'zod'],
  ['src/shared/flow/y.ts', '../domain/call.ts'],
  ['src/renderer/call/y.ts', '#shared/domain/call.ts'],
  ['src/node/flows/y.ts', '#shared/flow/proof.ts'],
  ['src/backend/calls/y.ts', '#node/flows/read.ts'],
  ['src/main/station/calls/z.ts', '#node/flows/read.ts'],
  ['src/backend/database/y.ts', 'better-sqlite3'],
  ['src/backend/database/z.ts', 'pg'],
  ['src/main/station/store/y.ts', 'better-sqlite3'],
  ['src/main/station/calls/y.ts', '../backend/answers.ts'],
  ['src/main/station/calls/actors/y.ts', '../../backend/answers.ts'],
  ['src/main/web/y.ts', '#station/station.ts'],
  ['src/main/electron/y.ts', 'electron'],
] as const

const folder = mkdtempSync(join(tmpdir(), 'numi-layering-'))
const diagnostic = z.object({ location: z.object({ path: z.string() }) })
let refused: Set<string>

beforeAll(() => {
  cpSync('biome.json', join(folder, 'biome.json'))
  for (const [file, from] of [...forbidden, ...allowed]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), `import { x } from '${from}'\n\nx()\n`)
  }
  const { stdout } = spawnSync(
    resolve('node_modules/.bin/biome'),
    ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '--only=style/noRestrictedImports'],
    { cwd: folder, encoding: 'utf8' },
  )
  const { diagnostics } = z.object({ diagnostics: z.array(diagnostic) }).parse(JSON.parse(stdout))
  refused = new Set(diagnostics.map(({ location }) => location.path))
})
afterAll(() => rmSync(folder, { recursive: true }))

it.each(forbidden)('%s may not import %s', (file) => expect(refused).toContain(file))
it.each(allowed)('%s may import %s', (file) => expect(refused).not.toContain(file))
