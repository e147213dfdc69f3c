import { describe, expect, it } from 'vitest'
import { freshnessScript } from '#backend/status-page/freshness.ts'
import { statusPageJson } from '#backend/status-page/handlers.ts'
import { publish } from '#backend/status-page/publication.tsx'
import { eventually } from '../../eventually.ts'
import { email, openStatusSite, portal } from './status-site.ts'

const one = { services: [portal] }

describe('the status page', () => {
  it('is the first page; its former address leads to it for good', async () => {
    const site = await openStatusSite()
    expect((await site.get('/')).statusCode).toBe(200)
    const former = await site.get('/statut')
    expect([former.statusCode, former.headers.location]).toEqual([301, '/'])
  })

  it('shows the public services alone, with what was seen and when', async () => {
    const site = await openStatusSite()
    await site.observe('degraded', { note: 'Lenteur de connexion' })
    const shown = await site.read()
    expect(shown).toContain('Dernière mise à jour : 19/12/2025 à 01:00')
    expect(shown).toContain('Portail client Dégradé Problème : Lenteur de connexion état constaté à 01:00')
    expect(shown).not.toContain('Application mobile')
  })

  it('is never green without a proof that still holds', async () => {
    const site = await openStatusSite(one)
    expect(await site.read()).toContain('Portail client Inconnu jamais constaté')
    await site.observe('operational')
    expect(await site.read()).toContain('Tous les services opérationnels Portail client Opérationnel')
    site.clock.advance(61)
    const later = await site.read()
    expect(later).toContain('État inconnu')
    expect(later).toContain('Portail client Inconnu état constaté à 01:00')
    expect(later).not.toContain('Tous les services')
  })

  it('is well as a whole only when every service is', async () => {
    const site = await openStatusSite({ services: [portal, email] })
    await site.observe('operational')
    expect(await site.read()).toContain('État inconnu : Notifications email')
    await site.observe('down', { id: email.id })
    expect(await site.read()).toContain('Perturbation constatée : Notifications email')
    await site.observe('operational', { id: email.id })
    expect(await site.read()).toContain('Tous les services opérationnels')
  })

  it('says so when nothing is observed at all', async () => {
    const site = await openStatusSite({ services: [] })
    expect(await site.read()).toContain('nous ne savons rien de leur état')
  })

  it('left open, it turns out of date by itself before its proof does', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational')
    site.clock.advance(20)
    const { body } = await site.get('/')
    expect(body).toContain('class="shown holds-30" data-holds="40"')
    expect((await site.get('/pages.css')).body).toContain('.holds-30 .fresh,.holds-30 .expired{animation-delay:30s}')
  })

  it('shows an incident as it is told, never green over it, and no end that is past', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational')
    const incident = await site.declare({
      nature: 'Erreur 502 <Bad Gateway>',
      cause: 'Surcharge serveur',
      estimatedEndAt: '2025-12-19T00:30:00.000Z',
      workarounds: ['Utilisez l’application mobile numi', 'Contactez la hotline au 01 99 00 47 47'],
      team: 'Équipe DevOps',
    })
    expect((await site.get('/')).body).toContain('Erreur 502 &lt;Bad Gateway&gt;')
    const shown = await site.read()
    expect(shown).not.toMatch(/Tous les services opérationnels|Portail client Opérationnel|DevOps/)
    for (const words of [
      'Incident en cours Portail client Dégradé Problème : Erreur 502',
      'Début 19/12/2025 à 00:45 Service affecté Portail client (dégradé) Impact Connexion impossible',
      'Cause Surcharge serveur Statut Investigation en cours Résolution estimée 01:30 (dans 30 minutes)',
      'Solutions temporaires Utilisez l’application mobile numi Contactez la hotline au 01 99 00 47 47',
    ])
      expect(shown).toContain(words)
    site.clock.advance(31 * 60)
    const later = await site.read()
    expect(later).toContain('Résolution estimée Résolution en cours…')
    expect(later).not.toContain('01:30 (')
    await site.resolve(incident)
    await site.observe('operational')
    expect(await site.read()).toContain('Tous les services opérationnels Portail client Opérationnel')
  })

  it('tells the latest three news, and leads to all of them', async () => {
    const site = await openStatusSite(one)
    let incident = await site.declare()
    for (const note of ['Première', 'Deuxième', 'Troisième', 'Quatrième']) {
      site.clock.advance(60)
      incident = await site.update(incident, { note, state: 'identified' })
    }
    const shown = await site.read()
    expect(shown).toContain('Cause identifiée 19/12/2025 à 01:04 Quatrième')
    expect(shown).not.toContain('Première')
    expect(shown).toContain('Toutes les nouvelles de cet incident (4)')
    expect(await site.read(`/incidents/${incident.id}`)).toContain('Première')
  })

  it('announces a maintenance, and shows it once it has begun', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational')
    const planned = await site.declare({
      kind: 'maintenance',
      services: [{ id: portal.id, level: 'maintenance' }],
      nature: 'Nouveaux serveurs',
      startedAt: '2025-12-19T00:00:30.000Z',
      estimatedEndAt: '2025-12-19T02:00:00.000Z',
    })
    const before = await site.read()
    expect(before).toContain('Tous les services opérationnels Portail client Opérationnel')
    expect(before).toContain('Nouveaux serveurs Début prévu 19/12/2025 à 01:00')
    site.clock.advance(40)
    await site.update(planned, { state: 'inProgress' })
    const during = await site.read()
    expect(during).toContain('Maintenance en cours Portail client En maintenance Maintenance : Nouveaux serveurs')
    expect(during).toContain('Fin prévue 03:00 (dans 1 heure 59 minutes)')
  })
})

