import Parser from 'rss-parser'
import { describe, expect, it } from 'vitest'
import { openStatusSite } from './status-site.ts'

const hostile = 'Erreur ]]> & <script>alert(1)</script> ]]> "502" \u0007\ud800'

describe.each([
  ['/flux.atom', 'application/atom+xml; charset=utf-8'],
  ['/flux.rss', 'application/rss+xml; charset=utf-8'],
])('%s', (url, type) => {
  const parse = async (site: Awaited<ReturnType<typeof openStatusSite>>) =>
    new Parser().parseString((await site.get(url)).body)

  it('is found from the status page, and says what it is', async () => {
    const site = await openStatusSite()
    expect((await site.get('/')).body).toContain(`type="${type.split(';')[0]}" title="Incidents`)
    expect((await site.get('/')).body).toContain(`href="${url}"`)
    const { headers } = await site.get(url)
    expect(headers['content-type']).toBe(type)
    expect(await parse(site)).toMatchObject({ title: 'Statut des services numi.support', items: [] })
  })

  it('has an entry an incident, the one that changed last first, always under the same id', async () => {
    const site = await openStatusSite()
    const first = await site.declare({ nature: 'Premier' })
    site.clock.advance(60)
    await site.declare({ nature: 'Deuxième' })
    const before = await parse(site)
    expect(before.items.map(({ title }) => title)).toEqual([
      'Investigation en cours : Deuxième (Portail client)',
      'Investigation en cours : Premier (Portail client)',
    ])
    site.clock.advance(60)
    const told = await site.update(first, { note: 'Redémarrage en cours' })
    await site.resolve(told, 'Serveur remplacé')
    const after = await parse(site)
    const [latest] = after.items
    expect(latest?.title).toBe('Résolu : Premier (Portail client)')
    expect(latest?.id ?? latest?.guid).toBe(`urn:uuid:${first.id}`)
    expect(latest?.link).toBe(`https://numi.exemple.fr/incidents/${first.id}`)
    expect(latest?.['content:encoded'] ?? latest?.content).toMatch(/Serveur remplacé.*Redémarrage en cours/s)
    expect((await site.get(url)).body).toContain('<![CDATA[Portail client : Connexion impossible]]>')
    expect((await site.get(url)).body).toMatch(/2025-12-19T00:02:00|19 Dec 2025 00:02:00/)
  })

  it('carries whatever was written, and lets none of it out', async () => {
    const site = await openStatusSite()
    await site.declare({ nature: hostile, impact: hostile })
    const [item] = (await parse(site)).items
    expect(item?.title).toContain('Erreur ]]&gt; &amp; &lt;script&gt;')
    expect(item?.['content:encoded'] ?? item?.content).not.toContain('<script')
  })

  it('does not change while nothing does', async () => {
    const site = await openStatusSite()
    await site.declare()
    const { headers } = await site.get(url)
    site.clock.advance(3600)
    expect((await site.get(url)).headers.etag).toBe(headers.etag)
  })
})
