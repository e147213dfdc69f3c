import { describe, expect } from 'vitest'
import { stepChoices } from '../../src/renderer/script/step-choices.ts'
import { type Agent, definition } from './agent.ts'
import { host } from './app.ts'
import { it } from './workplaces.ts'

const before = 'Quel navigateur utilisez-vous'
const after = 'Avec quel navigateur êtes-vous'
const added = 'Un autre, récent'

describe(`a step said to be wrong is written again, read by another, published and rolled back (${host})`, () => {
  it('by keyboard, while a call in progress keeps its own version', { timeout: 300_000 }, async ({ app, agent }) => {
    const { page, isForEverybody } = app
    // A hotliner in the middle of a call says that the step is wrong.
    await agent.signIn()
    await leadsToBrowser(agent, 'Paulette Vasseur')
    await page.keyboard.press('Alt+s')
    await page.getByRole('textbox', { name: /Qu’est-ce qui ne va pas/ }).waitFor()
    await page.keyboard.type('Il manque les autres navigateurs.')
    await isForEverybody('etape-fausse')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Merci. Votre remarque est gardée').first().waitFor()
    await agent.savesEverything()
    await agent.parks()

    // A trainer reads it, with the way of the call, and opens the step where it is written.
    await takesOver(agent, 'thomas@numi.example')
    await opens(agent, 'Retours des agents')
    await page.getByText('Il manque les autres navigateurs.').waitFor()
    await page.getByText('Le chemin de l’appel jusque-là').press('Enter')
    expect(await page.getByText('Paulette').count()).toBe(0)
    await isForEverybody('retours')
    await agent.presses('Modifier cette étape')

    // A sentence changed, an answer added that leads where it may not: the proof fails, its way is played.
    const aside = page.getByRole('complementary', { name: 'Étape choisie' })
    await aside.getByRole('textbox', { name: 'À dire' }).fill(`${after} : Chrome, Firefox, Safari, Edge ?`)
    await aside.getByRole('textbox', { name: 'Nouvelle réponse' }).fill(added)
    await leadsTo(agent, 'Où mène la nouvelle réponse', 'incident')
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
    await leadsTo(agent, `Où mène la réponse ${number}`, 'other-sites')
    await page.getByText('Prouvé', { exact: true }).waitFor()
    await isForEverybody('script-prouve')
    await agent.presses('Proposer à la relecture')
    await page.getByRole('textbox', { name: 'Pourquoi ce changement' }).fill('Les autres navigateurs manquaient.')
    await isForEverybody('script-proposer')
    await agent.presses('Proposer')
    await page.getByText('Une autre personne que vous doit la relire.').waitFor()
    await opens(agent, 'Retours des agents')
    await page.getByRole('textbox', { name: /Un mot à qui l’a écrit/ }).fill('Ajouté dans la prochaine version.')
    await agent.presses('Marquer comme traitée')
    await page.getByText('La remarque est traitée.').first().waitFor()

    // Another person reads it, finds it good and publishes it.
    await takesOver(agent, 'paul@numi.example')
    await opens(agent, 'Versions du script')
    await page.getByRole('article', { name: 'Version 4' }).getByText(added, { exact: false }).first().waitFor()
    await isForEverybody('versions')
    await agent.presses('Trouver bonne')
    await agent.presses('Publier')
    await page
      .getByText(/La version 4 est publiée/)
      .first()
      .waitFor()

    // The hotliner reads the answer; the call in progress is as it was, the next one has the new version.
    await takesOver(agent, 'lea@numi.example')
    await page.getByText('Une de vos remarques a été traitée.').waitFor()
    await agent.presses('Lire la réponse')
    await page.getByText('Ajouté dans la prochaine version.', { exact: false }).waitFor()
    await isForEverybody('faq-remarques')
    await agent.presses('J’ai lu la réponse')
    await page.getByText('Traitée', { exact: true }).waitFor()
    await page.keyboard.press('Alt+1')
    await agent.takesUp('Paulette Vasseur')
    await agent.isAt('browser')
    expect(await agent.says()).toContain(before)
    expect(await page.getByText(added).count()).toBe(0)
    await agent.parks()
    await leadsToBrowser(agent, 'Madeleine Roy')
    expect(await agent.says()).toContain(after)
    await page.getByRole('region', { name: 'Étape en cours' }).getByText(added).waitFor()
    await agent.parks()

    // Rolled back: the next call has the script as it was, the one begun with the other keeps it.
    await takesOver(agent, 'paul@numi.example')
    await opens(agent, 'Versions du script')
    await agent.presses('Retirer…')
    await agent.presses('Retirer')
    await page.getByText('Retirée', { exact: true }).first().waitFor()
    await takesOver(agent, 'lea@numi.example')
    await leadsToBrowser(agent, 'Josette Blanc')
    expect(await agent.says()).toContain(before)
    await agent.parks()
    await agent.takesUp('Madeleine Roy')
    await agent.isAt('browser')
    expect(await agent.says()).toContain(after)
  })
})

async function takesOver(agent: Agent, email: string): Promise<void> {
  await agent.signOut()
  await agent.signIn(email)
}

/** Opens what the trainers' palette names. */
async function opens(agent: Agent, command: string): Promise<void> {
  await agent.page.keyboard.press('Alt+6')
  await agent.page.getByRole('heading', { name: /^Script : |^Versions|^Retours/ }).waitFor()
  await agent.runs(command)
}

/** Finds a step by its words, as one types them. */
async function leadsTo({ page }: Agent, label: string, stepId: string): Promise<void> {
  const words = stepChoices(definition)[stepId] ?? ''
  await page.getByRole('combobox', { name: label }).fill(words)
  await page.getByRole('option', { name: words, exact: true }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
}

async function leadsToBrowser(agent: Agent, name: string): Promise<void> {
  await agent.takesCallOfUnknown(name)
  await agent.answers('describe.blank-page')
  await agent.isAt('browser')
}
