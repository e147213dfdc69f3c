import type { Locator, Page } from 'playwright-core'
import { demoPassword } from '#backend/demo/agents.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'

/** Léa at her workplace: everything she does, by keyboard where the app offers a key. */
export class Agent {
  readonly #page: () => Page
  readonly #flow: FlowDefinition
  #lastKey = ''
  #lastPress = 0

  /** @param page read at each use: the app may have been opened again since */
  constructor(page: () => Page, flow: FlowDefinition) {
    this.#page = page
    this.#flow = flow
  }

  get page(): Page {
    return this.#page()
  }

  async signIn(email = 'lea@numi.example'): Promise<void> {
    await this.page.getByLabel('Adresse email').fill(email)
    await this.page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword)
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()
  }

  async startCall(channel: 'phone' | 'written' = 'phone'): Promise<void> {
    await this.page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()
    await this.#presses(channel === 'phone' ? 'Digit1' : 'Digit2')
    await this.#step().waitFor()
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
    await this.#field(stepId, key).fill(text)
    await this.page.keyboard.press('Escape')
  }

  /** Finds a client by what they say of themselves, and picks them. */
  async picks(query: string, displayName: string): Promise<void> {
    await this.page.getByLabel('Nom, email ou numéro que donne l’appelant').fill(query)
    await this.page.getByRole('button', { name: displayName }).first().click()
  }

  /** Gives an answer by its key, as its place on the screen says. */
  async answers(stepId: string, answerId: string): Promise<void> {
    if (answerId === 'caller-gone') return this.#saysGone()
    if (answerId in this.#flow.script.anytime) return this.#takesNews()
    const label = this.#flow.script.steps[stepId]?.answers?.[answerId]?.label
    if (label === undefined) throw new Error(`« ${stepId} » n’a pas de réponse « ${answerId} »`)
    const button = this.#step().locator('ol button', { has: this.page.getByText(label, { exact: true }) })
    await button.waitFor()
    const key = (await button.locator('kbd').textContent()) ?? ''
    // Where a code is awaited, its field has the hand.
    await this.page.keyboard.press('Escape')
    await this.#presses(`Digit${key.trim()}`)
  }

  /** Waits until an answer of a step that has others is the last one given, and the way went on from it. */
  async hasSaid(stepId: string, answerId: string): Promise<void> {
    const label = this.#flow.script.steps[stepId]?.answers?.[answerId]?.label ?? ''
    await this.page.getByText(`Dernière réponse : ${label}`, { exact: true }).waitFor()
  }

  /** A key; the same again only after the time that tells two presses from a doubled one. */
  async #presses(key: string): Promise<void> {
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

  /** The end of the call: how it ended, and the ticket's number if there is one. */
  async sees(closing: string): Promise<Locator> {
    const summary = this.page.getByRole('region', { name: 'Appel terminé' })
    await summary.getByText(`Appel terminé : ${closing.toLowerCase()}`).waitFor()
    return summary
  }

  async leavesSummary(): Promise<void> {
    await this.#presses('Digit2')
    await this.page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()
  }

  #field(stepId: string, key: string): Locator {
    const field = this.#flow.script.steps[stepId]?.fields?.find((one) => one.key === key)
    if (!field) throw new Error(`« ${stepId} » n’a pas de champ « ${key} »`)
    return this.#step().getByLabel(field.label, { exact: true })
  }

  #step(): Locator {
    return this.page.getByRole('region', { name: 'Étape en cours' })
  }
}
