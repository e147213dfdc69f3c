import { describe, expect } from 'vitest'
import { host } from './app.ts'
import { it } from './workplaces.ts'

describe(`an administrator adds an agent, and gives a client their rights (${host})`, () => {
  it('by keyboard alone', { timeout: 120_000 }, async ({ backend, app, agent }) => {
    const { page, isForEverybody } = app
    await agent.signIn('paul@numi.example')
    await page.keyboard.press('Alt+u')
    await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor()
    await page.getByRole('option', { name: 'Hugo B.' }).waitFor()
    await isForEverybody('gestion-agents')

    // An agent is added by the palette; the first password is shown once.
    await agent.runs('ajouter un agent')
    await page.getByRole('textbox', { name: 'Nom' }).waitFor()
    await page.keyboard.type('Nadia K.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('nadia@numi.example')
    await isForEverybody('gestion-ajout')
    await page.keyboard.press('Enter')
    await page.getByText('ne sera plus affiché').waitFor()
    const password = await page.getByLabel('Mot de passe', { exact: true }).inputValue()
    await isForEverybody('gestion-a-remettre')
    await agent.presses('Je l’ai noté')
    await page.getByRole('complementary').getByRole('heading', { name: 'Nadia K.' }).waitFor()

    // Another is out of the house: disabled, after being told what that does.
    await page.getByRole('option', { name: 'Hugo B.' }).press('Enter')
    await page.getByRole('complementary').getByRole('heading', { name: 'Hugo B.' }).waitFor()
    await agent.presses('Désactiver…')
    await page.getByRole('alertdialog').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page
      .getByRole('group', { name: /Désactivés/ })
      .getByText('Hugo B.')
      .waitFor()

    // The last administrator stays.
    await page.getByRole('option', { name: 'Paul A.' }).press('Enter')
    await page.getByText('C’est vous').waitFor()
    await agent.presses('Désactiver…')
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
      const { name, content } = await app.fileKept(() => agent.presses('Exporter en fichier'))
      expect(name).toMatch(/\.json$/)
      expect(content.toString()).toContain('"first_name": "Sophie"')
    }
    await agent.presses('Effacer…')
    await page.getByRole('region', { name: 'Ce qui serait touché' }).waitFor()
    await page.getByRole('checkbox', { name: /la demande vient bien de Sophie/ }).press('Space')
    await isForEverybody('gestion-effacer')
    await agent.presses('Effacer définitivement')
    await page.getByText('C’est effacé.').waitFor()
    await isForEverybody('gestion-efface')
    await page.getByRole('searchbox', { name: 'Nom, email ou numéro du client' }).fill('sophie.l@exemple.fr')
    await page.getByText('Aucun compte ne correspond.').waitFor()

    // The new agent signs in with what was handed over, and chooses a password that nobody else knows.
    await agent.signOut()
    await agent.signIn('nadia@numi.example', password)
    expect(await page.getByRole('button', { name: 'Gestion' }).count()).toBe(0)
    await page.keyboard.press('Alt+5')
    await agent.presses('Changer de mot de passe')
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
