// `npm run dev`: the app on its demonstration backend, rebuilt and reloaded on save. Runs on Node 20.
import { spawn } from 'node:child_process'
import { findElectron } from './electron.mjs'
import { bin, env, install, root } from './install.mjs'

install()
const port = process.env.PORT ?? '4400'
const apiUrl = process.env.NUMI_API_URL ?? `http://127.0.0.1:${port}`
const shared = { ...env, PORT: port, NUMI_API_URL: apiUrl, NUMI_DATA_DIR: process.env.NUMI_DATA_DIR ?? `${root}/.data` }
const electron = findElectron()

if (!process.env.NUMI_API_URL) run('tsx', ['watch', 'src/backend/main.ts', '--demo'])
if ('path' in electron) run('electron-vite', ['dev', '--watch', ...electron.args])
else {
  console.log(`Dans le navigateur (${electron.missing}).`)
  run('vite', ['build', '--watch', '--config', 'vite.renderer.config.ts'])
  run('tsx', ['watch', 'src/main/web/main.ts', '--port', '4401'])
}

function run(command, args) {
  const child = spawn(bin(command), args, {
    cwd: root,
    env: shared,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  child.once('exit', (code) => process.exit(code ?? 0))
  process.once('exit', () => child.kill())
}
