import { describe, expect, it } from 'vitest'
import { bannerScript } from '#backend/banner/script.ts'
import { openStatusSite, portal } from '../status-page/status-site.ts'

const onPortal = { services: [{ id: portal.id, level: 'down' as const }] }

describe('the alert banner', () => {
  it('is one small script that any page may carry', async () => {
    const site = await openStatusSite()
    const { body, headers } = await site.get('/banniere.js')
    expect(Buffer.byteLength(body)).toBeLessThan(5000)
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    // What a strict policy of the page would refuse.
    expect(bannerScript).not.toMatch(/innerHTML|insertAdjacent|setAttribute\('style|\.style\b|eval|Function\(/)
  })

  it('says in the words of the procedure what is under way, until it is over', async () => {
    const site = await openStatusSite()
    const read = async () => (await site.ask('readBanner')).json()
    expect(await read()).toEqual({ at: '2025-12-19T00:00:00.000Z', alerts: [] })
    const declared = await site.declare({
      ...onPortal,
      estimatedEndAt: '2025-12-19T00:30:00.000Z',
      workarounds: ['Utilisez l’application mobile numi', 'Contactez la hotline.'],
    })
    const lines = [
      'Nous rencontrons actuellement des difficultés techniques. Certaines fonctionnalités peuvent être ralenties ou indisponibles.',
      'Nos équipes travaillent activement à la résolution. Résolution estimée\u00a0: 01:30.',
      'En attendant\u00a0: Utilisez l’application mobile numi. Contactez la hotline.',
    ]
    const alert = { id: declared.id, title: 'Incident en cours', page: `/incidents/${declared.id}`, lines }
    expect((await read()).alerts).toEqual([alert])

    site.clock.advance(3600)
    expect((await read()).alerts[0].lines[1]).toBe('Nos équipes travaillent activement à la résolution.')
    await site.resolve(declared)
    expect((await read()).alerts).toEqual([])
  })

  it('tells the gravest first, and no maintenance', async () => {
    const site = await openStatusSite()
    const minor = await site.declare({ ...onPortal, affectedPercent: 10, startedAt: '2025-12-18T23:50:00.000Z' })
    const major = await site.declare({ ...onPortal, affectedPercent: 80, startedAt: '2025-12-18T23:00:00.000Z' })
    await site.declare({
      kind: 'maintenance',
      services: [{ id: portal.id, level: 'maintenance' }],
      estimatedEndAt: '2025-12-19T02:00:00.000Z',
    })
    const { alerts } = (await site.ask('readBanner')).json()
    expect(alerts.map(({ id }: { id: string }) => id)).toEqual([major.id, minor.id])
  })

  it('may be asked by the pages of anybody', async () => {
    const site = await openStatusSite()
    const { headers } = await site.get('/api/v1/banner.json')
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=10' })
  })
})