describe('an incident that is over', () => {
  it('is told on the status page for a day, and says so before all else on its own', async () => {
    const site = await openStatusSite(one)
    const declared = await site.declare({ nature: 'Lenteur de connexion', startedAt: '2025-12-18T23:45:00.000Z' })
    site.clock.advance(1800)
    await site.resolve(declared)
    await site.observe('operational', { validForSeconds: 2 * 86_400 })
    const told = 'Terminé depuis moins de 24 heures Résolu Lenteur de connexion de 00:45 à 01:30, 45 minutes'
    expect(await site.read()).toContain(told)
    const page = (await site.get(`/incidents/${declared.id}`)).body
    expect(page).toContain('class="card over"')
    expect(page.indexOf('class="mark operational"')).toBeLessThan(page.indexOf('<article'))
    site.clock.advance(86_400)
    expect(await site.read()).not.toContain('Terminé depuis')
  })

  it('is told however long ago it began, and the static site has its page', async () => {
    const site = await openStatusSite(one)
    const declared = await site.declare({ nature: 'Lenteur ancienne', startedAt: '2025-06-01T10:00:00.000Z' })
    await site.resolve(declared)
    expect(await site.read()).toContain('Terminé depuis moins de 24 heures Résolu Lenteur ancienne')
    const published = publish({ db: site.db, config: site.config }, site.clock.now(), 'copied')
    expect((await published.mentioned()).map(({ id }) => id)).toEqual([declared.id])
  })

  it('never began, of a maintenance called off: it is said to be so wherever it is said at all', async () => {
    const site = await openStatusSite(one)
    const planned = await site.declare({
      kind: 'maintenance',
      services: [{ id: portal.id, level: 'maintenance' }],
      nature: 'Nouveaux serveurs',
      startedAt: '2025-12-20T21:00:00.000Z',
      estimatedEndAt: '2025-12-20T23:00:00.000Z',
    })
    await site.resolve(planned, 'Reportée')
    expect(await site.read()).not.toContain('Nouveaux serveurs')
    const page = await site.read(`/incidents/${planned.id}`)
    expect(page).toContain('Début prévu 20/12/2025 à 22:00')
    expect(page).toContain('Statut Annulée Annulation 19/12/2025 à 01:00 Résolution Reportée')
    const months = await site.read('/historique')
    expect(months).toContain('Maintenance · Portail client · 20/12/2025 à 22:00 · Annulée')
    const feed = (await site.get('/flux.atom')).body
    expect(feed).toContain('Annulée : Nouveaux serveurs')
    expect(feed).toContain('annulation : 19/12/2025 à 01:00')
    for (const said of [page, months, feed]) expect(said).not.toMatch(/Terminée|minute/)
  })
})

