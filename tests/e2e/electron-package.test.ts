import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, vi } from 'vitest'
import { Agent } from './agent.ts'
import { host, whole } from './app.ts'
import { openDesktop } from './desktop.ts'
import { it as test } from './workplaces.ts'

const fuses = [
  FuseV1Options.RunAsNode,
  FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  FuseV1Options.EnableNodeCliInspectArguments,
  FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  FuseV1Options.GrantFileProtocolExtraPrivileges,
  FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  FuseV1Options.EnableCookieEncryption,
  FuseV1Options.OnlyLoadAppFromAsar,
]

// Unpacked packages are laid out in a way of their own on each system: this reads Linux's.
describe.runIf(host === 'electron' && process.platform === 'linux')('the shipped package', () => {
  let output: string
  let program: string
  let dataDir: string

  beforeAll(async () => {
    output = await mkdtemp(join(tmpdir(), 'numi-paquet-'))
    const electronDist = dirname(createRequire(import.meta.url)('electron') as string)
    const version = readFileSync(join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '')
    const options = [`directories.output=${output}`, `electronDist=${electronDist}`, `electronVersion=${version}`]
    await promisify(execFile)(process.execPath, [
      'node_modules/electron-builder/cli.js',
      '--linux',
      'dir',
      ...options.map((option) => `-c.${option}`),
    ])
    program = join(output, 'linux-unpacked', 'numi-hotliner')
  })
  afterAll(() => rm(output, whole))
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'numi-poste-'))
  })
  afterEach(() => rm(dataDir, whole))

  /** Everything it prints until its window shows, or it ends, or ten seconds have passed. */
  async function openingOf(args: string[], env: Record<string, string>): Promise<string> {
    const child: ChildProcess = spawn(program, ['--no-sandbox', ...args], {
      env: { ...process.env, NUMI_API_URL: 'http://127.0.0.1:9', NUMI_DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const exit = once(child, 'exit')
    let printed = ''
    const isOpen = new Promise<void>((resolve) => {
      const hear = (chunk: Buffer) => {
        printed += chunk
        if (printed.includes('numi hotliner ouvert')) resolve()
      }
      child.stdout?.on('data', hear)
      child.stderr?.on('data', hear)
    })
    await Promise.race([isOpen, exit, delay(10_000)])
    child.kill('SIGKILL')
    await exit
    return printed
  }

  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(program)
    const read = Object.fromEntries(
      fuses.map((fuse) => [FuseV1Options[fuse], String.fromCharCode(wire[fuse] ?? 0) === '1']),
    )
    expect(read).toEqual({
      RunAsNode: false,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      EnableCookieEncryption: true,
      OnlyLoadAppFromAsar: true,
    })
  })

  test('is no Node for whoever asks it to be', async () => {
    const printed = await openingOf(['-e', 'console.log("node ran")'], { ELECTRON_RUN_AS_NODE: '1' })
    expect(printed).toContain('numi hotliner ouvert')
    expect(printed).not.toContain('node ran')
  })

  test('does not even read what the environment tells Node', async () => {
    const printed = await openingOf([], { NODE_OPTIONS: '--require /tmp/evil.cjs' })
    expect(printed).toContain('numi hotliner ouvert')
    // What Electron says of options that it reads, were it only to refuse them.
    expect(printed).not.toContain('NODE_OPTION')
  })

  test.each(['--inspect=0', '--inspect-brk=0'])('opens to no debugger: %s', async (argument) => {
    const printed = await openingOf([argument], {})
    expect(printed).toContain('numi hotliner ouvert')
    expect(printed).not.toContain('Debugger listening')
  })

  test('runs an archive alone, and no folder put in its place', async () => {
    const resources = join(output, 'linux-unpacked', 'resources')
    const folder = join(resources, 'app')
    await mkdir(folder)
    await writeFile(join(folder, 'package.json'), '{"main":"main.js"}')
    await writeFile(join(folder, 'main.js'), 'console.log("another app ran"); process.exit()')
    await rename(join(resources, 'app.asar'), join(output, 'app.asar'))
    const printed = await openingOf([], {})
    await rename(join(output, 'app.asar'), join(resources, 'app.asar'))
    await rm(folder, { recursive: true })
    expect(printed).not.toContain('another app ran')
    expect(printed).not.toContain('numi hotliner ouvert')
  })

  test('signs in and leads a call, once its inspect arguments are on for Playwright', async ({ backend }) => {
    await flipFuses(program, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true })
    vi.stubEnv('NUMI_E2E_PACKAGE', program)
    const { app, page } = await openDesktop(backend.url, dataDir, 'numi-hotliner://call?from=+33639981234')
    try {
      const agent = new Agent({ page })
      await agent.signIn()
      await page.getByText('Appel entrant de 06 39 98 12 34').waitFor()
      await agent.startCall()
      expect(await agent.says()).not.toBe('')
      expect(await page.evaluate(() => [window.origin, 'require' in window])).toEqual(['app://numi', false])
      expect(await app.evaluate(({ app: running }) => running.isPackaged)).toBe(true)
    } finally {
      vi.unstubAllEnvs()
      await app.close()
    }
  })
})
