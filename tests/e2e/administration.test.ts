import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import { closeBrowser, host, openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { expectByDayAndNight } from './for-everybody.ts'

describe(`an administrator adds an agent, and gives a client their rights (${host})`, () => {
  let backend: TestBackend
  let app: TestApp
  let page: Page

  beforeEach(async () => {
    backend = await TestBackend.start()
    app = await openApp(backend.url)
    page = app.page
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  })

  afterEach(async () => {
    await app.close()
    await backend.remove()
  })

  afterAll(closeBrowser)

  const isForEverybody = (name: string) => expectByDayAndNight(page, name)
  const presses = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().press('Enter')

  async function signsIn(email: string, password = demoPassword): Promise<void> {
    await page.getByLabel('Adresse email').fill(email)
    await page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Écrans' }).waitFor()
  }

  it('by keyboard alone', { timeout: 120_000 }, async () => {
    await signsIn('paul@numi.example')
    await page.keyboard.press('Alt+u')
    await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor()
    await page.getByRole('option', { name: 'Hugo B.' }).waitFor()
    await isForEverybody('gestion-agents')

    // An agent is added by the palette; the first password is shown once.
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('ajouter un agent')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Nom' }).waitFor()
    await page.keyboard.type('Nadia K.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('nadia@numi.example')
    await isForEverybody('gestion-ajout')
    await page.keyboard.press('Enter')
    await page.getByText('ne sera plus affiché').waitFor()
    const password = await page.getByLabel('Mot de passe', { exact: true }).inputValue()
    await isForEverybody('gestion-a-remettre')
    await presses('Je l’ai noté')
    await page.getByRole('complementary').getByRole('heading', { name: 'Nadia K.' }).waitFor()

    // Another is out of the house: disabled, after being told what that does.
    await page.getByRole('option', { name: 'Hugo B.' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('complementary').getByRole('heading', { name: 'Hugo B.' }).waitFor()
    await presses('Désactiver…')
    await page.getByRole('alertdialog').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page
      .getByRole('group', { name: /Désactivés/ })
      .getByText('Hugo B.')
      .waitFor()

    // The last administrator stays.
    await page.getByRole('option', { name: 'Paul A.' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('C’est vous').waitFor()
    await presses('Désactiver…')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Désactiver' }).press('Enter')
    await page.getByText('C’est le dernier administrateur : nommez-en d’abord un autre.').waitFor()

    // A client asks what is held, then to be forgotten.
    await page.getByRole('tab', { name: 'Agents' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: 'Données personnelles', level: 1 }).waitFor()
    await page.getByRole('searchbox', { name: 'Nom, email ou numéro du client' }).focus()
    await page.keyboard.type('sophie.l@exemple.fr')
    await page
      .getByRole('button', { name: /^Sophie L\./ })
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Ce qui est gardé de Sophie L.' }).waitFor()
    await isForEverybody('gestion-donnees')
    if (host === 'web') {
      const saving = page.waitForEvent('download')
      await presses('Exporter en fichier')
      const file = await saving
      expect(file.suggestedFilename()).toMatch(/\.json$/)
      expect(await readFile(await file.path(), 'utf8')).toContain('"first_name": "Sophie"')
    }
    await presses('Effacer…')
    await page.getByRole('region', { name: 'Ce qui serait touché' }).waitFor()
    await page.getByRole('checkbox', { name: /la demande vient bien de Sophie/ }).press('Space')
    await isForEverybody('gestion-effacer')
    await presses('Effacer définitivement')
    await page.getByText('C’est effacé.').waitFor()
    await isForEverybody('gestion-efface')
    await page.getByRole('searchbox', { name: 'Nom, email ou numéro du client' }).fill('sophie.l@exemple.fr')
    await page.getByText('Aucun compte ne correspond.').waitFor()

    // The new agent signs in with what was handed over, and chooses a password that nobody else knows.
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('déconnecter')
    await page.keyboard.press('Enter')
    await presses('Se déconnecter')
    await page.getByLabel('Adresse email').waitFor()
    await signsIn('nadia@numi.example', password)
    expect(await page.getByRole('button', { name: 'Gestion' }).count()).toBe(0)
    await page.keyboard.press('Alt+5')
    await presses('Changer de mot de passe')
    await page.getByLabel('Mot de passe actuel').waitFor()
    await page.keyboard.type(password)
    await page.keyboard.press('Tab')
    const own = 'une phrase à moi seule'
    await page.keyboard.type(own)
    await isForEverybody('reglages-mot-de-passe')
    await page.keyboard.press('Enter')
    await page.getByText('Votre mot de passe est changé.').first().waitFor()
    await page.getByText('En ligne', { exact: true }).waitFor()
    expect(await page.getByText('ne reconnaît plus votre session').count()).toBe(0)
    const opens = (typed: string) =>
      backend.call('openSession', { body: { email: 'nadia@numi.example', password: typed } })
    await expect(opens(password)).rejects.toThrow('401')
    const { token } = await opens(own)
    await expect(backend.call('listUsers', {}, token)).rejects.toThrow('403')
  })
})
