import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect } from 'vitest'
import { Agent } from './agent.ts'
import { host, whole } from './app.ts'
import { type Desktop, desktopCommand, desktopEnv, openDesktop } from './desktop.ts'
import { itInTurn as test } from './workplaces.ts'

const link = 'numi-hotliner://call?from=+33639981234&id=sonne-1'

describe.runIf(host === 'electron')('the desktop app at a workplace', () => {
  let apiUrl: string
  let dataDir: string
  let desktop: Desktop
  let agent: Agent<Desktop>

  test.beforeEach(async ({ backend }) => {
    apiUrl = backend.url
    dataDir = await mkdtemp(join(tmpdir(), 'numi-poste-'))
  })
  afterEach(async () => {
    await desktop.app.close()
    await rm(dataDir, whole)
  })

  const open = async (...more: string[]) => {
    desktop = await openDesktop(apiUrl, dataDir, ...more)
    agent = new Agent(desktop)
  }

  /** Starts the program a second time on the same workplace; answers its exit code. */
  async function startAgain(...more: string[]): Promise<unknown> {
    const { executablePath, args } = desktopCommand()
    const second = spawn(executablePath, [...args, ...more], { env: desktopEnv(apiUrl, dataDir), stdio: 'ignore' })
    const [code] = await once(second, 'exit')
    return code
  }

  const stationPid = () =>
    desktop.app.evaluate(
      ({ app }) =>
        app.getAppMetrics().find(({ name, serviceName }) => [name, serviceName].includes('numi-station'))?.pid,
    )

  /** Ends the station at once, as a crash would, and waits for another (or for none, after the last try). */
  async function endStation(): Promise<void> {
    const pid = await stationPid()
    if (!pid) throw new Error('no station')
    process.kill(pid, 'SIGKILL')
    await expect.poll(stationPid).not.toBe(pid)
  }

  const isOnline = () =>
    agent.page.getByRole('status', { name: 'Liaison avec le service' }).getByText('En ligne').waitFor()

  test('a link opens the app and proposes its call, which starts a search by that number', async () => {
    await open(link)
    await agent.signIn()
    await agent.page.getByText('Appel entrant de 06 39 98 12 34').waitFor()
    await agent.page.getByRole('button', { name: 'Prendre l’appel' }).click()
    await agent.page.getByRole('region', { name: 'Étape en cours' }).waitFor()
    const search = agent.page.getByLabel('Nom, email ou numéro que donne l’appelant')
    expect(await search.first().inputValue()).toBe('+33639981234')
  })

  test('a second start gives way to the first, and hands it its link, which replaces no call', async () => {
    await open()
    await agent.signIn()
    await agent.startCall()
    const step = await agent.page.locator('[data-step]').getAttribute('data-step')
    expect(await startAgain(link)).toBe(0)
    await agent.page.getByText('Appel entrant de 06 39 98 12 34').waitFor()
    await agent.page.getByRole('button', { name: 'Prendre l’appel' }).click()
    await agent.page.getByText('Un appel est en cours').waitFor()
    expect(await agent.page.locator('[data-step]').getAttribute('data-step')).toBe(step)
    await agent.page.getByRole('button', { name: 'Ignorer' }).click()
    await agent.page.getByText('Appel entrant').waitFor({ state: 'detached' })
  })

  test('a hostile link brings the window forward, and nothing else', async () => {
    await open()
    await agent.signIn()
    for (const hostile of [
      'numi-hotliner://call?from=%3Cscript%3E',
      'numi-hotliner://call?from=+33639981234&open=1',
      'numi-hotliner://../../etc/passwd',
    ])
      expect(await startAgain(hostile, '--inspect')).toBe(0)
    await desktop.app.evaluate(({ app }) => {
      app.emit('open-url', { preventDefault() {} }, 'numi-hotliner://call?from=abc')
      app.emit('open-url', { preventDefault() {} }, 'numi-hotliner://call?from=0639981299')
    })
    await agent.page.getByText('Appel entrant de 06 39 98 12 99').waitFor()
    expect(await agent.page.getByText('Appel entrant').count()).toBe(1)
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('the window opens again where it was closed; a damaged file is ignored', async () => {
    await open()
    const bounds = { x: 40, y: 30, width: 1100, height: 700 }
    await desktop.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds)
    await desktop.app.close()
    const kept = join(dataDir, 'window.json')
    expect(JSON.parse(await readFile(kept, 'utf8'))).toEqual({ ...bounds, isMaximised: false })

    const shown = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
    await open()
    expect(await shown()).toEqual(bounds)
    await desktop.app.close()

    await writeFile(kept, '{"x":')
    await open()
    expect(await shown()).toMatchObject({ width: expect.any(Number) })
    expect(await shown()).not.toEqual(bounds)
  })

  test('a major incident is told by the system, once, to an agent who is looking elsewhere', async ({ platform }) => {
    await open()
    await desktop.app.evaluate(({ BrowserWindow, Notification }) => {
      const told: string[] = []
      Object.assign(globalThis, { told })
      Notification.prototype.show = function (this: Electron.Notification) {
        told.push(`${this.title} — ${this.body}`)
      }
      for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false
    })
    await agent.signIn()
    await platform.declares({ services: [{ id: 'portail-client', level: 'down' }], affectedPercent: 70 })
    const told = () => desktop.app.evaluate(() => (globalThis as unknown as { told: string[] }).told)
    await expect.poll(told, { timeout: 15_000 }).toEqual(['Incident majeur : Portail client — Connexion impossible'])

    // The status comes whole again, to a station that starts again: the incident is the same.
    await endStation()
    await isOnline()
    await agent.page.keyboard.press('Alt+3')
    await agent.page.getByText('Connexion impossible').filter({ visible: true }).first().waitFor()
    expect(await told()).toHaveLength(1)
  })

  test('tokens are sealed by the system’s keychain, or else in a file that only its owner reads', async () => {
    await open()
    await agent.signIn()
    const file = join(dataDir, 'secrets.json')
    const hasKeychain = await desktop.app.evaluate(
      ({ safeStorage }) =>
        safeStorage.isEncryptionAvailable() && safeStorage.getSelectedStorageBackend?.() !== 'basic_text',
    )
    const values = Object.values(JSON.parse(await readFile(file, 'utf8'))) as string[]
    expect(values.length).toBeGreaterThan(0)
    expect(values.every((value) => value.startsWith('sealed:') === hasKeychain)).toBe(true)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('a database that is none any more is set aside whole, and that is said; the workplace opens', async () => {
    const shopping = 'une liste de courses '.repeat(500)
    await writeFile(join(dataDir, 'station.db'), shopping)
    await open()
    await agent.signIn()
    const notice = agent.page.getByText('elle a été réparée')
    await notice.waitFor()
    const setAside = (await readdir(dataDir)).find((name) => /^station\.endommagee-.*\.db$/.test(name))
    expect(await readFile(join(dataDir, setAside ?? ''), 'utf8')).toBe(shopping)
  })

  test('a folder that cannot be made is said on screen too', async () => {
    const parent = dataDir
    await writeFile(join(parent, 'file'), '')
    dataDir = join(parent, 'file', 'poste')
    await open()
    await agent.page.getByRole('heading', { name: 'Le poste ne peut pas enregistrer' }).waitFor()
    expect(existsSync(dataDir)).toBe(false)
    dataDir = parent
  })

  test('a station that ends in mid-call leaves the window at the same step, its agent signed in', async () => {
    await open()
    await agent.signIn()
    await agent.startCall()
    await agent.page.keyboard.press('Digit1')
    const step = () => agent.page.evaluate(() => document.querySelector<HTMLElement>('[data-step]')?.dataset.step)
    await expect.poll(step).toBeDefined()
    const before = await step()
    await endStation()
    await agent.isAt(before ?? '')
    await isOnline()
  })

  test('a screen whose process ends comes back at the same step', async () => {
    await open()
    await agent.signIn()
    await agent.startCall()
    const shown = () =>
      desktop.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
          'document.querySelector("[data-step]")?.dataset.step ?? null',
        ),
      )
    const before = await shown()
    expect(before).not.toBeNull()
    await desktop.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const isLoaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(true)))
      contents?.forcefullyCrashRenderer()
      await isLoaded
    })
    await expect.poll(shown, { timeout: 15_000 }).toBe(before)
  })

  test('a station that keeps ending is let be after three tries, and says so; tried again, the call is there', async () => {
    await open()
    await agent.signIn()
    await agent.startCall()
    const step = await agent.page.locator('[data-step]').getAttribute('data-step')
    for (let ends = 0; ends < 3; ends += 1) {
      await endStation()
      await agent.isAt(step ?? '')
    }
    await endStation()
    await agent.page.getByRole('heading', { name: 'Le poste s’arrête à chaque reprise' }).waitFor()
    expect(await stationPid()).toBeUndefined()
    await agent.page.getByRole('button', { name: 'Réessayer' }).click()
    await agent.isAt(step ?? '')
  })
})
