import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import { clientPickedType } from '#shared/flow/events.ts'
import { Agent } from './agent.ts'
import { closeBrowser, host, openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { expectByDayAndNight } from './for-everybody.ts'
import { callerOf } from './world.ts'

const folder = 'flows/bug-technique'
const definition = await readFlow(folder)
const scenarios = await readScenarios(folder)

describe(`a hotliner trains (${host})`, () => {
  let backend: TestBackend
  let app: TestApp
  let agent: Agent
  let page: Page

  beforeEach(async () => {
    backend = await TestBackend.start()
    app = await openApp(backend.url)
    page = app.page
    agent = new Agent(() => page, definition)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await agent.signIn()
  })

  afterEach(async () => {
    await app.close()
    await backend.remove()
  })

  afterAll(closeBrowser)

  const isForEverybody = (name: string) => expectByDayAndNight(page, name)

  const presses = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().press('Enter')

  it('on a scripted caller, to a score; nothing of it reaches the service', { timeout: 180_000 }, async () => {
    const scenario = scenarios.find(({ id }) => id === 'page-blanche-cache')
    if (!scenario) throw new Error('no such scenario')
    await page.keyboard.press('Alt+9')
    await page.getByRole('searchbox', { name: 'Chercher un scénario' }).fill(scenario.title)
    await page.getByRole('option').first().press('Enter')
    await page.getByRole('heading', { name: scenario.title }).first().waitFor()
    await isForEverybody('entrainement-choix')
    await presses('S’entraîner')
    for (const turn of scenario.turns) {
      await agent.isAt(turn.at)
      for (const [key, text] of Object.entries(turn.types)) await agent.types(turn.at, key, text)
      const { displayName } = callerOf(scenario.client)
      if (turn.answer === clientPickedType) await agent.picks(displayName.split(' ')[0] ?? '', displayName)
      else if (turn.answer) await agent.answers(turn.at, turn.answer)
    }
    await page.getByRole('heading', { name: `Bilan : ${scenario.title}` }).waitFor()
    await page.getByText('Résultat enregistré dans votre progression.').waitFor()
    await page.getByText('Bonne branche').first().waitFor()
    await isForEverybody('entrainement-bilan')
    await presses('Revenir aux scénarios')
    await page.getByRole('tab', { name: 'Rejouer' }).press('Enter')
    await page.getByText('Aucun appel à rejouer').waitFor()
  })

  it('on a recorded call: played again step by step, then with another answer', { timeout: 180_000 }, async () => {
    await agent.startCall()
    await agent.isAt('identify')
    await agent.types('identify', 'contact.name', 'Paulette Vasseur')
    await agent.types('identify', 'contact.email', 'paulette@laposte.example')
    await agent.answers('identify', 'identify.unknown-with-email')
    await agent.isAt('greet')
    await agent.answers('greet', 'greet.confirm')
    await agent.isAt('describe')
    await agent.answers('describe', 'describe.blank-page')
    await agent.isAt('browser')
    await agent.answers('browser', 'browser.chrome-edge')
    await hangsUp('other-sites')
    await page.getByRole('region', { name: 'Appel terminé' }).waitFor()

    await page.keyboard.press('Alt+9')
    await page.getByRole('tab', { name: 'Rejouer' }).press('Enter')
    await page.getByRole('button', { name: /^Rejouer l’appel du/ }).press('Enter')
    await agent.isAt('identify')
    // The steps as they came, none of them waited for, and nobody named.
    for (const stepId of ['greet', 'describe', 'browser', 'other-sites']) {
      await page.keyboard.press('ArrowRight')
      await agent.isAt(stepId)
    }
    // The call that was led is still behind, out of sight.
    expect(await page.getByText('Paulette').filter({ visible: true }).count()).toBe(0)
    await isForEverybody('rejeu')
    await page.keyboard.press('ArrowLeft')
    await agent.isAt('browser')

    await agent.answers('browser', 'browser.firefox')
    await page.getByRole('dialog', { name: /^Et si la réponse était/ }).waitFor()
    await presses('Continuer en entraînement')
    await hangsUp('other-sites')
    await page.getByRole('heading', { name: 'Et si… : où mène l’autre réponse' }).waitFor()
    await isForEverybody('et-si')
    await presses('Revenir au rejeu')
    await agent.isAt('browser')
  })

  async function hangsUp(stepId: string): Promise<void> {
    await agent.isAt(stepId)
    await agent.answers(stepId, 'caller-gone')
    await agent.isAt('gone')
    await agent.answers('gone', 'gone.end')
    await agent.isAt('wrap-up-gone')
    await agent.answers('wrap-up-gone', 'wrap-up-gone.hung-up')
  }
})
