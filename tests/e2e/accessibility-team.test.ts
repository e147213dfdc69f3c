import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import { readFlow } from '#node/flows/read.ts'
import { openStation } from '#station/station.ts'
import { get } from '../main/station/support/ask.ts'
import { startCall } from '../main/station/support/led-call.ts'
import { Agent } from './agent.ts'
import { closeBrowser, host, openApp, type TestApp } from './app.ts'
import { TestBackend } from './backend.ts'
import { eventually } from './eventually.ts'
import { expectByDayAndNight } from './for-everybody.ts'
import { Platform } from './world.ts'

const definition = await readFlow('flows/bug-technique')
const addresses = {
  supervisor: 'claire@numi.example',
  technician: 'ines@numi.example',
  trainer: 'thomas@numi.example',
} as const

describe.runIf(host === 'web')('a team’s screens are for everybody', () => {
  let backend: TestBackend
  let platform: Platform
  const apps: TestApp[] = []

  beforeAll(async () => {
    backend = await TestBackend.start()
    platform = new Platform(backend)
    await platform.becomes({ incident: 'confirmed', workaround: true, mobileApp: 'up', estimate: true })
    const { page } = await open()
    const agent = new Agent(() => page, definition)
    await agent.signIn()
    await agent.startCall()
    await agent.isAt('identify')
    await agent.answers('identify', 'caller-gone')
    await agent.answers('gone', 'gone.end')
    await agent.answers('wrap-up-gone', 'wrap-up-gone.hung-up')
    await agent.sees('Client parti')
    const token = await tokenOf('supervisor')
    await eventually(async () => ((await backend.call('countCalls', { query: {} }, token)).count > 0 ? true : null))
  })

  afterAll(async () => {
    for (const app of apps) await app.close()
    await backend.remove()
    await closeBrowser()
  })

  const tokenOf = async (role: keyof typeof addresses): Promise<string> =>
    (await backend.call('openSession', { body: { email: addresses[role], password: demoPassword } })).token

  async function open(prepare?: (dataDir: string) => Promise<void>): Promise<TestApp> {
    const app = await openApp(backend.url, prepare)
    apps.push(app)
    await app.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    return app
  }

  async function as(role: keyof typeof addresses): Promise<Page> {
    const { page } = await open()
    await page.getByLabel('Adresse email').fill(addresses[role])
    await page.getByLabel('Mot de passe', { exact: true }).fill(demoPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Écrans' }).waitFor()
    return page
  }

  const isForEverybody = (page: Page, name: string) => expectByDayAndNight(page, name)

  it('a supervisor’s: calls, one call, looks, agents, the flow from above, indicators, incidents, settings', async () => {
    const page = await as('supervisor')
    await page.keyboard.press('Alt+7')
    await page.getByRole('heading', { name: 'Journal des appels' }).waitFor()
    await page.getByRole('row').nth(1).waitFor()
    await isForEverybody(page, 'journal')
    for (const [tab, shown] of [
      ['Évaluations', 'Aucune évaluation'],
      ['Agents', 'Comment ces chiffres sont faits'],
      ['Le script vu d’en haut', 'Période'],
    ] as const) {
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await page.getByText(shown).first().waitFor()
      await isForEverybody(page, `journal-${tab.split(' ').at(-1)?.toLowerCase()}`)
    }
    await page.getByRole('tab', { name: 'Appels', exact: true }).click()
    await page.getByRole('row').nth(1).click()
    await page.getByRole('heading', { name: /^Appel du/ }).waitFor()
    await page.getByText('Consulté par').waitFor()
    await isForEverybody(page, 'journal-appel')
    await page.getByRole('button', { name: 'Voir ce que Claire D. a consulté' }).click()
    await page.getByRole('region', { name: 'Appels consultés' }).waitFor()
    await isForEverybody(page, 'journal-consultations')

    await page.keyboard.press('Alt+8')
    await page.getByRole('tab', { name: /MTTR/ }).waitFor()
    await page.getByRole('region', { name: 'Événements' }).waitFor()
    await isForEverybody(page, 'indicateurs')
    await page.getByRole('button', { name: /Erreur 502/ }).click()
    await page.getByRole('heading', { name: /Erreur 502/ }).waitFor()
    await isForEverybody(page, 'incident-lu')

    await page.keyboard.press('Alt+5')
    await page.getByText('numi Hotliner 0.').waitFor()
    await isForEverybody(page, 'reglages')
    await page.getByText('À propos').scrollIntoViewIfNeeded()
    await isForEverybody(page, 'reglages-a-propos')
    await page.getByRole('button', { name: 'Licences' }).click()
    await page.getByText('logiciels libres').waitFor()
    await isForEverybody(page, 'licences')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Changer d’adresse' }).click()
    await page.getByRole('textbox', { name: 'Adresse du service' }).fill('http://statut.example')
    await page.keyboard.press('Enter')
    await page.getByText('circuleraient en clair').waitFor()
    await isForEverybody(page, 'adresse')
  })

  it('what is joined to a report is one file without anybody’s address', async () => {
    const page = await as('supervisor')
    await page.keyboard.press('Alt+5')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Enregistrer le journal technique' }).click()
    const file = await saving
    expect(file.suggestedFilename()).toMatch(/^numi journal technique \d{4}-\d\d-\d\d\.txt$/)
    const chunks: Buffer[] = []
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    expect(text).toContain('numi Hotliner : 0.')
    expect(text).not.toMatch(/@numi\.example|Claire/)
  })

  it('a technician’s: the desk, one incident, its update, a template, its correction once it is over', async () => {
    const page = await as('technician')
    await page.keyboard.press('Alt+0')
    await page.getByText('Bugs signalés').waitFor()
    await isForEverybody(page, 'tableau-de-bord')
    await page.getByRole('button', { name: 'Voir détails' }).click()
    await page.getByRole('heading', { name: 'Erreur 502 Bad Gateway', level: 1 }).waitFor()
    await isForEverybody(page, 'incident')
    await page.keyboard.press('Alt+m')
    await page.getByLabel('Ce que vous dites aux clients').waitFor()
    await isForEverybody(page, 'incident-mise-a-jour')
    await page.getByRole('button', { name: 'Garder comme modèle' }).click()
    await page.getByRole('textbox', { name: 'Nom du modèle' }).fill('Portail lent')
    await isForEverybody(page, 'modele')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Modifier le modèle' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await isForEverybody(page, 'modele-corrige')

    await platform.becomes({ incident: 'none', workaround: false, mobileApp: 'up', estimate: false })
    await page.getByText('Cet incident est terminé').waitFor()
    await page.getByRole('button', { name: 'Plus tard' }).click()
    await page.getByRole('button', { name: /^Corriger ce qui a été dit/ }).click()
    await page.getByRole('textbox', { name: 'Ce que lisent les clients' }).fill('Redémarrage des serveurs')
    await isForEverybody(page, 'note-corrigee')
    await page.getByRole('button', { name: 'Plus tard' }).click()
    await page.getByRole('button', { name: 'Corriger', exact: true }).click()
    await page.getByLabel('Cause').fill('Disque plein')
    await isForEverybody(page, 'correction')
    const token = await tokenOf('technician')
    const { incidents } = await backend.call('listIncidents', { query: { state: 'ended' } }, token)
    const { id, version } = incidents[0] ?? { id: '', version: 0 }
    const body = { version, cause: 'Surcharge', resolution: 'Serveurs ajoutés', reason: 'Vu avec l’hébergeur' }
    await backend.call('correctIncident', { params: { id }, body }, token)
    await page.getByRole('alert').getByText('Vous avez aussi changé : Cause.').waitFor()
    await isForEverybody(page, 'correction-a-deux')
  })

  it('an agent’s: the calls that were left open', async () => {
    const { page } = await open(leaveACallOpen)
    await new Agent(() => page, definition).signIn()
    await page.getByRole('heading', { name: 'Laissés ouverts, terminés par le poste' }).waitFor()
    await isForEverybody(page, 'laisses-ouverts')
  })

  /** Léa's workplace, five hours ago. */
  async function leaveACallOpen(dataDir: string): Promise<void> {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 5 * 3600_000 })
    const station = await openStation({ dataDir, flowsDir: 'flows', apiUrl: backend.url })
    await get(station, 'session.signIn', { email: 'lea@numi.example', password: demoPassword })
    const call = await startCall(station, 'bug-technique')
    await call.answers('identify.unknown-without-email', { 'contact.name': 'Nadia T.' })
    await station.close()
    vi.useRealTimers()
  }

  it('a trainer’s: the script, its editor, its versions, training', async () => {
    const page = await as('trainer')
    await page.keyboard.press('Alt+6')
    await page.getByRole('region', { name: 'Dessin du script' }).waitFor()
    await isForEverybody(page, 'script')
    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByRole('heading').first().waitFor()
    await isForEverybody(page, 'script-versions')
    await page.getByRole('tab', { name: 'Lire' }).click()
    await page.getByRole('button', { name: 'Modifier' }).first().click()
    await page.getByText(/prouv/i).first().waitFor()
    await isForEverybody(page, 'script-editeur')
    await page.keyboard.press('Alt+9')
    await page.getByRole('option').first().waitFor()
    await isForEverybody(page, 'entrainement-formateur')
  })
})
