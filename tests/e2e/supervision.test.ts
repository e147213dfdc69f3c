import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import type { StationHost } from '#station/station.ts'
import { stateWhere } from '../main/station/support/ask.ts'
import { startCall } from '../main/station/support/led-call.ts'
import { host, type TestApp } from './app.ts'
import { eventually } from './eventually.ts'
import { itInTurn as it } from './workplaces.ts'

const comment = 'Très bon accueil ; pense à proposer la navigation privée.'

describe(`a supervisor’s day, by keyboard alone (${host})`, () => {
  let page: Page

  it.beforeAll(async ({ backend, platform, openColleague, app }) => {
    await platform.becomes({ incident: 'confirmed', workaround: true, mobileApp: 'up', estimate: true })
    await threeCalls(await openColleague('lea@numi.example'), await openColleague('hugo@numi.example'))
    await eventually(async () => (await backend.as('claire@numi.example', 'countCalls', { query: {} })).count === 3)
    await platform.becomes({ incident: 'none', workaround: false, mobileApp: 'up', estimate: false })
    page = app.page
  })

  it('finds a call, reads and reviews it, and its agent reads what is said of it', async ({ backend, openApp }) => {
    await signsIn(page, 'claire')
    await page.keyboard.press('Alt+7')
    await counts('3 appels')

    // Accents, capitals, elisions and apostrophes do not count.
    await writes(page, page.getByRole('searchbox', { name: 'Chercher dans les appels' }), "L'ÉLEMENT d'accueil")
    await counts('1 appel')
    await writes(page, page.getByRole('searchbox', { name: 'Chercher dans les appels' }), '')
    await counts('3 appels')
    await picks('Agent', 'Léa M.')
    await counts('2 appels')
    await picks('Issue', 'Résolu')
    await counts('1 appel')

    await presses(page, page.getByRole('button', { name: /^Vues/ }))
    await writes(page, page.getByRole('textbox', { name: /Garder la recherche/ }), 'Résolus de Léa')
    await presses(page, page.getByRole('button', { name: 'Garder', exact: true }))
    await page.getByRole('button', { name: 'Vues (1)' }).waitFor()

    await reaches(page, page.getByRole('grid', { name: 'Appels' }))
    await page.getByRole('row', { name: /Étienne D\./ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /^Appel du/ }).waitFor()
    await page.getByText('L’élément d’accueil reste vide').waitFor()
    await page.getByText('C’est fait', { exact: true }).waitFor()
    const beside = page.getByRole('complementary', { name: 'Cet appel' })
    await beside.getByText('Erreur 502 Bad Gateway, depuis le').waitFor()
    await beside.getByText('Un parcours modèle.').waitFor()
    await beside.getByRole('button', { name: 'Voir ce que Claire D. a consulté' }).waitFor()
    await goesToTab('Le parcours dessiné')
    await page.getByRole('button', { name: /étape 7 de l’appel/ }).waitFor()

    await goesToTab('Évaluation')
    const criteria = await eventually(async () => {
      const found = await page.getByRole('tabpanel').getByRole('radiogroup').all()
      return found.length > 0 ? found : null
    })
    for (const criterion of criteria) {
      await reaches(page, criterion.getByRole('radio').first())
      await page.keyboard.press('Space')
    }
    await writes(page, page.getByRole('textbox', { name: 'Commentaire à l’agent' }), comment)
    await presses(page, page.getByRole('button', { name: 'Enregistrer l’évaluation' }))
    await page.getByRole('tab', { name: 'Évaluation : 20/20' }).waitFor()
    await page.getByText('Changer votre évaluation').waitFor()

    const { page: lea, isForEverybody } = await openApp(backend.url)
    await signsIn(lea, 'lea')
    await lea.getByText('évaluation à lire').waitFor()
    await lea.keyboard.press('Alt+7')
    await reaches(lea, lea.getByRole('tab', { name: 'Mes appels' }))
    await lea.keyboard.press('ArrowRight')
    await lea.getByRole('button', { name: comment }).waitFor()
    await isForEverybody('evaluations-a-lire')
    await presses(lea, lea.getByRole('button', { name: comment }))
    await reaches(lea, lea.getByRole('tab', { name: 'Ce qui s’est dit' }))
    await lea.keyboard.press('End')
    await presses(lea, lea.getByRole('button', { name: 'J’en ai pris connaissance' }))
    await lea.getByText('Vous en avez pris connaissance').waitFor()

    await presses(page, page.getByRole('button', { name: 'Revenir à la liste' }))
    await goesToTab('Évaluations')
    await page.getByText('Lue', { exact: true }).waitFor()
  })

  it('looks from above: the calls as a file, agents, the script, indicators, the month on paper', async ({ app }) => {
    await goesToTab('Appels')
    await presses(page, page.getByRole('button', { name: /^Vues/ }))
    await presses(page, page.getByRole('button', { name: 'Résolus de Léa', exact: true }))
    await counts('1 appel')
    const { name, content } = await app.fileKept(() => presses(page, page.getByRole('button', { name: /CSV/ })))
    expect(name).toMatch(/^appels \d{4}-\d\d-\d\d\.csv$/)
    const lines = content.toString().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(/^\uFEFFJour;Heure de fin;Agent;Client;/)
    expect(lines[1]).toMatch(/;Léa M\.;Étienne D\.;Téléphone;.*;Résolu;.*;1 2B 5;;20;/)

    await goesToTab('Agents')
    const figures = page.getByRole('region', { name: 'Chiffres par agent' })
    await figures.getByRole('row', { name: /Léa M\. 2 / }).waitFor()
    await figures.getByRole('row', { name: /^Ensemble 3 / }).waitFor()
    await presses(page, page.getByRole('button', { name: 'Voir les appels de Léa M.' }))
    await counts('2 appels')

    await goesToTab('Le script vu d’en haut')
    await page.getByText('3 appels, sur le dessin de la version').waitFor()
    const step = page.getByRole('region', { name: 'Étape choisie' })
    await step.getByText('3 (100 %)').waitFor()
    const drawing = page.getByRole('region', { name: 'Dessin du script' })
    await presses(page, drawing.getByRole('button', { name: /, 2 passages/ }).first())
    await step.getByText('2 (66,7 %)').waitFor()
    await presses(page, step.getByRole('button', { name: 'Voir ces appels' }))
    await page.getByRole('list', { name: 'Filtres appliqués' }).getByText('passé par l’étape').waitFor()

    await page.keyboard.press('Alt+8')
    await reaches(page, page.getByRole('tab', { name: /MTTR/ }))
    await page.getByText('Formule', { exact: true }).waitFor()
    await presses(page, page.getByRole('region', { name: 'Événements' }).getByRole('button', { name: /Erreur 502/ }))
    await page.getByRole('heading', { name: /Erreur 502/ }).waitFor()
    await page.keyboard.press('Alt+8')
    expect(await paper(app)).toContain(host === 'web' ? 'Rapport des indicateurs' : '%PDF')
  })

  /** What is printed, or the beginning of the PDF file that the desktop app keeps. */
  async function paper(app: TestApp): Promise<string> {
    if (host === 'electron') {
      const { name, content } = await app.fileKept(async () => {
        await presses(page, page.getByRole('button', { name: /en PDF$/ }))
        // Once it is told to be there: before that, the file may be half written.
        await page.getByText('Le rapport est enregistré.').waitFor()
      })
      expect(name).toMatch(/^Indicateurs .*\.pdf$/)
      return content.subarray(0, 8).toString()
    }
    const printed = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          window.print = () => resolve(document.querySelector('[data-printed]')?.textContent ?? '')
        }),
    )
    await presses(page, page.getByRole('button', { name: 'Imprimer le rapport' }))
    return printed
  }

  /** Léa's two calls and one of Hugo's, led to their end at their own workplaces while the platform is disturbed. */
  async function threeCalls(lea: StationHost, hugo: StationHost): Promise<void> {
    await resolves(lea, 'Étienne D.', 'L’élément d’accueil reste vide')
    const gone = await startCall(lea, 'bug-technique')
    for (const answer of ['caller-gone', 'gone.end', 'wrap-up-gone.hung-up']) await gone.answers(answer)
    await resolves(hugo, 'Nadia T.', 'Page blanche')
    for (const station of [lea, hugo]) await stateWhere(station, ({ outbox }) => outbox.waiting === 0)
  }

  async function counts(words: string): Promise<void> {
    await page.getByRole('status').getByText(words, { exact: true }).waitFor()
  }

  async function picks(label: string, choice: string): Promise<void> {
    await presses(page, page.getByRole('button', { name: new RegExp(`${label}$`) }))
    await page.getByRole('listbox').waitFor()
    for (let moves = 0; !(await hasFocus(page.getByRole('option', { name: choice, exact: true }))); moves++) {
      if (moves > 20) throw new Error(`no arrow leads to ${choice}`)
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
  }

  /** From the tab that is selected, by the arrows. */
  async function goesToTab(name: string): Promise<void> {
    const tab = page.getByRole('tab', { name, exact: true })
    await tab.waitFor()
    await reaches(page, page.getByRole('tablist').filter({ has: tab }).getByRole('tab', { selected: true }))
    for (let moves = 0; (await tab.getAttribute('aria-selected')) !== 'true'; moves++) {
      if (moves > 8) throw new Error(`no arrow leads to the tab ${name}`)
      await page.keyboard.press('ArrowRight')
    }
  }
})

