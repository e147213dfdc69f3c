import { describe, expect } from 'vitest'
import { host } from './app.ts'
import { eventually } from './eventually.ts'
import { it } from './workplaces.ts'
import { callerOf } from './world.ts'

const sophie = callerOf('sophie')

/** The smallest image a browser calls a PNG. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe(`a call that is disturbed (${host})`, () => {
  it.beforeEach(async ({ agent }) => {
    await agent.signIn()
    await agent.takesCallOf(sophie)
  })

  it('is found again at its step, with every word typed, after the app was killed', async ({ app, agent }) => {
    await agent.types('describe', 'errorMessage', 'Erreur 500 : Internal Server Error')
    await agent.notes('Client très patient, bug reproductible.')
    await agent.savesEverything()
    await app.crashAndReopen()

    await agent.signIn()
    await agent.takesUp(sophie.displayName)
    await agent.isAt('describe')
    expect(await agent.typed('describe', 'errorMessage')).toBe('Erreur 500 : Internal Server Error')
    expect(await app.page.getByRole('textbox', { name: 'Notes du hotliner' }).inputValue()).toBe(
      'Client très patient, bug reproductible.',
    )
  })

  it('goes to its end without the network, and its ticket arrives once when the network is back', async ({
    backend,
    platform,
    app,
    agent,
  }) => {
    await backend.cut()
    await agent.types('describe', 'errorMessage', 'Erreur 500')
    await agent.answers('describe.error-message')
    await agent.isAt('status-unknown')
    await app.page.getByText('Service injoignable').waitFor()
    await agent.answers('status-unknown.cannot', 'escalate.nothing-urgent')
    await agent.isAt('ticket-form')
    await agent.attaches('capture.png', pixel)
    await agent.answers('ticket-form.file')
    await agent.isAt('persisting')
    expect(await agent.says()).not.toContain('INC-')

    await backend.resume()
    const [ticket] = await eventually(async () => {
      const tickets = await platform.tickets()
      return tickets.length === 1 ? tickets : null
    })
    expect(ticket?.errorMessage).toBe('Erreur 500')
    expect(ticket?.attachments.map(({ name }) => name)).toEqual(['capture.png'])
    await app.page.getByText('En ligne').waitFor()
  })

  it('is parked while another is taken, and taken up where it stood', async ({ agent }) => {
    await agent.types('describe', 'page', 'Mes tickets')
    await agent.parks()
    await agent.startCall('written')
    await agent.isAt('identify')
    await agent.parks()
    await agent.takesUp(sophie.displayName)
    await agent.isAt('describe')
    expect(await agent.typed('describe', 'page')).toBe('Mes tickets')
  })

  it('keeps what was typed when the agent goes back', async ({ agent }) => {
    await agent.types('describe', 'since', 'depuis hier soir')
    await agent.answers('describe.blank-page')
    await agent.isAt('browser')
    await agent.goesBack()
    await agent.isAt('describe')
    expect(await agent.typed('describe', 'since')).toBe('depuis hier soir')
  })

  it('answers once when a key is pressed twice', async ({ app, agent }) => {
    await app.page.keyboard.press('Digit2')
    await app.page.keyboard.press('Digit2')
    await agent.isAt('browser')
    await app.page.waitForTimeout(500)
    await agent.isAt('browser')
  })

  it('refuses a file that only claims to be an image, and says why', async ({ app, agent }) => {
    await agent.answers('describe.blank-page')
    await agent.isAt('browser')
    await agent.offers('capture.png', Buffer.from('<html>not an image</html>'))
    await app.page.getByText('Seules les images PNG et JPG sont acceptées.').first().waitFor()
  })
})
