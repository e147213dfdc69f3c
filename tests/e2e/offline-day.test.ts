import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { agents, refuses, startContractBackend } from '../main/station/support/contract-backend.ts'
import { Agent } from './agent.ts'
import { host } from './app.ts'
import { eventually } from './eventually.ts'
import { it } from './workplaces.ts'

const ticketsOf = (page: Page) => page.getByRole('region', { name: 'Tickets', exact: true })

/** A call of somebody whose account cannot be looked up, up to its ticket. */
async function leadToTicket(agent: Agent, name: string, email?: string) {
  await agent.takesCallOfUnknown(name, email)
  await agent.types('describe', 'errorMessage', 'Erreur 500')
  await agent.answers('describe.error-message')
}

async function leadToEnd(agent: Agent) {
  await agent.answers('status-unknown.cannot', 'escalate.nothing-urgent', 'ticket-form.file')
  await agent.isAt('persisting')
}

describe(`a day that starts without the service (${host})`, () => {
  it.beforeEach(async ({ backend, app, agent }) => {
    await agent.signIn()
    await app.page.keyboard.press('Alt+3')
    await app.page.getByText('constaté').first().waitFor()
    await backend.cut()
    await app.crashAndReopen()
  })

  it('everything that a call needs is there, said as it is, and delivered once when the service is back', async ({
    backend,
    platform,
    app,
    agent,
  }) => {
    const { page } = app
    await agent.signIn()
    await page.getByText('Service injoignable').waitFor()
    await leadToTicket(agent, 'Paulette Vasseur')
    await agent.isAt('status-unknown')
    await agent.parks()
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
    await eventually(async () => (await page.getByText('tout est envoyé').count()) === 1)
    const tickets = await platform.tickets()
    expect(tickets.filter(({ contact }) => contact.name === 'Paulette Vasseur')).toHaveLength(1)
    // The morning's session was the desktop's last one: a token that still holds is confirmed, nothing is asked again.
    expect(await page.getByText('ne reconnaît plus votre session').count()).toBe(0)
  })
})

const atContract = it
  .extend('contract', async ({ onTestFinished }) => {
    const contract = await startContractBackend()
    onTestFinished(() => contract.stop())
    return contract
  })
  .extend('agent', async ({ contract, openApp }) => new Agent(await openApp(contract.url)))

describe(`a service that says no (${host})`, () => {
  atContract.beforeEach(({ agent }) => agent.signIn(agents.lea.user.email, agents.lea.password))

  atContract('a refused ticket is corrected on its screen and goes again, once', async ({ contract, agent }) => {
    const { page } = agent
    const refusal = refuses('invalid-input')
    const fields = [{ path: 'contact.email', message: 'Cette adresse n’existe pas.' }]
    contract.next('fileTicket', { ...refusal, body: { ...(refusal.body as object), fields } })
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
    expect(contract.of('fileTicket')).toMatchObject([
      { body: { contact: { email: 'paul@laposte.ent' } } },
      { body: { contact: { email: 'paul@laposte.example' } } },
    ])
    expect(contract.tickets.size).toBe(1)
  })

  atContract(
    'a session and a delivery token that it revoked are said, and a password gets everything going again',
    async ({ contract, agent }) => {
      const { page } = agent
      contract.revoke('session-Léa-1')
      contract.revoke('delivery-Léa-1')
      await leadToTicket(agent, 'Paul Morin')
      await leadToEnd(agent)
      contract.cutFeeds()
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
      expect(contract.tickets.size).toBe(1)
    },
  )
})
