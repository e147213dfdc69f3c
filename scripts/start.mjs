// `npm start`: installs, builds, starts the backend with its demonstration data, opens the app. Runs on Node 20.
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { findElectron } from './electron.mjs'
import { env, install, node, root } from './install.mjs'

const { values: options } = parseArgs({
  options: { web: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
})

install()
console.log('Construction…')
const build = spawnSync('npm', ['run', 'build', '--silent'], {
  cwd: root,
  env,
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
if (build.status !== 0) fail(`La construction a échoué.\n${build.stdout}${build.stderr}`)

const children = new Set()
process.on('exit', () => stopAll())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0))

const dataDir = process.env.NUMI_DATA_DIR ?? `${root}/.data`
const apiUrl = process.env.NUMI_API_URL ?? (await startBackend())
const appEnv = { ...env, NUMI_API_URL: apiUrl, NUMI_DATA_DIR: dataDir }

const electron = options.web ? { missing: '--web demandé' } : findElectron()
if ('path' in electron && (await openElectron(electron))) process.exit(0)
if ('missing' in electron) console.log(`Ouverture dans le navigateur (${electron.missing}).`)
await openInBrowser()

/** Starts the backend on its embedded database with demonstration data; resolves to its address once it answers. */
async function startBackend() {
  const port = process.env.PORT ?? (await freePort(4400))
  const child = run(node, ['out/node/backend.js', '--demo', '--history'], {
    ...env,
    PORT: String(port),
    NUMI_DATA_DIR: dataDir,
  })
  const line = await firstLine(child, /^numi backend (http:\S+)/m)
  if (!line) fail('Le service n’a pas démarré : voir le message ci-dessus.')
  return line[1]
}

/** Resolves to true when the window was opened and then closed, false when Electron could not start. */
async function openElectron({ path, args }) {
  const child = run(path, [...args, root], appEnv)
  const opened = await firstLine(child, /numi hotliner ouvert/)
  if (!opened) {
    // An app already open here takes the new one's place: it shows itself, and the second ends well.
    if (child.exitCode === 0) return true
    console.log('Electron n’a pas pu démarrer ici : ouverture dans le navigateur.')
    return false
  }
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve))
  return true
}

async function openInBrowser() {
  const child = run(node, ['out/node/web.js', '--port', options.port], {
    ...appEnv,
    NUMI_RENDERER_DIR: `${root}/out/renderer`,
    NUMI_FLOWS_DIR: `${root}/flows`,
  })
  const line = await firstLine(child, /^numi hotliner (http:\S+)/m)
  if (!line) fail('Le poste n’a pas démarré : voir le message ci-dessus.')
  console.log(
    `\n  Ouvrez cette adresse dans votre navigateur (elle ne sert qu’une fois) :\n  ${line[1]}\n\n  Ctrl+C pour arrêter.`,
  )
  await new Promise((resolve) => child.once('exit', resolve))
}

function run(command, args, childEnv) {
  const child = spawn(command, args, { cwd: root, env: childEnv, stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  child.once('exit', () => children.delete(child))
  child.once('error', () => children.delete(child))
  child.stdout.on('data', (chunk) => process.stdout.write(chunk))
  return child
}

/** The match of what a child prints, or null when it ends without having printed it. */
function firstLine(child, pattern) {
  return new Promise((resolve) => {
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const match = pattern.exec(printed)
      if (match) resolve(match)
    })
    child.once('exit', () => resolve(null))
    child.once('error', () => resolve(null))
  })
}

/** The wished port when it is free, else any. */
function freePort(wished) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(freePort(0)))
    server.listen(wished, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function stopAll() {
  for (const child of children) child.kill('SIGTERM')
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
