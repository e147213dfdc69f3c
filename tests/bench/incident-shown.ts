import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { demoAgents } from '#backend/demo/agents.ts'
import { TestBackend } from '../e2e/backend.ts'
import { openBrowser, openWorkplace } from './desk.ts'
import { type Row, type Samples, summed } from './row.ts'
import { inFolder } from './workplace.ts'

const rounds = 40
const halfASecond = 500
const emailOf = (role: string) => demoAgents.find((of) => of.role === role)?.email ?? ''

/** From one technician's key on their form until what they wrote is painted on another's screen. */
export const incidentShown: Row = {
  name: 'incident-shown',
  what: 'Incident mis à jour → peint sur l’écran d’un autre (95e centile)',
  unit: 'ms',
  bound: 1,
  measure: () =>
    inFolder(async (folder) => {
      const opened: (() => Promise<unknown>)[] = []
      try {
        const backend = await TestBackend.start()
        opened.push(() => backend.remove())
        const browser = await openBrowser()
        opened.push(() => browser.close())
        const open = async (role: string) => {
          const dataDir = join(folder, role)
          const { page, station } = await openWorkplace(dataDir, backend.url, browser, emailOf(role))
          opened.push(station.stop)
          return page
        }
        const writer = await open('technician')
        const reader = await open('supervisor')
        await reader.keyboard.press('Alt+0')
        await reader.getByRole('heading', { name: 'Incidents techniques en cours' }).waitFor()
        await declare(writer)
        const samples: Samples = { value: [], reference: [] }
        for (let round = 0; round < rounds; round += 1) {
          samples.value.push(await update(writer, reader, `Cause mesurée ${round}`))
          samples.reference.push(halfASecond)
        }
        return summed(samples, 'p95')
      } finally {
        for (const end of opened.reverse()) await end()
      }
    }),
}

async function declare(page: Page): Promise<void> {
  await page.keyboard.press('Alt+d')
  await page.getByRole('radiogroup', { name: 'Portail client' }).getByText('indisponible').click()
  await page.getByLabel('Nature').fill('Portail client indisponible')
  await page.getByLabel('Impact').fill('Connexion impossible')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Portail client indisponible', exact: true }).waitFor()
}

/** @returns milliseconds, what the two pages are asked through included */
async function update(writer: Page, reader: Page, cause: string): Promise<number> {
  await writer.keyboard.press('Alt+m')
  await writer.getByRole('textbox', { name: 'Cause' }).fill(cause)
  const painted = reader.evaluate(whenPainted, cause)
  const from = performance.now()
  await writer.keyboard.press('Control+Enter')
  await painted
  const taken = performance.now() - from
  await writer.getByRole('heading', { name: 'Portail client indisponible', exact: true }).waitFor()
  return taken
}

/** Runs in the page: the second frame after some words are there, for the first is the one that paints them. */
function whenPainted(words: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.body.textContent.includes(words)) return
      changes.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    }
    const changes = new MutationObserver(look)
    changes.observe(document.body, { subtree: true, childList: true, characterData: true })
    look()
  })
}
