import { v7 as uuid } from 'uuid'
import { describe, expect } from 'vitest'
import type { StationHost } from '#station/station.ts'
import { startCall } from '../main/station/support/led-call.ts'
import { host } from './app.ts'
import type { TestBackend } from './backend.ts'
import { eventually } from './eventually.ts'
import { it } from './workplaces.ts'

const callers = ['Sophie L.', 'Jean P.', 'Amina K.', 'Marc D.', 'Louise B.']

describe(`the portal is overloaded, from the first report to the post-mortem (${host})`, () => {
  it.beforeEach(async ({ backend, openColleague }) => {
    await fiveReports(backend)
    await twoCallsUnderWay(await openColleague('hugo@numi.example'))
  })

  it('is led by one technician, by keyboard alone, and everyone touched is told of its end', async ({
    backend,
    app,
    agent,
  }) => {
    const { page, isForEverybody } = app
    const writes = (label: string, text: string) => page.getByRole('textbox', { name: label, exact: true }).fill(text)
    await agent.signIn('ines@numi.example')
    await page.getByText('7 signalements semblables en 10 minutes, dont 2 appels en cours').waitFor()
    await isForEverybody('incidents')

    // Detection: alike reports are made an incident, read before it is sent.
    await agent.presses('Déclarer un incident')
    await writes('Nature', 'Portail client indisponible')
    await page.getByRole('radiogroup', { name: 'Portail client' }).getByRole('radio').first().press('ArrowLeft')
    await writes('Impact', 'Impossible de se connecter')
    await writes('Utilisateurs touchés, en %', '80')
    await writes('Résolution estimée', '+45')
    const aside = page.getByRole('complementary', { name: 'Ce qui sera dit' })
    await aside.getByText('Impact : Impossible de se connecter', { exact: true }).waitFor()
    await aside
      .getByText(/^⚠️ Incident technique en cours/)
      .first()
      .waitFor()
    await isForEverybody('incident-nouveau')
    await page.keyboard.press('Control+Enter')

    // Investigation and workaround, each with what clients are told.
    await page.getByRole('heading', { name: 'Portail client indisponible', exact: true }).waitFor()
    await page.getByText('INC-MAJOR-001').first().waitFor()
    await page.keyboard.press('Alt+m')
    await writes('Cause', 'Surcharge serveur backend')
    await writes('Workaround', 'Utilisez l’application mobile numi')
    await writes('Assigné à', 'Équipe DevOps')
    await writes('Ce que vous dites aux clients', 'La cause est trouvée : nous ajoutons des serveurs.')
    await aside.getByText('Ce que conseille notre équipe technique').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText('Workaround : Utilisez l’application mobile numi').waitFor()
    await page.keyboard.press('Alt+n')
    await page.keyboard.type('Deux serveurs ajoutés, la charge baisse.')
    await agent.presses('Noter')
    await page.getByText('note, pour l’équipe seule').waitFor()
    await isForEverybody('incident')

    // Resolution: whoever reported it is told.
    await page.keyboard.press('Alt+r')
    await writes('Résolution', 'Optimisation infrastructure + mise à l’échelle')
    await aside
      .getByText(/^✅ Incident résolu/)
      .first()
      .waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText('a déclaré la fin').waitFor()
    expect(await eventually(() => toldOfTheEnd(backend))).toEqual(callers.map(addressOf))

    // Post-mortem: drafted from what happened, completed, kept, published.
    await page.keyboard.press('Alt+o')
    await writes('Mesures préventives', 'Mise à l’échelle automatique avant fin janvier.')
    expect(await page.getByLabel('Déroulement').inputValue()).toContain('cause : Surcharge serveur backend')
    await isForEverybody('post-mortem')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Version 1', { exact: true }).waitFor()
    await agent.presses('Publier à tous les agents')
    await agent.presses('Publier')
    await page.getByText('publiée le').waitFor()
    // In Electron, a dialog of the system asks where: tests/e2e/electron-security.test.ts sees that it may.
    if (host !== 'web') return
    const { name } = await app.fileKept(() => agent.presses('Exporter en Markdown'))
    expect(name).toMatch(/^post-mortem-.+\.md$/)
  })
})

const addressOf = (name: string) => `${name.slice(0, 3).toLowerCase()}@exemple.fr`

async function fiveReports(backend: TestBackend): Promise<void> {
  for (const name of callers)
    await backend.as('lea@numi.example', 'fileTicket', {
      body: {
        ...{ id: uuid(), callId: null, accountId: null, incidentId: null, attachments: [] },
        contact: { name, email: addressOf(name), phone: null },
        ...{ kind: 'system', browser: 'Chrome 131', os: 'Windows 11', errorMessage: 'Erreur 502 Bad Gateway' },
        ...{ page: 'mes tickets', since: '', priority: 'high', tried: [], notes: '', urgentRequest: '' },
        filedAt: new Date().toISOString(),
      },
    })
}

/** Two callers have just said what they see. */
async function twoCallsUnderWay(station: StationHost): Promise<void> {
  for (const name of ['Nadia T.', 'Paul G.']) {
    const call = await startCall(station, 'bug-technique')
    await call.answers('identify.unknown-without-email', { 'contact.name': name })
    await call.answers('greet.confirm')
    await call.answers('describe.error-message', { errorMessage: 'Erreur 502 Bad Gateway', page: 'Mes tickets' })
  }
}

/** The addresses that have received the end; null until all the callers have. */
async function toldOfTheEnd(backend: TestBackend): Promise<string[] | null> {
  const query = { state: 'sent', limit: 200 } as const
  const { notifications } = await backend.as('ines@numi.example', 'listNotifications', { query })
  const told = notifications
    .filter(({ event, audience }) => event === 'resolved' && audience === 'attached')
    .map(({ recipient }) => recipient)
  return told.length < callers.length ? null : callers.map(addressOf).filter((address) => told.includes(address))
}
