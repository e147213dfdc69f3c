// `npm run bench [-- --json FILE] [NAME…]`: installs, builds, then measures each promise of speed and size against its
// reference (docs/mesures.md). Runs on Node 20.
import { spawnSync } from 'node:child_process'
import { findElectron } from './electron.mjs'
import { env, install, node, root } from './install.mjs'

install()
const built = spawnSync('npm', ['run', 'build', '--silent'], {
  cwd: root,
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (built.status !== 0) process.exit(1)

const { status } = spawnSync(node, ['tests/bench/run.ts', ...process.argv.slice(2)], {
  cwd: root,
  env: { ...env, NUMI_BENCH_ELECTRON: JSON.stringify(findElectron()) },
  stdio: 'inherit',
})
process.exit(status ?? 1)
