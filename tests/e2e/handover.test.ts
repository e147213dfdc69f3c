import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { cuttingProxy } from '../main/station/support/cutting-proxy.ts'
import { Agent } from './agent.ts'
import { closeBrowser, host, openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { expectByDayAndNight } from './for-everybody.ts'
import { callerOf } from './world.ts'

const definition = await readFlow('flows/bug-technique')
const sophie = callerOf('sophie')

describe(`a parked call given to a colleague (${host})`, () => {
  let backend: TestBackend
  let atLea: TestApp
  let atHugo: TestApp
  let lea: Agent
  let hugo: Agent

  beforeEach(async () => {
    backend = await TestBackend.start()
    atLea = await openApp(backend.url)
    atHugo = await openApp(backend.url)
    lea = new Agent(() => atLea.page, definition)
    hugo = new Agent(() => atHugo.page, definition)
    for (const { page } of [atLea, atHugo]) await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await lea.signIn()
    await hugo.signIn('hugo@numi.example')
    await lea.startCall()
    await lea.picks(sophie.query, sophie.displayName)
    await lea.isAt('greet')
    await lea.answers('greet', 'greet.confirm')
    await lea.isAt('describe')
    await lea.types('describe', 'errorMessage', 'Erreur 500 au chargement')
    await lea.savesEverything()
    await lea.page.keyboard.press('Alt+p')
    await lea.page.getByText(/^en attente depuis/).waitFor()
  })

  afterEach(async () => {
    await atLea.close()
    await atHugo.close()
    await backend.remove()
  })

  afterAll(closeBrowser)

  /** By keyboard alone: to the call's button, then to the one that goes on. */
  async function give(name?: string): Promise<void> {
    const { page } = lea
    await page.getByRole('button', { name: /^Confier à un collègue l’appel de/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.getByRole('button', { name: /À qui/ }).focus()
    if (name) {
      await page.keyboard.press('Enter')
      await page.getByRole('option', { name }).waitFor()
      await page.keyboard.type(name.slice(0, 3))
      await page.keyboard.press('Enter')
    }
    await page.getByRole('button', { name: 'Confier à un collègue', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Confiés à un collègue' }).waitFor()
  }

  it('is taken at the same step, with what was typed; its giver sees who has it', async () => {
    await lea.page.getByRole('button', { name: /^Confier à un collègue l’appel de/ }).click()
    await lea.page.getByRole('button', { name: /À qui/ }).waitFor()
    await expectByDayAndNight(lea.page, 'confier')
    await lea.page.keyboard.press('Escape')
    await give('Hugo B.')
    await lea.page.getByText('proposé', { exact: true }).waitFor()
    await expectByDayAndNight(lea.page, 'confie')

    await hugo.page.getByRole('button', { name: `Prendre l’appel de ${sophie.displayName}` }).waitFor()
    await expectByDayAndNight(hugo.page, 'propose')
    await hugo.page.getByRole('button', { name: `Prendre l’appel de ${sophie.displayName}` }).focus()
    await hugo.page.keyboard.press('Enter')
    await hugo.isAt('describe')
    expect(await hugo.typed('describe', 'errorMessage')).toBe('Erreur 500 au chargement')
    await lea.page.getByText('confié à Hugo B.').waitFor()
    await expectByDayAndNight(lea.page, 'pris')
    await hugo.answers('describe', 'describe.error-message')
    expect(await lea.page.getByRole('button', { name: /^Reprendre l’appel/ }).count()).toBe(0)
  })

  it('is led on by its giver once taken back', async () => {
    await give()
    await lea.page.getByRole('button', { name: `Reprendre l’appel de ${sophie.displayName}` }).click()
    await lea.page.getByText(/^en attente depuis/).waitFor()
    await lea.takesUp(sophie.displayName)
    await lea.isAt('describe')
    expect(await lea.typed('describe', 'errorMessage')).toBe('Erreur 500 au chargement')
    await hugo.page.getByRole('button', { name: /^Prendre l’appel/ }).waitFor({ state: 'detached' })
  })

  it('goes back to its giver when its taker’s workplace cannot receive it', async () => {
    const way = await cuttingProxy(backend.url)
    way.cutAll(/^GET \/api\/v1\/flows\//)
    const away = await openApp(way.url)
    onTestFinished(() => away.close())
    const { page } = away
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await new Agent(() => page, definition).signIn('hugo@numi.example')
    await give('Hugo B.')
    await page.getByRole('button', { name: `Prendre l’appel de ${sophie.displayName}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Pris, pas encore arrivés sur ce poste' }).waitFor()
    await page.getByText('Confié par Léa M.').waitFor()
    await lea.page.getByText('confié à Hugo B.').waitFor()
    await expectByDayAndNight(page, 'pas-encore-arrive')
    await page.getByRole('button', { name: `Rendre l’appel de ${sophie.displayName}` }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('L’appel est rendu : il est proposé comme avant, Léa M. le voit.').waitFor()
    await lea.page.getByText('rendu', { exact: true }).waitFor()
    await expectByDayAndNight(lea.page, 'rendu')
    await lea.page.getByRole('button', { name: `Reprendre l’appel de ${sophie.displayName}` }).focus()
    await lea.page.keyboard.press('Enter')
    await lea.page.getByText(/^en attente depuis/).waitFor()
    await lea.takesUp(sophie.displayName)
    await lea.isAt('describe')
    expect(await lea.typed('describe', 'errorMessage')).toBe('Erreur 500 au chargement')
  })

  it('stays where it is without the network, and says so', async () => {
    await backend.cut()
    await lea.page.getByRole('button', { name: /^Confier à un collègue l’appel de/ }).click()
    await lea.page.getByText('Vos collègues n’ont pas pu être lus').waitFor()
    await expectByDayAndNight(lea.page, 'confier-hors-ligne')
    await lea.page.getByRole('button', { name: 'Garder l’appel' }).click()
    await lea.takesUp(sophie.displayName)
    await lea.isAt('describe')
  })
})
