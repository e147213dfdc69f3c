import { describe, expect } from 'vitest'
import { cuttingProxy } from '../main/station/support/cutting-proxy.ts'
import { Agent } from './agent.ts'
import { host } from './app.ts'
import { it as base } from './workplaces.ts'
import { callerOf } from './world.ts'

const sophie = callerOf('sophie')

/** Hugo at his workplace, and Léa at hers, who has put Sophie's call on hold. */
const it = base
  .extend('hugo', ({ openAs }) => openAs('hugo@numi.example'))
  .extend('lea', async ({ openAs }) => {
    const lea = await openAs('lea@numi.example')
    await lea.takesCallOf(sophie)
    await lea.types('describe', 'errorMessage', 'Erreur 500 au chargement')
    await lea.savesEverything()
    await lea.parks()
    await lea.page.getByText(/^en attente depuis/).waitFor()
    return lea
  })

describe(`a parked call given to a colleague (${host})`, () => {
  /** By keyboard alone: to the call's button, then to the one that goes on. */
  async function gives(lea: Agent, name?: string): Promise<void> {
    const { page } = lea
    await lea.presses(/^Confier à un collègue l’appel de/)
    await page.getByRole('dialog').waitFor()
    if (name) {
      await lea.presses(/À qui/)
      await page.getByRole('option', { name }).waitFor()
      await page.keyboard.type(name.slice(0, 3))
      await page.keyboard.press('Enter')
    }
    await lea.presses('Confier à un collègue')
    await page.getByRole('heading', { name: 'Confiés à un collègue' }).waitFor()
  }

  it('is taken at the same step, with what was typed; its giver sees who has it', async ({ lea, hugo }) => {
    await lea.page.getByRole('button', { name: /^Confier à un collègue l’appel de/ }).click()
    await lea.page.getByRole('button', { name: /À qui/ }).waitFor()
    await lea.at.isForEverybody('confier')
    await lea.page.keyboard.press('Escape')
    await gives(lea, 'Hugo B.')
    await lea.page.getByText('proposé', { exact: true }).waitFor()
    await lea.at.isForEverybody('confie')

    await hugo.page.getByRole('button', { name: `Prendre l’appel de ${sophie.displayName}` }).waitFor()
    await hugo.at.isForEverybody('propose')
    await hugo.presses(`Prendre l’appel de ${sophie.displayName}`)
    await hugo.isAt('describe')
    expect(await hugo.typed('describe', 'errorMessage')).toBe('Erreur 500 au chargement')
    await lea.page.getByText('confié à Hugo B.').waitFor()
    await lea.at.isForEverybody('pris')
    await hugo.answers('describe.error-message')
    expect(await lea.page.getByRole('button', { name: /^Reprendre l’appel/ }).count()).toBe(0)
  })

  it('is led on by its giver once taken back', async ({ lea, hugo }) => {
    await gives(lea)
    await lea.page.getByRole('button', { name: `Reprendre l’appel de ${sophie.displayName}` }).click()
    await lea.page.getByText(/^en attente depuis/).waitFor()
    await lea.takesUp(sophie.displayName)
    await lea.isAt('describe')
    expect(await lea.typed('describe', 'errorMessage')).toBe('Erreur 500 au chargement')
    await hugo.page.getByRole('button', { name: /^Prendre l’appel/ }).waitFor({ state: 'detached' })
  })

  it('goes back to its giver when its taker’s workplace cannot receive it', async ({ backend, lea, openApp }) => {
    const way = await cuttingProxy(backend.url)
    way.cutAll(/^GET \/api\/v1\/flows\//)
    const hugo = new Agent(await openApp(way.url))
    const { page } = hugo
    await hugo.signIn('hugo@numi.example')
    await gives(lea, 'Hugo B.')
    await hugo.presses(`Prendre l’appel de ${sophie.displayName}`)
    await page.getByRole('heading', { name: 'Pris, pas encore arrivés sur ce poste' }).waitFor()
    await page.getByText('Confié par Léa M.').waitFor()
    await lea.page.getByText('confié à Hugo B.').waitFor()
    await hugo.at.isForEverybody('pas-encore-arrive')
    await hugo.presses(`Rendre l’appel de ${sophie.displayName}`)
    await page.getByText('L’appel est rendu : il est proposé comme avant, Léa M. le voit.').waitFor()
    await lea.page.getByText('rendu', { exact: true }).waitFor()
    await lea.at.isForEverybody('rendu')
    await lea.presses(`Reprendre l’appel de ${sophie.displayName}`)
    await lea.page.getByText(/^en attente depuis/).waitFor()
    await lea.takesUp(sophie.displayName)
    await lea.isAt('describe')
    expect(await lea.typed('describe', 'errorMessage')).toBe('Erreur 500 au chargement')
  })

  it('stays where it is without the network, and says so', async ({ backend, lea }) => {
    await backend.cut()
    await lea.page.getByRole('button', { name: /^Confier à un collègue l’appel de/ }).click()
    await lea.page.getByText('Vos collègues n’ont pas pu être lus').waitFor()
    await lea.at.isForEverybody('confier-hors-ligne')
    await lea.page.getByRole('button', { name: 'Garder l’appel' }).click()
    await lea.takesUp(sophie.displayName)
    await lea.isAt('describe')
  })
})
