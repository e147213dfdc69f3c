import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { newTicket } from '../samples.ts'
import { openPortal, text } from './portal-site.ts'

describe('a client’s tickets at /portail', () => {
  it('are theirs alone: another client’s are neither listed nor opened', async () => {
    const portal = await openPortal()
    const sophie = await portal.addClient()
    const jean = await portal.addClient({ firstName: 'Jean', lastName: 'Petit', email: 'jean.petit@exemple.fr' })
    const { token } = await portal.signInAgent('hotliner')
    const file = async (accountId: string | null) =>
      (await portal.ask('fileTicket', { token, body: newTicket({ accountId }) })).json()
    const [hers, his, nobodys] = [await file(sophie.id), await file(jean.id), await file(null)]

    const as = await portal.cookieOf(sophie.email)
    const home = (await portal.getAs(as, '/portail')).body
    expect(home).toContain(hers.number)
    for (const other of [his, nobodys]) {
      expect(home).not.toContain(other.number)
      const answer = await portal.getAs(as, `/portail/signalements/${other.id}`)
      expect(answer.statusCode).toBe(404)
      expect(answer.body).not.toContain(other.number)
    }
    for (const id of [uuid(), 'x', "' OR 1=1 --", '%00', 'é'])
      expect((await portal.getAs(as, `/portail/signalements/${encodeURIComponent(id)}`)).statusCode).toBe(404)
    expect((await portal.getAs(as, `/portail/signalements/${hers.id}`)).statusCode).toBe(200)
  })

  it('show what became of them, and nothing that agents write to each other', async () => {
    const portal = await openPortal()
    const { id: accountId, email } = await portal.addClient()
    const agent = await portal.signInAgent('hotliner')
    const technician = await portal.signInAgent('technician')
    const body = newTicket({
      ...{ accountId, kind: 'loading', errorMessage: 'Erreur <b>500</b>' },
      ...{ notes: 'Client très impatient', urgentRequest: 'Rappeler le 12' },
    })
    const { id } = (await portal.ask('fileTicket', { token: agent.token, body })).json()
    const add = { params: { id }, body: { text: 'Vu avec l’équipe' } }
    await portal.ask('addToTicket', { token: agent.token, ...add })

    const as = await portal.cookieOf(email)
    const read = async () => (await portal.getAs(as, `/portail/signalements/${id}`)).body
    const open = await read()
    expect(text(open)).toContain('État En cours d’analyse')
    expect(text(open)).toContain('Type de problème Page ne charge pas')
    expect(open).toContain('Erreur &lt;b&gt;500&lt;/b&gt;')
    expect(open).not.toMatch(/impatient|Rappeler|Vu avec|Réponses/)
    await portal.ask('answerTicket', { token: technician.token, params: { id }, body: { text: 'Sur <quelle> page ?' } })
    expect(text(await read())).toMatch(/Réponses de l’équipe technique 19\/12\/2025 à 01:00 Sur &lt;quelle&gt; page \?/)
    await portal.ask('solveTicket', { token: technician.token, params: { id }, body: { explanation: 'Cache vidé' } })
    expect(text(await read())).toContain('État Résolu')
    expect(text(await read())).toContain('Explication Cache vidé')
    expect(text((await portal.getAs(as, '/portail')).body)).toContain('Résolu')
  })

  it('are none for a client who reported nothing', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    expect(text((await portal.getAs(await portal.cookieOf(email), '/portail')).body)).toContain(
      "Vous n'avez rien signalé.",
    )
  })

  it('come with the settings of the account', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    const settings = (await portal.getAs(await portal.cookieOf(email), '/portail/parametres')).body
    expect(text(settings)).toContain('Nom Sophie Laurent Email sophie.l@exemple.fr')
    expect(settings).toContain('href="/mot-de-passe-oublie">Changer de mot de passe</a>')
  })
})
