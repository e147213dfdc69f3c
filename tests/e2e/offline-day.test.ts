import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import {
  agents,
  type ContractBackend,
  refuses,
  startContractBackend,
} from '../main/station/support/contract-backend.ts'
import { Agent } from './agent.ts'
import { closeBrowser, host, openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { eventually } from './eventually.ts'
import { Platform } from './world.ts'

const definition = await readFlow('flows/bug-technique')

afterAll(closeBrowser)

const ticketsOf = (page: Page) => page.getByRole('region', { name: 'Tickets', exact: true })

/** A call of somebody whose account cannot be looked up, up to its ticket. */
async function leadToTicket(agent: Agent, name: string, email = 'paulette@laposte.example') {
  await agent.startCall()
  await agent.isAt('identify')
  await agent.types('identify', 'contact.name', name)
  await agent.types('identify', 'contact.email', email)
  await agent.answers('identify', 'identify.unknown-with-email')
  await agent.isAt('greet')
  await agent.answers('greet', 'greet.confirm')
  await agent.isAt('describe')
  await agent.types('describe', 'errorMessage', 'Erreur 500')
  await agent.answers('describe', 'describe.error-message')
}

async function leadToEnd(agent: Agent) {
  await agent.isAt('status-unknown')
  await agent.answers('status-unknown', 'status-unknown.cannot')
  await agent.isAt('escalate')
  await agent.answers('escalate', 'escalate.nothing-urgent')
  await agent.isAt('ticket-form')
  await agent.answers('ticket-form', 'ticket-form.file')
  await agent.isAt('persisting')
}

describe(`a day that starts without the service (${host})`, () => {
  let backend: TestBackend
  let app: TestApp
  let agent: Agent

  beforeEach(async () => {
    backend = await TestBackend.start()
    app = await openApp(backend.url)
    agent = new Agent(() => app.page, definition)
    await agent.signIn()
    await app.page.keyboard.press('Alt+3')
    await app.page.getByText('constaté').first().waitFor()
    await backend.cut()
    await app.crashAndReopen()
  })

  afterEach(async () => {
    await app.close()
    await backend.remove()
  })

  it('everything that a call needs is there, said as it is, and delivered once when the service is back', async () => {
    const { page } = app
    await agent.signIn()
    await page.getByText('Service injoignable').waitFor()
    await leadToTicket(agent, 'Paulette Vasseur')
    await agent.isAt('status-unknown')
    await page.keyboard.press('Alt+p')
    await agent.takesUp('Paulette Vasseur')
    await leadToEnd(agent)
    expect(await agent.says()).toContain('par email')
    expect(await agent.says()).not.toContain('INC-')

    await page.keyboard.press('Alt+2')
    await ticketsOf(page).getByText('provisoire – non transmis').first().waitFor()
    await page.keyboard.press('Alt+3')
    await page.locator('#ecran').getByText('périmé').filter({ visible: true }).first().waitFor()
    expect(await page.getByText('Opérationnel', { exact: true }).count()).toBe(0)
    await page.keyboard.press('Alt+4')
    await page.getByText('Vérifier le dashboard « Statut Plateforme »').first().waitFor()
    await page.getByRole('button', { name: 'Oui, cet article m’a été utile' }).first().click()
    await page.getByText('Votre avis est gardé et sera transmis').first().waitFor()

    await backend.resume()
    await page.keyboard.press('Alt+2')
    await page
      .getByText(/INC-\d{8}-\d{4}/)
      .filter({ visible: true })
      .first()
      .waitFor()
    await page.getByText('En ligne').waitFor()
    await eventually(async () => ((await page.getByText('tout est envoyé').count()) === 1 ? true : null))
    const tickets = await new Platform(backend).tickets()
    expect(tickets.filter(({ contact }) => contact.name === 'Paulette Vasseur')).toHaveLength(1)
    // The morning's session was the desktop's last one: a token that still holds is confirmed, nothing is asked again.
    expect(await page.getByText('ne reconnaît plus votre session').count()).toBe(0)
  })
})

describe(`a service that says no (${host})`, () => {
  let backend: ContractBackend
  let app: TestApp
  let agent: Agent

  beforeEach(async () => {
    backend = await startContractBackend()
    app = await openApp(backend.url)
    agent = new Agent(() => app.page, definition)
    await app.page.getByLabel('Adresse email').fill(agents.lea.user.email)
    await app.page.getByLabel('Mot de passe', { exact: true }).fill(agents.lea.password)
    await app.page.keyboard.press('Enter')
  })

  afterEach(async () => {
    await app.close()
    await backend.stop()
  })

  it('a refused ticket is corrected on its screen and goes again, once', async () => {
    const { page } = app
    const refusal = refuses('invalid-input')
    const fields = [{ path: 'contact.email', message: 'Cette adresse n’existe pas.' }]
    backend.next('fileTicket', { ...refusal, body: { ...(refusal.body as object), fields } })
    await leadToTicket(agent, 'Paul Morin', 'paul@laposte.ent')
    await leadToEnd(agent)
    await page.keyboard.press('Alt+2')
    await ticketsOf(page).getByText('Paul Morin').first().click()
    await page.getByText('Cette adresse n’existe pas.').waitFor()
    await page.getByRole('button', { name: 'Corriger', exact: true }).click()
    await page.getByLabel('Email').fill('paul@laposte.example')
    await page
      .getByRole('button', { name: /^(Corriger et renvoyer|Renvoyer|Envoyer)/ })
      .last()
      .click()
    await ticketsOf(page).getByText('INC-20251219-0001').first().waitFor()
    expect(backend.of('fileTicket')).toMatchObject([
      { body: { contact: { email: 'paul@laposte.ent' } } },
      { body: { contact: { email: 'paul@laposte.example' } } },
    ])
    expect(backend.tickets.size).toBe(1)
  })

  it('a session and a delivery token that it revoked are said, and a password gets everything going again', async () => {
    const { page } = app
    await page.getByRole('heading', { name: 'Nouvel appel' }).waitFor()
    backend.revoke('session-Léa-1')
    backend.revoke('delivery-Léa-1')
    await leadToTicket(agent, 'Paul Morin')
    await leadToEnd(agent)
    backend.cutFeeds()
    await page.getByText('Le service ne reconnaît plus votre session.').waitFor()
    await page.getByText('En ligne').waitFor()
    await page.keyboard.press('Alt+2')
    await ticketsOf(page).getByText('Paul Morin').first().click()
    await page.getByText('il partira une fois que vous vous serez reconnecté').waitFor()
    await page.getByRole('button', { name: 'Se reconnecter' }).click()
    await page.getByLabel('Mot de passe', { exact: true }).fill(agents.lea.password)
    await page.keyboard.press('Enter')
    await ticketsOf(page).getByText('INC-20251219-0001').first().waitFor()
    expect(await page.getByText('ne reconnaît plus votre session').count()).toBe(0)
    expect(backend.tickets.size).toBe(1)
  })
})
