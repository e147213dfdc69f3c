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
const frameMs = 16.7
const email = demoAgents.find(({ role }) => role === 'supervisor')?.email ?? ''

/** How many frames the page cannot keep up with while a supervisor scrolls through a year's calls, in a real Chromium. */
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
      const { page, station } = await openWorkplace(join(folder, 'station'), backend.url, browser, email)
      opened.push(station.stop)
      await openCallLog(page)
      await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
      await page.evaluate(scrollList, { wheeled, dragged, wheelPx })
      const frames = workOfFrames(JSON.parse(String(await browser.stopTracing())).traceEvents)
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

/** Runs in the page: moves the list once a frame. */
function scrollList({ wheeled, dragged, wheelPx }: Scroll): Promise<void> {
  const list = document.querySelector('[role="grid"][aria-label="Appels"]')
  if (!list) throw new Error('There is no list.')
  const end = list.scrollHeight - list.clientHeight
  let moved = 0
  return new Promise((resolve) => {
    const draw = () => {
      moved += 1
      if (moved > wheeled + dragged) return resolve()
      if (moved <= wheeled) list.scrollBy(0, wheelPx)
      else list.scrollTop = (end * (moved - wheeled)) / dragged
      requestAnimationFrame(draw)
    }
    requestAnimationFrame(draw)
  })
}

/** What Chromium tells of its work: microseconds, of the clock and of the thread itself. */
interface TraceEvent {
  name: string
  pid: number
  tid: number
  ts: number
  tdur?: number
}

/** Milliseconds that the page's thread worked between each frame and the next, without the time it waited for a processor. */
function workOfFrames(events: readonly TraceEvent[]): number[] {
  const drawn = events.filter(({ name }) => name === 'FireAnimationFrame').toSorted((a, b) => a.ts - b.ts)
  const [first] = drawn
  if (drawn.length < wheeled + dragged || !first) throw new Error('The frames were not traced.')
  const tasks = events
    .filter(
      ({ name, pid, tid, ts }) => /RunTask$/.test(name) && pid === first.pid && tid === first.tid && ts >= first.ts,
    )
    .toSorted((a, b) => a.ts - b.ts)
  const work = drawn.map(() => 0)
  let frame = 0
  for (const { ts, tdur = 0 } of tasks) {
    while ((drawn[frame + 1]?.ts ?? Number.POSITIVE_INFINITY) <= ts) frame += 1
    work[frame] = (work[frame] ?? 0) + tdur / 1000
  }
  return work
}
