// `npm run dev`: the app on its demonstration backend, rebuilt and reloaded on save. Runs on Node 20.
import { spawn } from 'node:child_process'
import { findElectron } from './electron.mjs'
import { bin, env, install, root } from './install.mjs'

install()
const port = process.env.PORT ?? '4400'
const apiUrl = process.env.NUMI_API_URL ?? `http://127.0.0.1:${port}`
const common = { ...env, PORT: port, NUMI_API_URL: apiUrl, NUMI_DATA_DIR: process.env.NUMI_DATA_DIR ?? `${root}/.data` }
const electron = findElectron()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0))

if (!process.env.NUMI_API_URL)
  run('tsx', ['watch', 'src/backend/main.ts', '--demo', '--history'], { NODE_ENV: 'development' })
if ('path' in electron)
  run('electron-vite', ['dev', '--watch', ...(electron.args.includes('--no-sandbox') ? ['--noSandbox'] : [])], {
    ELECTRON_EXEC_PATH: electron.path,
  })
else {
  console.log(`Dans le navigateur (${electron.missing}).`)
  const screenPort = 5173
  run('vite', ['--config', 'vite.renderer.config.ts', '--port', String(screenPort), '--strictPort'])
  const station = run('tsx', ['watch', 'src/main/web/main.ts', '--port', '4401'], { NUMI_RENDERER_DIR: 'src/renderer' })
  // The station's own address serves unbuilt files; the same key opens the screen that reloads on save.
  station.stdout.on('data', (chunk) => {
    const key = /#k=\S+/.exec(String(chunk))
    if (key) console.log(`\n  Ouvrez http://127.0.0.1:${screenPort}/${key[0]}\n`)
  })
}

function run(command, args, more = {}) {
  const child = spawn(bin(command), args, {
    cwd: root,
    env: { ...common, ...more },
    stdio: ['inherit', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
  child.stdout.pipe(process.stdout)
  child.once('exit', (code) => process.exit(code ?? 0))
  process.once('exit', () => child.kill())
  return child
}
