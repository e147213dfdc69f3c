import { describe, expect } from 'vitest'
import { readScenarios } from '#node/flows/scenarios.ts'
import { clientPickedType } from '#shared/flow/events.ts'
import type { Agent } from './agent.ts'
import { host } from './app.ts'
import { it } from './workplaces.ts'
import { callerOf } from './world.ts'

const scenarios = await readScenarios('flows/bug-technique')

describe(`a hotliner trains (${host})`, () => {
  it.beforeEach(({ agent }) => agent.signIn())

  it('on a scripted caller, to a score; nothing of it reaches the service', { timeout: 180_000 }, async ({
    app,
    agent,
  }) => {
    const { page, isForEverybody } = app
    const scenario = scenarios.find(({ id }) => id === 'page-blanche-cache')
    if (!scenario) throw new Error('no such scenario')
    await page.keyboard.press('Alt+9')
    await page.getByRole('searchbox', { name: 'Chercher un scénario' }).fill(scenario.title)
    await page.getByRole('option').first().press('Enter')
    await page.getByRole('heading', { name: scenario.title }).first().waitFor()
    await isForEverybody('entrainement-choix')
    await agent.presses('S’entraîner')
    for (const turn of scenario.turns) {
      await agent.isAt(turn.at)
      for (const [key, text] of Object.entries(turn.types)) await agent.types(turn.at, key, text)
      const { displayName } = callerOf(scenario.client)
      if (turn.answer === clientPickedType) await agent.picks(displayName.split(' ')[0] ?? '', displayName)
      else if (turn.answer) await agent.answers(turn.answer)
    }
    await page.getByRole('heading', { name: `Bilan : ${scenario.title}` }).waitFor()
    await page.getByText('Résultat enregistré dans votre progression.').waitFor()
    await page.getByText('Bonne branche').first().waitFor()
    await isForEverybody('entrainement-bilan')
    await agent.presses('Revenir aux scénarios')
    await page.getByRole('tab', { name: 'Rejouer' }).press('Enter')
    await page.getByText('Aucun appel à rejouer').waitFor()
  })

  it('on a recorded call: played again step by step, then with another answer', { timeout: 180_000 }, async ({
    app,
    agent,
  }) => {
    const { page, isForEverybody } = app
    await agent.takesCallOfUnknown('Paulette Vasseur')
    await agent.answers('describe.blank-page', 'browser.chrome-edge')
    await hangsUp(agent, 'other-sites')
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

    await agent.answers('browser.firefox')
    await page.getByRole('dialog', { name: /^Et si la réponse était/ }).waitFor()
    await agent.presses('Continuer en entraînement')
    await hangsUp(agent, 'other-sites')
    await page.getByRole('heading', { name: 'Et si… : où mène l’autre réponse' }).waitFor()
    await isForEverybody('et-si')
    await agent.presses('Revenir au rejeu')
    await agent.isAt('browser')
  })
})

async function hangsUp(agent: Agent, stepId: string): Promise<void> {
  await agent.isAt(stepId)
  await agent.answers('caller-gone', 'gone.end', 'wrap-up-gone.hung-up')
}
