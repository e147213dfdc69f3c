import type { Locator, Page } from 'playwright-core'
import { demoAgents, demoPassword } from '#backend/demo/agents.ts'
import { readFlow } from '#node/flows/read.ts'
import type { TestApp } from './app.ts'
import type { Caller } from './world.ts'

/** The script that the demonstration's agents follow. */
export const definition = await readFlow('flows/bug-technique')

/** Somebody of the demonstration at their workplace: what they do, by keyboard where the app offers a key. */
export class Agent<Workplace extends { page: Page } = TestApp> {
  readonly at: Workplace
  #lastKey = ''
  #lastPress = 0

  constructor(at: Workplace) {
    this.at = at
  }

  /** Read at each use: the app may have been opened again since. */
  get page(): Page {
    return this.at.page
  }

  /** Signs in, up to the screen that they start on. */
  async signIn(email = 'lea@numi.example', password = demoPassword): Promise<void> {
    await this.page.getByLabel('Adresse email').fill(email)
    await this.page.getByLabel('Mot de passe', { exact: true }).fill(password)
    await this.page.keyboard.press('Enter')
    const isTechnician = demoAgents.some((one) => one.email === email && one.role === 'technician')
    const name = isTechnician ? 'Incidents techniques en cours' : 'Nouvel appel'
    await this.page.getByRole('heading', { name }).waitFor()
  }

  async signOut(): Promise<void> {
    await this.runs('Se déconnecter')
    await this.presses('Se déconnecter')
    await this.page.getByLabel('Adresse email').waitFor()
  }

