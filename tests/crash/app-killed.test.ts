import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { stepIdOf } from '#shared/flow/snapshot.ts'
import { readFlow } from '#station/flows/read.ts'
import { Agent } from '../e2e/agent.ts'
import { closeBrowser, host, openApp } from '../e2e/app.ts'
import { BackendProcess } from './support/backend-process.ts'
import { Chance } from './support/chance.ts'
import { extent, seed } from './support/extent.ts'
import { Network } from './support/network.ts'
import { type Remains, remainsOf } from './support/remains.ts'
import { type Shown, watchSteps } from './support/shown.ts'

const definition = await readFlow('flows/bug-technique')
const flow = compile(definition)
const canShow = host === 'electron' || spawnSync(process.execPath, ['tests/e2e/browser.ts']).status === 0

let backend: BackendProcess
let network: Network
beforeAll(async () => {
  backend = await BackendProcess.start()
  network = await Network.start(backend.url, new Chance(seed))
})
afterAll(async () => {
  await closeBrowser()
  await network.close()
  await backend.remove()
})

test.skipIf(!canShow)(
  `the app (${host}) killed ${extent.appKills} times: every step that it showed is there when it opens again (seed ${seed})`,
  { timeout: 60_000 + extent.appKills * 20_000 },
  async () => {
    const chance = new Chance(seed)
    const app = await openApp(network.url)
    const agent = new Agent(() => app.page, definition)
    const shown = new Map<string, string[]>()
    let led: string | null = null
    let steps = 0
    /** How many steps of the call taken up had been shown before. */
    let kept = 0
    const isShown = ({ callId, stepId }: Shown) => {
      shown.set(callId, [...(shown.get(callId) ?? []), stepId])
      led = callId
      steps += 1
    }
    try {
      await agent.signIn()
      for (let kill = 1; kill <= extent.appKills; kill += 1) {
        const before: string | null = led
        led = null
        await watchSteps(app.page, isShown)
        const expected = before === null ? null : standing(before)
        if (expected === null) await agent.startCall()
        else await app.page.getByRole('region', { name: 'À reprendre' }).getByRole('button').first().click()
        await expect.poll(() => led, { timeout: 10_000 }).not.toBeNull()
        if (expected !== null) {
          expect(led).toBe(before)
          expect(shown.get(before ?? '')?.at(kept), `kill ${kill}`).toBe(expected)
        }

        let isOver = false
        const pressing = pressKeys(() => isOver)
        await delay(chance.below(2500))
        const crash = app.crashAndReopen()
        isOver = true
        await crash
        await pressing
        for (const [callId, stepIds] of shown) {
          const missing = notIn(stepIds, stepsOf(remainsOf(app.dataDir, callId)))
          expect(missing, `kill ${kill}`).toEqual([])
        }
        await agent.signIn()
      }
      console.log(
        `seed ${seed}: ${extent.appKills} kills of the app (${host}), ${shown.size} calls, ${steps} steps shown`,
      )
    } finally {
      await app.close()
    }

    /** The step at which a call must show again; null when it has ended. */
    function standing(callId: string): string | null {
      const remains = remainsOf(app.dataDir, callId)
      expect(remains.integrity).toEqual(['ok'])
      kept = shown.get(callId)?.length ?? 0
      return remains.isEnded ? null : (stepsOf(remains).at(-1) ?? null)
    }

    /** What an agent does with both hands: answers, goes back, types, as fast as the screen takes it. */
    async function pressKeys(isOver: () => boolean): Promise<void> {
      const { keyboard } = app.page
      while (!isOver())
        try {
          if (chance.happens(0.05)) await keyboard.press('Backspace')
          else if (chance.happens(0.1)) await agent.notes(`note ${chance.below(1000)} `)
          else await keyboard.press(`Digit${1 + chance.below(4)}`)
          await delay(chance.below(60))
        } catch (error) {
          // The page has gone with the app.
          if (!isOver()) throw error
        }
    }
  },
)

/** Where a call stood at its start and after each of its records. */
function stepsOf({ channel, journal }: Remains): string[] {
  const folded = [0, ...journal.map(({ seq }) => seq)].map((upTo) => fold(flow, channel, journal.slice(0, upTo)))
  return folded.map(({ snapshot }) => stepIdOf(flow, snapshot))
}

/** What was shown and is not, in that order, among where the call stood. */
function notIn(stepIds: readonly string[], stood: readonly string[]): string[] {
  let from = 0
  return stepIds.filter((stepId) => {
    const found = stood.indexOf(stepId, from)
    if (found >= 0) from = found
    return found < 0
  })
}
