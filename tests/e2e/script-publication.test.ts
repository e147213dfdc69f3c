import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { stepChoices } from '../../src/renderer/script/step-choices.ts'
import { Agent } from './agent.ts'
import { closeBrowser, host, openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { expectByDayAndNight } from './for-everybody.ts'

const definition = await readFlow('flows/bug-technique')
const before = 'Quel navigateur utilisez-vous'
const after = 'Avec quel navigateur êtes-vous'
const added = 'Un autre, récent'

describe(`a step said to be wrong is written again, read by another, published and rolled back (${host})`, () => {
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
  })

  afterEach(async () => {
    await app.close()
    await backend.remove()
  })

  afterAll(closeBrowser)

  const isForEverybody = (name: string) => expectByDayAndNight(page, name)

  async function takesOver(email: string): Promise<void> {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('déconnecter')
    await page.keyboard.press('Enter')
    await presses('Se déconnecter')
    await page.getByLabel('Adresse email').waitFor()
    await agent.signIn(email)
  }

  const presses = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().press('Enter')

  /** Opens what the trainers' palette names. */
  async function opens(command: string): Promise<void> {
    await page.keyboard.press('Alt+6')
    await page.getByRole('heading', { name: /^Script : |^Versions|^Retours/ }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type(command)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  /** Finds a step by its words, as one types them. */
  async function leadsTo(label: string, stepId: string): Promise<void> {
    const words = stepChoices(definition)[stepId] ?? ''
    await page.getByRole('combobox', { name: label }).fill(words)
    await page.getByRole('option', { name: words, exact: true }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('option').first().waitFor({ state: 'detached' })
  }

  async function leadsToBrowser(name: string): Promise<void> {
    await agent.startCall()
    await agent.isAt('identify')
    await agent.types('identify', 'contact.name', name)
    await agent.types('identify', 'contact.email', 'paulette@laposte.example')
    await agent.answers('identify', 'identify.unknown-with-email')
    await agent.isAt('greet')
    await agent.answers('greet', 'greet.confirm')
    await agent.isAt('describe')
    await agent.answers('describe', 'describe.blank-page')
    await agent.isAt('browser')
  }

  it('by keyboard, while a call in progress keeps its own version', { timeout: 300_000 }, async () => {
    // A hotliner in the middle of a call says that the step is wrong.
    await agent.signIn()
    await leadsToBrowser('Paulette Vasseur')
    await page.keyboard.press('Alt+s')
    await page.getByRole('textbox', { name: /Qu’est-ce qui ne va pas/ }).waitFor()
    await page.keyboard.type('Il manque les autres navigateurs.')
    await isForEverybody('etape-fausse')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Merci. Votre remarque est gardée').first().waitFor()
    await agent.savesEverything()
    await page.keyboard.press('Alt+p')
    await page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()

    // A trainer reads it, with the way of the call, and opens the step where it is written.
    await takesOver('thomas@numi.example')
    await opens('Retours des agents')
    await page.getByText('Il manque les autres navigateurs.').waitFor()
    await page.getByText('Le chemin de l’appel jusque-là').press('Enter')
    expect(await page.getByText('Paulette').count()).toBe(0)
    await isForEverybody('retours')
    await presses('Modifier cette étape')

    // A sentence changed, an answer added that leads where it may not: the proof fails, its way is played.
    const aside = page.getByRole('complementary', { name: 'Étape choisie' })
    await aside.getByRole('textbox', { name: 'À dire' }).fill(`${after} : Chrome, Firefox, Safari, Edge ?`)
    await aside.getByRole('textbox', { name: 'Nouvelle réponse' }).fill(added)
    await leadsTo('Où mène la nouvelle réponse', 'incident')
    await aside.getByRole('button', { name: 'Ajouter la réponse' }).press('Enter')
    const faults = page.getByRole('list', { name: 'Fautes' })
    await faults
      .getByText(/suppose incident : confirmé/)
      .first()
      .waitFor({ timeout: 120_000 })
    expect(await page.getByRole('button', { name: 'Proposer à la relecture' }).isDisabled()).toBe(true)
    await isForEverybody('script-fautes')
    await faults
      .getByRole('button', { name: /^Jouer le chemin/ })
      .first()
      .press('Enter')
    await page.getByRole('dialog', { name: 'Le chemin qui y mène' }).waitFor()
    await page.keyboard.press('End')
    await page.getByText('La faute', { exact: true }).waitFor()
    await isForEverybody('script-chemin')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    // Mended, it is proven, and proposed with its reason.
    const number = Object.keys(definition.script.steps.browser?.answers ?? {}).length + 1
    await leadsTo(`Où mène la réponse ${number}`, 'other-sites')
    await page.getByText('Prouvé', { exact: true }).waitFor()
    await isForEverybody('script-prouve')
    await presses('Proposer à la relecture')
    await page.getByRole('textbox', { name: 'Pourquoi ce changement' }).fill('Les autres navigateurs manquaient.')
    await isForEverybody('script-proposer')
    await presses('Proposer')
    await page.getByText('Une autre personne que vous doit la relire.').waitFor()
    await opens('Retours des agents')
    await page.getByRole('textbox', { name: /Un mot à qui l’a écrit/ }).fill('Ajouté dans la prochaine version.')
    await presses('Marquer comme traitée')
    await page.getByText('La remarque est traitée.').first().waitFor()

    // Another person reads it, finds it good and publishes it.
    await takesOver('paul@numi.example')
    await opens('Versions du script')
    await page.getByRole('article', { name: 'Version 4' }).getByText(added, { exact: false }).first().waitFor()
    await isForEverybody('versions')
    await presses('Trouver bonne')
    await presses('Publier')
    await page
      .getByText(/La version 4 est publiée/)
      .first()
      .waitFor()

    // The hotliner reads the answer; the call in progress is as it was, the next one has the new version.
    await takesOver('lea@numi.example')
    await page.getByText('Une de vos remarques a été traitée.').waitFor()
    await presses('Lire la réponse')
    await page.getByText('Ajouté dans la prochaine version.', { exact: false }).waitFor()
    await isForEverybody('faq-remarques')
    await presses('J’ai lu la réponse')
    await page.getByText('Traitée', { exact: true }).waitFor()
    await page.keyboard.press('Alt+1')
    await agent.takesUp('Paulette Vasseur')
    await agent.isAt('browser')
    expect(await agent.says()).toContain(before)
    expect(await page.getByText(added).count()).toBe(0)
    await page.keyboard.press('Alt+p')
    await leadsToBrowser('Madeleine Roy')
    expect(await agent.says()).toContain(after)
    await page.getByRole('region', { name: 'Étape en cours' }).getByText(added).waitFor()
    await page.keyboard.press('Alt+p')
    await page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()

    // Rolled back: the next call has the script as it was, the one begun with the other keeps it.
    await takesOver('paul@numi.example')
    await opens('Versions du script')
    await presses('Retirer…')
    await presses('Retirer')
    await page.getByText('Retirée', { exact: true }).first().waitFor()
    await takesOver('lea@numi.example')
    await leadsToBrowser('Josette Blanc')
    expect(await agent.says()).toContain(before)
    await page.keyboard.press('Alt+p')
    await agent.takesUp('Madeleine Roy')
    await agent.isAt('browser')
    expect(await agent.says()).toContain(after)
  })
})
