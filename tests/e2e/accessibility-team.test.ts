import { describe, expect, vi } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import { openStation } from '#station/station.ts'
import { get } from '../main/station/support/ask.ts'
import { startCall } from '../main/station/support/led-call.ts'
import { Agent } from './agent.ts'
import { host } from './app.ts'
import { eventually } from './eventually.ts'
import { itInTurn as it } from './workplaces.ts'

const claire = 'claire@numi.example'
const ines = 'ines@numi.example'

describe.runIf(host === 'web')('a team’s screens are for everybody', () => {
  it.beforeAll(async ({ backend, platform, openAs }) => {
    await platform.becomes({ incident: 'confirmed', workaround: true, mobileApp: 'up', estimate: true })
    const agent = await openAs('lea@numi.example')
    await agent.startCall()
    await agent.isAt('identify')
    await agent.answers('caller-gone', 'gone.end', 'wrap-up-gone.hung-up')
    await agent.sees('Client parti')
    await eventually(async () => (await backend.as(claire, 'countCalls', { query: {} })).count > 0)
  })

  it('a supervisor’s: calls, looks, agents, the flow from above, one call', async ({ openAs }) => {
    const { page, at } = await openAs(claire)
    await page.keyboard.press('Alt+7')
    await page.getByRole('heading', { name: 'Journal des appels' }).waitFor()
    await page.getByRole('row').nth(1).waitFor()
    await at.isForEverybody('journal')
    for (const [tab, shown] of [
      ['Évaluations', 'Aucune évaluation'],
      ['Agents', 'Comment ces chiffres sont faits'],
      ['Le script vu d’en haut', 'Période'],
    ] as const) {
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await page.getByText(shown).first().waitFor()
      await at.isForEverybody(`journal-${tab.split(' ').at(-1)?.toLowerCase()}`)
    }
    await page.getByRole('tab', { name: 'Appels', exact: true }).click()
    await page.getByRole('row').nth(1).click()
    await page.getByRole('heading', { name: /^Appel du/ }).waitFor()
    await page.getByText('Consulté par').waitFor()
    await at.isForEverybody('journal-appel')
    await page.getByRole('button', { name: 'Voir ce que Claire D. a consulté' }).click()
    await page.getByRole('region', { name: 'Appels consultés' }).waitFor()
    await at.isForEverybody('journal-consultations')
  })

  it('a supervisor’s: indicators, incidents, settings', async ({ openAs }) => {
    const { page, at } = await openAs(claire)
    await page.keyboard.press('Alt+8')
    await page.getByRole('tab', { name: /MTTR/ }).waitFor()
    await page.getByRole('region', { name: 'Événements' }).waitFor()
    await at.isForEverybody('indicateurs')
    await page.getByRole('button', { name: /Erreur 502/ }).click()
    await page.getByRole('heading', { name: /Erreur 502/ }).waitFor()
    await at.isForEverybody('incident-lu')

    await page.keyboard.press('Alt+5')
    await page.getByText('numi Hotliner 0.').waitFor()
    await at.isForEverybody('reglages')
    await page.getByText('À propos').scrollIntoViewIfNeeded()
    await at.isForEverybody('reglages-a-propos')
    await page.getByRole('button', { name: 'Licences' }).click()
    await page.getByText('logiciels libres').waitFor()
    await at.isForEverybody('licences')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Changer d’adresse' }).click()
    await page.getByRole('textbox', { name: 'Adresse du service' }).fill('http://statut.example')
    await page.keyboard.press('Enter')
    await page.getByText('circuleraient en clair').waitFor()
    await at.isForEverybody('adresse')
  })

  it('what is joined to a report is one file without anybody’s address', async ({ openAs }) => {
    const { page, at } = await openAs(claire)
    await page.keyboard.press('Alt+5')
    const keep = page.getByRole('button', { name: 'Enregistrer le journal technique' })
    const { name, content } = await at.fileKept(() => keep.click())
    expect(name).toMatch(/^numi journal technique \d{4}-\d\d-\d\d\.txt$/)
    expect(content.toString()).toContain('numi Hotliner : 0.')
    expect(content.toString()).not.toMatch(/@numi\.example|Claire/)
  })

  it('a technician’s: the desk, one incident, its update, a template', async ({ openAs }) => {
    const { page, at } = await openAs(ines)
    await page.keyboard.press('Alt+0')
    await page.getByText('Bugs signalés').waitFor()
    await at.isForEverybody('tableau-de-bord')
    await page.getByRole('button', { name: 'Voir détails' }).click()
    await page.getByRole('heading', { name: 'Erreur 502 Bad Gateway', level: 1 }).waitFor()
    await at.isForEverybody('incident')
    await page.keyboard.press('Alt+m')
    await page.getByLabel('Ce que vous dites aux clients').waitFor()
    await at.isForEverybody('incident-mise-a-jour')
    await page.getByRole('button', { name: 'Garder comme modèle' }).click()
    await page.getByRole('textbox', { name: 'Nom du modèle' }).fill('Portail lent')
    await at.isForEverybody('modele')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Modifier le modèle' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await at.isForEverybody('modele-corrige')
  })

  it('a technician’s: the correction of an incident once it is over', async ({ backend, platform, openAs }) => {
    const { page, at } = await openAs(ines)
    await page.getByRole('button', { name: 'Voir détails' }).click()
    await page.getByRole('heading', { name: 'Erreur 502 Bad Gateway', level: 1 }).waitFor()
    await page.keyboard.press('Alt+m')
    await page.getByLabel('Ce que vous dites aux clients').waitFor()
    await platform.becomes({ incident: 'none', workaround: false, mobileApp: 'up', estimate: false })
    await page.getByText('Cet incident est terminé').waitFor()
    await page.getByRole('button', { name: 'Plus tard' }).click()
    await page.getByRole('button', { name: /^Corriger ce qui a été dit/ }).click()
    await page.getByRole('textbox', { name: 'Ce que lisent les clients' }).fill('Redémarrage des serveurs')
    await at.isForEverybody('note-corrigee')
    await page.getByRole('button', { name: 'Plus tard' }).click()
    await page.getByRole('button', { name: 'Corriger', exact: true }).click()
    await page.getByLabel('Cause').fill('Disque plein')
    await at.isForEverybody('correction')
    const { incidents } = await backend.as(ines, 'listIncidents', { query: { state: 'ended' } })
    const { id, version } = incidents[0] ?? { id: '', version: 0 }
    const body = { version, cause: 'Surcharge', resolution: 'Serveurs ajoutés', reason: 'Vu avec l’hébergeur' }
    await backend.as(ines, 'correctIncident', { params: { id }, body })
    await page.getByRole('alert').getByText('Vous avez aussi changé : Cause.').waitFor()
    await at.isForEverybody('correction-a-deux')
  })

  it('an agent’s: the calls that were left open', async ({ backend, openApp }) => {
    const app = await openApp(backend.url, (dataDir) => leaveACallOpen(dataDir, backend.url))
    await new Agent(app).signIn()
    await app.page.getByRole('heading', { name: 'Laissés ouverts, terminés par le poste' }).waitFor()
    await app.isForEverybody('laisses-ouverts')
  })

  /** Léa's workplace, five hours ago. */
  async function leaveACallOpen(dataDir: string, apiUrl: string): Promise<void> {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 5 * 3600_000 })
    const station = await openStation({ dataDir, flowsDir: 'flows', apiUrl })
    await get(station, 'session.signIn', { email: 'lea@numi.example', password: demoPassword })
    const call = await startCall(station, 'bug-technique')
    await call.answers('identify.unknown-without-email', { 'contact.name': 'Nadia T.' })
    await station.close()
    vi.useRealTimers()
  }

  it('a trainer’s: the script, its editor, its versions, training', async ({ openAs }) => {
    const { page, at } = await openAs('thomas@numi.example')
    await page.keyboard.press('Alt+6')
    await page.getByRole('region', { name: 'Dessin du script' }).waitFor()
    await at.isForEverybody('script')
    await page.getByRole('tab', { name: 'Versions' }).click()
    await page.getByRole('heading').first().waitFor()
    await at.isForEverybody('script-versions')
    await page.getByRole('tab', { name: 'Lire' }).click()
    await page.getByRole('button', { name: 'Modifier' }).first().click()
    await page.getByText(/prouv/i).first().waitFor()
    await at.isForEverybody('script-editeur')
    await page.keyboard.press('Alt+9')
    await page.getByRole('option').first().waitFor()
    await at.isForEverybody('entrainement-formateur')
  })
})
