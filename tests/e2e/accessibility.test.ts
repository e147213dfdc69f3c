import { describe } from 'vitest'
import { host } from './app.ts'
import { it } from './workplaces.ts'
import { callerOf } from './world.ts'

describe.runIf(host === 'web')('every screen is for everybody', () => {
  it('from the sign-in to the end of a call, and every other screen', { timeout: 300_000 }, async ({
    app,
    agent,
    platform,
  }) => {
    const { page, isForEverybody } = app
    await page.getByLabel('Adresse email').waitFor()
    await isForEverybody('connexion')
    await agent.signIn()
    await isForEverybody('nouvel-appel')

    await agent.startCall()
    await agent.isAt('identify')
    await page.getByLabel('Nom, email ou numéro que donne l’appelant').fill('Sophie')
    await page.getByText('comptes trouvés').waitFor()
    await isForEverybody('appel-recherche')
    const { query, displayName } = callerOf('sophie')
    await agent.picks(query, displayName)
    await agent.answers('greet.confirm')
    await agent.types('describe', 'errorMessage', 'Erreur 500 : Internal Server Error')
    await isForEverybody('appel-description')

    await platform.becomes({ incident: 'confirmed', workaround: true, mobileApp: 'up', estimate: true })
    await page.getByText('Portail client').first().waitFor()
    await agent.answers('describe.error-message')
    await agent.isAt('incident')
    await isForEverybody('appel-incident')
    await page.keyboard.press('Alt+t')
    await page.getByRole('dialog').waitFor()
    await isForEverybody('appel-ticket')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await agent.answers('incident.report')
    await agent.isAt('workaround')
    await isForEverybody('appel-contournement')
    await agent.answers('workaround.notified')
    await agent.isAt('persisting')
    await isForEverybody('appel-cloture')
    await agent.answers('persisting.end', 'wrap-up-persisting.incident')
    await agent.sees('Problème persistant, suivi par ticket')
    await isForEverybody('appel-termine')

    for (const [key, heading] of [
      ['Alt+2', 'Tickets'],
      ['Alt+3', 'Statut Plateforme'],
      ['Alt+4', 'FAQ incidents techniques'],
      ['Alt+5', 'Réglages'],
      ['Alt+6', 'Script : Bug technique'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('heading', { name: heading }).first().waitFor()
      if (key === 'Alt+6') await page.getByRole('region', { name: 'Dessin du script' }).waitFor()
      await isForEverybody(heading.toLowerCase().replaceAll(' ', '-'))
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await isForEverybody('palette')
    await page.keyboard.press('Escape')

    await page.keyboard.press('Alt+9')
    await page.getByRole('option').first().waitFor()
    await isForEverybody('entrainement')
    await page.getByRole('button', { name: 'S’entraîner' }).click()
    await agent.isAt('identify')
    await isForEverybody('entrainement-appel')
  })
})