  /** Presses a button by its key, once it hears it. */
  async presses(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name, exact: true, disabled: false }).first().press('Enter')
  }

  /** Has the palette find a command by its words, and runs it. */
  async runs(command: string): Promise<void> {
    await this.page.keyboard.press('Control+k')
    await this.page.getByRole('dialog').waitFor()
    await this.page.keyboard.type(command)
    await this.page.getByRole('menuitem', { name: command }).first().waitFor()
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('searchbox', { name: 'Chercher une commande' }).waitFor({ state: 'detached' })
  }

  async startCall(channel: 'phone' | 'written' = 'phone'): Promise<void> {
    await this.page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()
    await this.#strikes(channel === 'phone' ? 'Digit1' : 'Digit2')
    await this.#step().waitFor()
  }

  /** Takes a call from somebody who has an account, up to what they see. */
  async takesCallOf({ query, displayName }: Caller): Promise<void> {
    await this.startCall()
    await this.picks(query, displayName)
    await this.answers('greet.confirm')
    await this.isAt('describe')
  }

  /** Takes a call from somebody whom no search finds, up to what they see. */
  async takesCallOfUnknown(name: string, email = 'paulette@laposte.example'): Promise<void> {
    await this.startCall()
    await this.types('identify', 'contact.name', name)
    await this.types('identify', 'contact.email', email)
    await this.answers('identify.unknown-with-email', 'greet.confirm')
    await this.isAt('describe')
  }

  /** Waits until the step shows, everything that came before it committed. */
  async isAt(stepId: string): Promise<void> {
    await this.page.locator(`[data-step="${stepId}"]`).waitFor()
  }

  /** What is to be said now. */
  async says(): Promise<string> {
    return (await this.#step().locator('blockquote').allInnerTexts()).join('\n')
  }

  async types(stepId: string, key: string, text: string): Promise<void> {
    await this.isAt(stepId)
    await this.#field(stepId, key).fill(text)
    await this.page.keyboard.press('Escape')
  }

  /** Finds a client by what they say of themselves, and picks them. */
  async picks(query: string, displayName: string): Promise<void> {
    await this.page.getByLabel('Nom, email ou numéro que donne l’appelant').fill(query)
    await this.page.getByRole('button', { name: displayName }).first().click()
  }

  /** Gives answers one after the other, each at its step, by its key as its place on the screen says. */
  async answers(...answerIds: string[]): Promise<void> {
    for (const answerId of answerIds)
      if (answerId === 'caller-gone') await this.#saysGone()
      else if (answerId in definition.script.anytime) await this.#takesNews()
      else await this.#answers(answerId)
  }

  async #answers(answerId: string): Promise<void> {
    await this.isAt(stepOf(answerId))
    const label = this.page.getByText(labelOf(answerId), { exact: true })
    const button = this.#step().locator('ol button', { has: label })
    const key = (await button.locator('kbd').textContent()) ?? ''
    // Where a code is awaited, its field has the hand.
    await this.page.keyboard.press('Escape')
    await this.#strikes(`Digit${key.trim()}`)
  }

  /** Waits until an answer of a step that has others is the last one given, and the way went on from it. */
  async hasSaid(answerId: string): Promise<void> {
    await this.page.getByText(`Dernière réponse : ${labelOf(answerId)}`, { exact: true }).waitFor()
  }

  /** A key; the same again only after the time that tells two presses from a doubled one. */
  async #strikes(key: string): Promise<void> {
    if (key === this.#lastKey) await this.page.waitForTimeout(Math.max(0, this.#lastPress + 300 - Date.now()))
    await this.page.keyboard.press(key)
    this.#lastKey = key
    // Once the page has taken it: on a busy machine that is later than the press.
    this.#lastPress = Date.now()
  }

  async goesBack(): Promise<void> {
    await this.page.keyboard.press('Backspace')
  }

  async notes(text: string): Promise<void> {
    await this.page.keyboard.press('Alt+n')
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Escape')
  }

  /** What a field of the step holds. */
  async typed(stepId: string, key: string): Promise<string> {
    return this.#field(stepId, key).inputValue()
  }

  /** Waits until nothing typed is still on its way to the disk. */
  async savesEverything(): Promise<void> {
    await this.page.getByText('brouillon enregistré').first().waitFor()
  }

  /** Takes up a parked or interrupted call. */
  async takesUp(clientName: string): Promise<void> {
    const calls = this.page.getByRole('region', { name: 'À reprendre' })
    await calls.getByRole('button', { name: clientName }).first().click()
  }

  /** Joins a screenshot and sees it kept. */
  async attaches(name: string, content: Buffer): Promise<void> {
    await this.offers(name, content)
    await this.page.getByRole('button', { name: `Retirer la capture ${name}` }).waitFor()
  }

  async offers(name: string, content: Buffer): Promise<void> {
    await this.page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'image/png', buffer: content })
  }

  /** Waits until the screen says that the platform has changed during the call. */
  async hearsNews(): Promise<void> {
    await this.page.getByText('en tenir compte').waitFor()
  }

  async #takesNews(): Promise<void> {
    await this.hearsNews()
    await this.page.keyboard.press('i')
  }

  async #saysGone(): Promise<void> {
    await this.page.keyboard.press('Alt+g')
    await this.page.getByRole('button', { name: 'Oui, le client est parti' }).click()
  }

  /** Puts the call in hand on hold. */
  async parks(): Promise<void> {
    await this.page.keyboard.press('Alt+p')
    await this.page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()
  }

  /** The end of the call: how it ended, and the ticket's number if there is one. */
  async sees(closing: string): Promise<Locator> {
    const summary = this.page.getByRole('region', { name: 'Appel terminé' })
    await summary.getByText(`Appel terminé : ${closing.toLowerCase()}`).waitFor()
    return summary
  }

  #field(stepId: string, key: string): Locator {
    const field = definition.script.steps[stepId]?.fields?.find((one) => one.key === key)
    if (!field) throw new Error(`« ${stepId} » n’a pas de champ « ${key} »`)
    return this.#step().getByLabel(field.label, { exact: true })
  }

  #step(): Locator {
    return this.page.getByRole('region', { name: 'Étape en cours' })
  }
}

/** An answer is named after its step: "describe.blank-page". */
const stepOf = (answerId: string): string => answerId.split('.')[0] ?? ''

function labelOf(answerId: string): string {
  const label = definition.script.steps[stepOf(answerId)]?.answers?.[answerId]?.label
  if (label === undefined) throw new Error(`le script n’a pas de réponse « ${answerId} »`)
  return label
}
