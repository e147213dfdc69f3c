import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, ElectronApplication, Page } from 'playwright-core'
import { openDesktop } from './desktop.ts'
import { eventually } from './eventually.ts'
import { expectByDayAndNight } from './for-everybody.ts'

/** The app in one of its two hosts, on a workplace folder of its own. */
export interface TestApp extends Shown {
  dataDir: string
  /**
   * Ends the app as a crash would, and opens it again on the same folder.
   * @param between what is looked at while nothing runs on the folder
   */
  crashAndReopen(between?: () => void): Promise<void>
  close(): Promise<void>
}

interface Shown {
  page: Page
  /** The file that the app keeps once this is done, as it is written where the person says. */
  fileKept(by: () => Promise<void>): Promise<{ name: string; content: Buffer }>
  /** Expects what it shows to be for everybody. @param name of the screen */
  isForEverybody(name: string): Promise<void>
}

/** Removes a folder whole, again while processes that were just killed still write in it. */
export const whole = { recursive: true, force: true, maxRetries: 10, retryDelay: 200 } as const

/** Which host this run tests; both are tested with the same suite. */
export const host = process.env.NUMI_E2E_HOST === 'electron' ? 'electron' : 'web'

/**
 * @param browser where the browser host's pages are opened
 * @param prepare writes in the workplace's folder before the app opens it
 */
export async function openApp(
  apiUrl: string,
  browser: () => Promise<Browser>,
  prepare?: (dataDir: string) => Promise<void>,
): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'numi-poste-'))
  await prepare?.(dataDir)
  const open = async () =>
    host === 'electron' ? openElectron(apiUrl, dataDir) : openWeb(apiUrl, dataDir, await browser())
  let running = await open()
  return {
    get page() {
      return running.page
    },
    dataDir,
    async crashAndReopen(between = () => {}) {
      await running.kill()
      between()
      running = await open()
    },
    fileKept: (by) => running.fileKept(by),
    isForEverybody: (name) => running.isForEverybody(name),
    async close() {
      await running.kill()
      await rm(dataDir, whole)
    },
  }
}

interface Running extends Shown {
  kill(): Promise<void>
}

async function openElectron(apiUrl: string, dataDir: string): Promise<Running> {
  const { app, page } = await openDesktop(apiUrl, dataDir)
  return {
    page,
    fileKept: (by) => keptByElectron(app, join(dataDir, 'kept'), by),
    // Looked at in the browser: the page is the same.
    isForEverybody: async () => {},
    kill: () => end(app.process()),
  }
}

/** As if the person had chosen this path in the dialog of the system, for what is downloaded or printed as PDF. */
async function keptByElectron(app: ElectronApplication, path: string, by: () => Promise<void>) {
  const kept = await app.evaluateHandle(({ dialog, session }, filePath) => {
    const { promise, resolve } = Promise.withResolvers<string>()
    session.defaultSession.once('will-download', (_event, item) => {
      item.setSavePath(filePath)
      item.once('done', () => resolve(item.getFilename()))
    })
    dialog.showSaveDialog = async (...asked: unknown[]) => {
      resolve(String((asked.at(-1) as Electron.SaveDialogOptions).defaultPath))
      return { canceled: false, filePath }
    }
    return { name: promise }
  }, path)
  await by()
  const name = await kept.evaluate((asked) => asked.name)
  return { name, content: await eventually(() => readFile(path).catch(() => null)) }
}

/** By day and still, as axe has to see it. */
const byDay = {
  viewport: { width: 1440, height: 900 },
  locale: 'fr-FR',
  colorScheme: 'light',
  reducedMotion: 'reduce',
} as const

async function openWeb(apiUrl: string, dataDir: string, browser: Browser): Promise<Running> {
  const child = spawn(process.execPath, ['out/node/web.js', '--port', '0'], {
    env: {
      ...process.env,
      NUMI_API_URL: apiUrl,
      NUMI_DATA_DIR: dataDir,
      NUMI_FLOWS_DIR: 'flows',
      NUMI_RENDERER_DIR: 'out/renderer',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const match = /numi hotliner (http:\S+)/.exec(String(chunk))
      if (match?.[1]) resolve(match[1])
    })
    child.once('exit', (code) => reject(new Error(`the browser host ended with ${code}`)))
  })
  const context = await browser.newContext(byDay)
  const page = await context.newPage()
  await page.goto(address)
  return {
    page,
    async kill() {
      await end(child)
      await context.close()
    },
    async fileKept(by) {
      const [download] = await Promise.all([page.waitForEvent('download'), by()])
      return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
    },
    isForEverybody: (name) => expectByDayAndNight(page, name),
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
