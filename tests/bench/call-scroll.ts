import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { demoAgents } from '#backend/demo/agents.ts'
import { startBackend } from './backend.ts'
import { openBrowser, openWorkplace } from './desk.ts'
import { callCount, millionCalls } from './million-calls.ts'
import type { Measured, Row } from './row.ts'
import { inFolder } from './workplace.ts'

const onePercent = 1
/** Frames watched: a screen and a half of calls a second under the wheel, then the scrollbar drawn from one end to the other. */
const wheeled = 1200
const dragged = 600
const wheelPx = 60
/** What a frame may take, and what its clock rounds. */
const frameMs = 16.7 + 0.5
const email = demoAgents.find(({ role }) => role === 'supervisor')?.email ?? ''

/** How many frames come late while a supervisor scrolls through a year's calls, in a real Chromium. */
export const callScroll: Row = {
  name: 'call-scroll',
  what: `Défilement de ${callCount.toLocaleString('fr-FR')} appels : images de plus de 16,7 ms`,
  unit: '%',
  bound: 1,
  measure: async () => scrollThrough(await millionCalls('words')),
}

/** @param dataDir of a backend that has the calls */
export const scrollThrough = (dataDir: string): Promise<Measured> =>
  inFolder(async (folder) => {
    const opened: (() => Promise<unknown>)[] = []
    try {
      const backend = await startBackend({ NUMI_DATA_DIR: dataDir })
      opened.push(backend.stop)
      const browser = await openBrowser()
      opened.push(() => browser.close())
      const { page, station } = await openWorkplace(
        join(folder, 'station'),
        backend.url,
        browser,
        email,
        'Nouvel appel',
      )
      opened.push(station.stop)
      await openCallLog(page)
      const frames = await page.evaluate(framesOf, { wheeled, dragged, wheelPx })
      const late = frames.filter((ms) => ms > frameMs).length
      return { value: (100 * late) / frames.length, reference: onePercent, samples: { value: frames, reference: [] } }
    } finally {
      for (const end of opened.reverse()) await end()
    }
  })

async function openCallLog(page: Page): Promise<void> {
  await page.keyboard.press('Alt+7')
  await page.getByRole('grid', { name: 'Appels' }).getByRole('row').nth(12).waitFor()
}

interface Scroll {
  wheeled: number
  dragged: number
  wheelPx: number
}

/** Runs in the page: milliseconds from each frame to the next while the list moves in every one. */
function framesOf({ wheeled, dragged, wheelPx }: Scroll): Promise<number[]> {
  const list = document.querySelector('[role="grid"][aria-label="Appels"]')
  if (!list) throw new Error('There is no list.')
  const end = list.scrollHeight - list.clientHeight
  return new Promise((resolve) => {
    const frames: number[] = []
    let before: number | null = null
    const draw = (at: number) => {
      if (before !== null) frames.push(at - before)
      before = at
      const moved = frames.length
      if (moved >= wheeled + dragged) return resolve(frames)
      if (moved < wheeled) list.scrollBy(0, wheelPx)
      else list.scrollTop = (end * (moved - wheeled + 1)) / dragged
      requestAnimationFrame(draw)
    }
    requestAnimationFrame(draw)
  })
}
