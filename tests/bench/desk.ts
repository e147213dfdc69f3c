import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { Agent, definition } from '../e2e/agent.ts'
import { TestBackend } from '../e2e/backend.ts'
import { launchBrowser } from '../e2e/browser.ts'
import { agent } from './agent.ts'
import { type Program, startProgram } from './program.ts'
import { NotHere } from './row.ts'

/** The app in the browser host, somebody signed in: real backend, real station, real Chromium. */
export interface Desk {
  page: Page
  station: Program
  close(): Promise<void>
}

/** Where the script stands on the screen. */
export const stepSelector = 'section[aria-label="Étape en cours"]'

/** Opens the app in a folder of its own and signs in. */
export async function openDesk(folder: string): Promise<Desk> {
  const opened: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of opened.reverse()) await end()
  }
  try {
    const backend = await TestBackend.start()
    opened.push(() => backend.remove())
    const browser = await openBrowser()
    opened.push(() => browser.close())
    const { page, station } = await openWorkplace(join(folder, 'station'), backend.url, browser, agent.email)
    opened.push(station.stop)
    return { page, station, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A real Chromium. @throws NotHere where there is none */
export const openBrowser = (): Promise<Browser> =>
  launchBrowser().catch((error: Error) => {
    throw new NotHere(error.message)
  })

/** A station of its own on a backend, and its screen in a window of its own, where somebody has signed in. */
export async function openWorkplace(
  dataDir: string,
  apiUrl: string,
  browser: Browser,
  email: string,
): Promise<{ page: Page; station: Program }> {
  const station = await startProgram({
    args: ['--expose-gc', '--import', './tests/bench/tell-memory.ts', 'out/node/web.js', '--port', '0'],
    env: { NUMI_API_URL: apiUrl, NUMI_DATA_DIR: dataDir, NUMI_RENDERER_DIR: 'out/renderer' },
    ready: /numi hotliner (http:\S+)/,
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' })
    const page = await context.newPage()
    await page.goto(station.ready[1] ?? '')
    await new Agent({ page }).signIn(email)
    return { page, station }
  } catch (error) {
    await station.stop()
    throw error
  }
}

/**
 * A blank page, diagnosed together and solved: what the caller answers once they said who they are.
 * No two answers in a row have the same key, which pressed twice too soon counts once.
 */
export const answers: readonly [stepId: string, answerId: string][] = [
  ['greet', 'greet.confirm'],
  ['describe', 'describe.blank-page'],
  ['browser', 'browser.chrome-edge'],
  ['other-sites', 'other-sites.cannot'],
  ['clear-cache', 'clear-cache.cannot'],
  ['private-window', 'private-window.works'],
  ['resolved', 'resolved.question'],
  ['question', 'question.end'],
  ['wrap-up-resolved', 'wrap-up-resolved.help'],
]

/** The keys that give those answers. */
export const answerKeys = (): string[] =>
  answers.map(([stepId, answerId]) => {
    const place = Object.keys(definition.script.steps[stepId]?.answers ?? {}).indexOf(answerId)
    if (place < 0) throw new Error(`« ${answerId} » is no answer to « ${stepId} ».`)
    return String(place + 1)
  })

/** Takes a call from somebody without an account, up to the first answer of `answers`. */
export async function takeCall(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Par téléphone|Appel suivant/ }).click()
  await page.locator(stepSelector).getByLabel('Nom de l’appelant').fill('Camille Durand')
  await page.keyboard.press('Escape')
  await page.keyboard.press('2')
  await page.getByText('Vous rencontrez un souci technique').waitFor()
}
