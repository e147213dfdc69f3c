import { join, resolve } from 'node:path'
import { TestBackend } from '../e2e/backend.ts'
import { startProgram } from './program.ts'
import { inTurn, NotHere, type Row, summed, timed } from './row.ts'
import { inFolder } from './workplace.ts'

const rounds = 12

export const start: Row = {
  name: 'start',
  what: 'Démarrage de l’application jusqu’à la connexion utilisable (médiane)',
  unit: 'ms',
  bound: 1.5,
  measure: () =>
    inFolder(async (folder) => {
      const electron = electronHere()
      // Root cannot have Chromium's sandbox: then neither has it.
      const sandbox = electron.args.filter((one) => one === '--no-sandbox')
      const backend = await TestBackend.start()
      const open = async (what: string, args: readonly string[], focused: string) => {
        let stop = async () => {}
        const ms = await timed(async () => {
          const program = await startProgram({
            command: electron.path,
            args: ['-r', resolve('tests/bench/tell-usable.cjs'), ...args],
            env: {
              NUMI_API_URL: backend.url,
              NUMI_DATA_DIR: join(folder, what),
              NUMI_BENCH_FOCUSED: focused,
            },
            ready: /numi utilisable/,
          })
          stop = program.stop
        })
        await stop()
        return ms
      }
      const profile = (what: string) => `--user-data-dir=${join(folder, what)}`
      try {
        const samples = await inTurn(
          rounds,
          () => open('app', [...electron.args, profile('app'), '.'], 'input[type=email]'),
          () => open('empty', [...sandbox, profile('empty'), 'tests/bench/empty-window'], 'body'),
        )
        return summed(samples, 'median')
      } finally {
        await backend.remove()
      }
    }),
}

/** What scripts/bench.mjs found of Electron. */
function electronHere(): { path: string; args: string[] } {
  const found = JSON.parse(process.env.NUMI_BENCH_ELECTRON ?? '{"missing":"lancez npm run bench"}') as
    | { path: string; args: string[] }
    | { missing: string }
  if ('missing' in found) throw new NotHere(found.missing)
  return found
}
