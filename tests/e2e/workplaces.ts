import type { Browser } from 'playwright-core'
import { test } from 'vitest'
import type { StationHost } from '#station/station.ts'
import { Agent } from './agent.ts'
import { openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { launchBrowser } from './browser.ts'
import { openColleague } from './colleague.ts'
import { Platform } from './world.ts'

/** What a test of the built app is given of what it names, opened before it and closed after. */
interface Workplaces {
  /** A Chromium, launched once it is asked for. */
  browser: () => Promise<Browser>
  /** The service, with its demonstration. */
  backend: TestBackend
  /** What the service watches. */
  platform: Platform
  /** Opens the app at a workplace of its own. */
  openApp: (apiUrl: string, prepare?: (dataDir: string) => Promise<void>) => Promise<TestApp>
  /** Opens it on the service, and signs somebody in. */
  openAs: (email: string) => Promise<Agent>
  /** Signs a colleague in at a workplace whose screen nobody looks at. */
  openColleague: (email: string) => Promise<StationHost>
  /** The app, on the service. */
  app: TestApp
  /** Who sits there. */
  agent: Agent
}

const workplaces = (scope: 'test' | 'file') =>
  test.extend<Workplaces>({
    browser: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads there what it needs
      async ({}, use) => {
        let launched: Promise<Browser> | undefined
        await use(() => (launched ??= launchBrowser()))
        await (await launched)?.close()
      },
      { scope: 'file' },
    ],
    backend: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads there what it needs
      async ({}, use) => {
        const backend = await TestBackend.start()
        await use(backend)
        await backend.remove()
      },
      { scope },
    ],
    platform: [({ backend }, use) => use(new Platform(backend)), { scope }],
    openApp: [({ browser }, use) => closing(use, (apiUrl, prepare) => openApp(apiUrl, browser, prepare)), { scope }],
    openAs: [
      ({ openApp, backend }, use) =>
        use(async (email) => {
          const agent = new Agent(await openApp(backend.url))
          await agent.signIn(email)
          return agent
        }),
      { scope },
    ],
    openColleague: [({ backend }, use) => closing(use, (email) => openColleague(backend.url, email)), { scope }],
    app: [async ({ openApp, backend }, use) => use(await openApp(backend.url)), { scope }],
    agent: [({ app }, use) => use(new Agent(app)), { scope }],
  })

/** Lends what opens them, then closes all that it has opened. */
async function closing<Asked extends unknown[], One extends { close(): Promise<void> }>(
  use: (open: (...asked: Asked) => Promise<One>) => Promise<void>,
  open: (...asked: Asked) => Promise<One>,
): Promise<void> {
  const opened: Promise<One>[] = []
  await use((...asked) => {
    const one = open(...asked)
    opened.push(one)
    return one
  })
  for (const one of await Promise.allSettled(opened)) if (one.status === 'fulfilled') await one.value.close()
}

/** Each test has all of its own. */
export const it = workplaces('test')

/** The tests of a file go on from one another: what one leaves, the next finds. */
export const itInTurn = workplaces('file')
