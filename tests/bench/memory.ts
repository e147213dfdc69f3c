import { once } from 'node:events'
import type { Page } from 'playwright-core'
import { answerKeys, openDesk, stepSelector, takeCall } from './desk.ts'
import { pressUntilPainted } from './painted.ts'
import type { Program } from './program.ts'
import type { Row } from './row.ts'
import { inFolder } from './workplace.ts'

const [few, many] = [10, 200]

/** What the screen and the station hold, each once rid of garbage: what a leak would make grow. */
export const memory: Row = {
  name: 'memory',
  what: `Mémoire de l’application après ${many} appels`,
  unit: 'Mo',
  bound: 1.2,
  measure: () =>
    inFolder(async (folder) => {
      const desk = await openDesk(folder)
      try {
        await leadCalls(desk.page, few)
        const reference = await megabytesHeld(desk.page, desk.station)
        await leadCalls(desk.page, many - few)
        return { value: await megabytesHeld(desk.page, desk.station), reference }
      } finally {
        await desk.close()
      }
    }),
}

async function leadCalls(page: Page, calls: number): Promise<void> {
  const keys = answerKeys()
  for (let call = 0; call < calls; call += 1) {
    await takeCall(page)
    for (const key of keys) await pressUntilPainted(page, key, stepSelector)
  }
}

async function megabytesHeld(page: Page, station: Program): Promise<number> {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('HeapProfiler.collectGarbage')
  const { usedSize } = await inspector.send('Runtime.getHeapUsage')
  await inspector.detach()

  const told = once(station.process, 'message')
  station.process.send('memory')
  const [{ heapUsed, external }] = (await told) as [NodeJS.MemoryUsage]
  return (usedSize + heapUsed + external) / 1e6
}