/** A call about a page that stays blank, which emptying the cache mends. */
async function resolves(station: StationHost, client: string, errorMessage: string): Promise<void> {
  const call = await startCall(station, 'bug-technique')
  await call.answers('identify.unknown-without-email', { 'contact.name': client })
  await call.answers('greet.confirm')
  await call.answers('describe.blank-page', { errorMessage, notes: 'Un parcours modèle.' })
  for (const answer of ['browser.chrome-edge', 'other-sites.yes', 'clear-cache.done']) await call.answers(answer)
  for (const answer of ['retry-portal.works', 'resolved.end', 'wrap-up-resolved.cache']) await call.answers(answer)
}

async function signsIn(page: Page, who: string): Promise<void> {
  await writes(page, page.getByLabel('Adresse email'), `${who}@numi.example`)
  await writes(page, page.getByLabel('Mot de passe', { exact: true }), demoPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Écrans' }).waitFor()
}

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((one) => one === document.activeElement)

/** Gives it the focus, by the key that everybody has for it. */
async function reaches(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let tabs = 0; !(await hasFocus(target)); tabs++) {
    if (tabs > 150) throw new Error(`no Tab leads to ${target}`)
    await page.keyboard.press('Tab')
  }
}

async function presses(page: Page, target: Locator): Promise<void> {
  await reaches(page, target)
  await page.keyboard.press('Enter')
}

async function writes(page: Page, target: Locator, text: string): Promise<void> {
  await reaches(page, target)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.type(text)
}
