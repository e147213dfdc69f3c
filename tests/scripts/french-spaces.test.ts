import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import { frenchSpaces } from '../../scripts/french-spaces.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** What a module of the screens exports once it is built. */
async function built(source: string) {
  const folder = join(temporaryFolder(), 'src', 'renderer')
  mkdirSync(folder, { recursive: true })
  const entry = join(folder, 'screen.ts')
  writeFileSync(entry, source)
  const [bundle] = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [frenchSpaces()],
    build: { write: false, lib: { entry, name: 'screen', formats: ['iife'] } },
  })) as Rolldown.RolldownOutput[]
  return runInNewContext(`${bundle?.output[0].code}\nscreen`)
}

test('the spaces of French signs do not break on a built screen; what is not words stays as it was', async () => {
  const screen = await built(`
    export const asks = 'Le client est parti ?'
    export const says = (who: string) => \`Dit : « \${who} » !\`
    export const chooses = (yes: boolean) => (yes ? 1 : 2)
  `)
  expect(screen.asks).toBe('Le client est parti\u00a0?')
  expect(screen.says('oui')).toBe('Dit\u00a0: «\u00a0oui\u00a0»\u00a0!')
  expect(screen.chooses(true)).toBe(1)
})
