// `npm run crash`: builds, then tries the whole of tests/crash, as docs/fiabilite.md says. Minutes. Runs on Node 20.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { findElectron } from './electron.mjs'
import { bin, env, install, root } from './install.mjs'

const whole = {
  NUMI_CRASH_STATION_KILLS: '200',
  NUMI_CRASH_APP_KILLS: '50',
  NUMI_CRASH_STATIONS: '20',
  NUMI_CRASH_TICKETS: '50',
  NUMI_CRASH_PROCESS_KILLS: '80',
  NUMI_CRASH_SHARED_TICKETS: '1500',
  NUMI_CRASH_SEED: String(randomInt(1, 2 ** 31)),
}

install()
run('npm', ['run', 'build', '--silent'])
run(bin('vitest'), ['run', '--config', 'vitest.crash.config.ts'], { ...whole, NUMI_E2E_HOST: 'web' })
const electron = findElectron()
if ('path' in electron)
  run(bin('vitest'), ['run', '--config', 'vitest.crash.config.ts', 'app-killed'], {
    ...whole,
    NUMI_E2E_HOST: 'electron',
  })
else console.log(`Non exécuté : la mort de l’application dans Electron (${electron.missing}).`)

function run(command, args, more = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    // What is given from outside wins: NUMI_CRASH_STATION_KILLS=1000 npm run crash.
    env: { ...more, ...env },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(1)
}