describe('the history of 90 days', () => {
  it('leaves out of the availability what nobody observed, and says how much', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational', { validForSeconds: 900 })
    site.clock.advance(900)
    await site.observe('down', { validForSeconds: 300 })
    site.clock.advance(300)
    await site.observe('operational')
    const shown = await site.read()
    const observed = 'observé pendant 20 minutes seulement'
    expect(shown).toContain(`Portail client opérationnel 75 % du temps observé · 1 jour perturbé · ${observed}`)
    expect(shown).toContain('19/12 Indisponible 5 min, non observé 1 h')
    expect(shown).toContain('21/09 au 18/12 Non observé')
  })

  it('counts an incident from its start, also when it is corrected, and whatever the probe saw', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational', { validForSeconds: 3600 })
    site.clock.advance(1800)
    const incident = await site.declare({
      services: [{ id: portal.id, level: 'down' }],
      startedAt: '2025-12-19T00:20:00.000Z',
    })
    expect(await site.read()).toContain('19/12 Indisponible 10 min')
    const corrected = await site.update(incident, { startedAt: '2025-12-19T00:10:00.000Z' })
    expect(await site.read()).toContain('19/12 Indisponible 20 min')
    site.clock.advance(600)
    await site.resolve(corrected)
    await site.observe('operational')
    site.clock.advance(1800)
    expect(await site.read()).toContain('19/12 Indisponible 30 min')
  })

  it('does not count a maintenance that was announced', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational', { validForSeconds: 3600 })
    const planned = await site.declare({
      kind: 'maintenance',
      services: [{ id: portal.id, level: 'maintenance' }],
      startedAt: '2025-12-19T00:10:00.000Z',
      estimatedEndAt: '2025-12-19T00:20:00.000Z',
    })
    site.clock.advance(600)
    const begun = await site.update(planned, { state: 'inProgress' })
    await site.observe('down', { validForSeconds: 600 })
    site.clock.advance(600)
    await site.resolve(begun)
    await site.observe('operational', { validForSeconds: 3600 })
    site.clock.advance(600)
    expect(await site.read()).toContain('opérationnel 100 % du temps observé · maintenance annoncée 10 minutes')
  })
})

describe('an incident’s page', () => {
  it('tells what was told to clients, and nothing that was not', async () => {
    const site = await openStatusSite()
    const declared = await site.declare({ team: 'Équipe DevOps', affectedPercent: 80 })
    const told = await site.update(declared, { note: 'Nous cherchons.\nPatience.' })
    site.clock.advance(1800)
    await site.resolve(told, 'Deux serveurs de plus')
    const page = await site.read(`/incidents/${declared.id}`)
    expect(page).toContain('INC-MAJOR-001 · Incident')
    expect(page).toContain('Fin 01:30 Durée 45 minutes Résolution Deux serveurs de plus')
    expect(page).toContain('Investigation en cours 19/12/2025 à 01:00 Nous cherchons. Patience.')
    expect(page).not.toContain('DevOps')
  })

  it.each(['/incidents/01a2069b-3e32-7515-9bfa-9fa29829823f', '/incidents/rien', '/incidents/%00', '/incidents/%zz'])(
    '%s does not exist',
    async (url) => {
      const site = await openStatusSite()
      expect((await site.get(url)).statusCode).toBe(404)
    },
  )
})

describe('the history month by month', () => {
  it('shows three months a page, as far as there is something to read', async () => {
    const site = await openStatusSite()
    await site.declare({ nature: 'Hier soir' })
    // Half past midnight in Paris: the first of October there, and not in UTC.
    await site.declare({ nature: 'Premier octobre', startedAt: '2025-09-30T22:30:00.000Z' })
    await site.declare({ nature: 'Dernier septembre', startedAt: '2025-09-30T21:30:00.000Z' })
    const latest = await site.get('/historique')
    expect(await site.read('/historique')).toMatch(
      /décembre 2025 Hier soir .* novembre 2025 Aucun incident\. octobre 2025 Premier/,
    )
    expect(latest.body).not.toContain('Dernier septembre')
    expect(latest.body).toContain('<a href="/historique/2025-09">Mois précédents</a>')

    const older = await site.get('/historique/2025-09')
    expect(older.body).toContain('Dernier septembre')
    expect(older.body).toContain('<a href="/historique">Mois suivants</a>')
    expect(older.body).not.toContain('Mois précédents')
  })

  it.each(['2026-01', '2025-13', '2025-1', '0000-00', 'x'])('has no page for %s', async (month) => {
    const site = await openStatusSite()
    expect((await site.get(`/historique/${month}`)).statusCode).toBe(404)
  })
})

