import { spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect } from 'vitest'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { stepIdOf } from '#shared/flow/snapshot.ts'
import { Agent, definition } from '../e2e/agent.ts'
import { host } from '../e2e/app.ts'
import type { TestBackend } from '../e2e/backend.ts'
import { it } from '../e2e/workplaces.ts'
import { startBackend } from './support/backend.ts'
import { Chance } from './support/chance.ts'
import { extent, seed } from './support/extent.ts'
import { Network } from './support/network.ts'
import { pressKeys } from './support/press-keys.ts'
import { type Remains, remainsOf } from './support/remains.ts'
import { type Shown, watchSteps } from './support/shown.ts'

const flow = compile(definition)
const canShow = host === 'electron' || spawnSync(process.execPath, ['tests/e2e/browser.ts']).status === 0

let backend: TestBackend
let network: Network
beforeAll(async () => {
  backend = await startBackend()
  network = await Network.start(backend.url, new Chance(seed))
})
afterAll(async () => {
  await network.close()
  await backend.remove()
})

it.skipIf(!canShow)(
  `the app (${host}) killed ${extent.appKills} times: every step that it showed is there when it opens again (seed ${seed})`,
  { timeout: 60_000 + extent.appKills * 20_000 },
  async ({ openApp }) => {
    const chance = new Chance(seed)
    const app = await openApp(network.url)
    const agent = new Agent(app)
    /** What each call has shown, in order, from its start. */
    const shown = new Map<string, string[]>()
    let led = ''
    /** The step at which the call led must show again; null when there is none. */
    let stands: string | null = null
    const isShown = ({ callId, stepId }: Shown) => {
      shown.set(callId, [...shownOf(callId), stepId])
      led = callId
    }
    const shownOf = (callId: string) => shown.get(callId) ?? []

    await agent.signIn()
    for (let kill = 1; kill <= extent.appKills; kill += 1) {
      const [before, alreadyShown] = [led, shownOf(led).length]
      led = ''
      await watchSteps(app.page, isShown)
      if (stands === null) await agent.startCall()
      else await app.page.getByRole('region', { name: 'À reprendre' }).getByRole('button').first().click()
      await expect.poll(() => led, { timeout: 10_000 }).not.toBe('')
      if (stands !== null) {
        expect(led, `kill ${kill}`).toBe(before)
        expect(shownOf(led)[alreadyShown], `kill ${kill}`).toBe(stands)
      }

      let isOver = false
      const pressing = pressKeys(
        agent,
        () => shownOf(led).at(-1),
        chance,
        () => isOver,
      )
      await Promise.race([pressing, delay(chance.below(2500))])
      isOver = true
      const looks = () => {
        for (const [callId, stepIds] of shown)
          expect(notIn(stepIds, stepsOf(remainsOf(app.dataDir, callId))), `kill ${kill}`).toEqual([])
        stands = led === '' ? null : standing(remainsOf(app.dataDir, led))
      }
      await Promise.all([app.crashAndReopen(looks), pressing])
      await agent.signIn()
    }
    const all = [...shown.values()].flat()
    const told = `${shown.size} calls, ${all.length} steps shown, ${new Set(all).size} of them different`
    console.log(`seed ${seed}: ${extent.appKills} kills of the app (${host}), ${told}`)
  },
)

/** The step at which a call must show again; null when it has ended. */
function standing(remains: Remains): string | null {
  expect(remains.integrity).toEqual(['ok'])
  return remains.isEnded ? null : (stepsOf(remains).at(-1) ?? null)
}

/** Where a call stood at its start and after each of its records. */
function stepsOf({ channel, journal }: Remains): string[] {
  const folds = [0, ...journal.map(({ seq }) => seq)].map((upTo) => fold(flow, channel, journal.slice(0, upTo)))
  return folds.map(({ snapshot }) => stepIdOf(snapshot))
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