describe('what is published', () => {
  it('is answered anew at each change, and at each second', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational')
    const first = await site.get('/')
    const again = await site.server.inject({ url: '/', headers: { 'if-none-match': `"x", W/${first.headers.etag}` } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    await site.declare()
    const changed = await site.server.inject({ url: '/', headers: { 'if-none-match': String(first.headers.etag) } })
    expect(changed.statusCode).toBe(200)
    expect(changed.body).toContain('Incident en cours')
    site.clock.advance(61)
    expect(await site.read()).toContain('Dernière mise à jour : 19/12/2025 à 01:01')
  })

  it('is read of the database once for all who ask at the same time', async () => {
    const site = await openStatusSite(one)
    await site.observe('operational')
    const asked = await Promise.all(Array.from({ length: 50 }, () => site.get('/')))
    expect(new Set(asked.map(({ headers }) => headers.etag)).size).toBe(1)
    const published = site.server.backend.statusPage.current()
    expect(await published.document('/')).toBe(await site.server.backend.statusPage.current().document('/'))
  })

  it('is the same before the house as behind it', async () => {
    const site = await openStatusSite({ ...one, publicUrl: 'https://numi.exemple.fr' })
    await site.observe('operational')
    const url = await site.server.listen({ host: '127.0.0.1', port: 0 })
    const behind = await fetch(url)
    // Only what is answered one by one has a trace of its own. What was observed may be told again, by the database.
    const front = await eventually(async () => {
      const answer = await fetch(url)
      expect(answer.headers.has('x-trace-id')).toBe(false)
      return answer
    })
    expect(await front.text()).toBe(await behind.text())
    expect(behind.headers.has('x-trace-id')).toBe(true)
    const said = ({ headers }: Response) =>
      [...headers].filter(([name]) => !['date', 'x-trace-id'].includes(name)).sort()
    expect(said(front)).toEqual(said(behind))
    expect(front.headers.get('strict-transport-security')).toContain('max-age')
    const held = await fetch(url, { headers: { 'if-none-match': String(front.headers.get('etag')) } })
    expect([held.status, await held.text()]).toEqual([304, ''])
    expect((await fetch(url, { method: 'HEAD' })).headers.get('etag')).toBe(front.headers.get('etag'))
    expect((await fetch(url, { method: 'POST' })).status).toBe(404)
  })

  it('is small, strict, and in French, even after the worst quarter', async () => {
    const services = Array.from({ length: 5 }, (_, index) => ({ ...portal, id: `service-${index}` }))
    const site = await openStatusSite({ services })
    const now = site.clock.now().getTime()
    const iso = (at: number) => new Date(at).toISOString()
    const quarter = services.flatMap(({ id }, index) =>
      Array.from({ length: 90 }, (_, day) => {
        const from = now - (day + 1) * 86_400_000 + index * 3600_000
        return [
          { service_id: id, level: 'down' as const, from_at: iso(from), to_at: iso(from + (day + 7) * 60_000) },
          {
            service_id: id,
            level: 'operational' as const,
            from_at: iso(from + (day + 7) * 60_000),
            to_at: iso(from + 20 * 3600_000),
          },
        ]
      }).flat(),
    )
    await site.db.insertInto('service_period').values(quarter).execute()
    await site.db
      .updateTable('service')
      .set({ observed_until: iso(now) })
      .execute()
    const incident = await site.declare({ services: [{ id: 'service-0', level: 'down' }] })
    for (const url of ['/', '/historique', `/incidents/${incident.id}`]) {
      const { body, headers } = await site.get(url)
      const css = Buffer.byteLength((await site.get('/pages.css')).body)
      expect(Buffer.byteLength(body) + css).toBeLessThan(50_000)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/)
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['cache-control']).toBe('no-cache')
      expect(body).toMatch(/^<!doctype html><html lang="fr">/)
      expect(body.replace(freshnessScript, '')).not.toMatch(/<script>[^<]|style=|undefined|\[object|NaN/)
    }
    expect(await site.read()).toContain('90 jours perturbés')
  })

  it('is written, whatever the form, without what only the team may read', async () => {
    const site = await openStatusSite()
    const incident = await site.declare({ team: 'Équipe DevOps' })
    for (const form of ['served', 'copied'] as const) {
      const publication = publish({ db: site.db, config: site.config }, site.clock.now(), form)
      const paths = ['/', '/historique', `/incidents/${incident.id}`, '/flux.atom', '/flux.rss']
      const documents = await Promise.all(paths.map(async (path) => String((await publication.document(path))?.body)))
      const json = (await statusPageJson(publication)).map(([, text]) => text)
      for (const text of [...documents, ...json]) {
        expect(text.length).toBeGreaterThan(100)
        expect(text).not.toContain('DevOps')
      }
    }
  })
})
