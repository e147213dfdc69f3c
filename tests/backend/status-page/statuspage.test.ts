import { describe, expect, it } from 'vitest'
import { statusPageOperations } from '#shared/contracts/api/status-page.ts'
import { email, mobile, openStatusSite, portal } from './status-site.ts'

/** The fields of Statuspage's own answers, as its documentation and public pages show them. */
const fields = {
  page: ['id', 'name', 'time_zone', 'updated_at', 'url'],
  component: [
    ...['created_at', 'description', 'group', 'group_id', 'id', 'name', 'only_show_if_degraded', 'page_id', 'position'],
    ...['showcase', 'start_date', 'status', 'updated_at'],
  ],
  incident: [
    ...['components', 'created_at', 'id', 'impact', 'incident_updates', 'monitoring_at', 'name', 'page_id'],
    ...['reminder_intervals', 'resolved_at', 'shortlink', 'started_at', 'status', 'updated_at'],
  ],
  update: [
    ...['affected_components', 'body', 'created_at', 'custom_tweet', 'deliver_notifications', 'display_at', 'id'],
    ...['incident_id', 'status', 'tweet_id', 'updated_at'],
  ],
}
const maintenanceFields = [...fields.incident, 'scheduled_for', 'scheduled_until'].sort()

const openSite = () => openStatusSite({ services: [portal, email, mobile] })
type Site = Awaited<ReturnType<typeof openSite>>
const read = async (site: Site, name: keyof typeof statusPageOperations) => (await site.ask(name)).json()
const allWell = async (site: Site) => {
  for (const { id } of [portal, email]) await site.observe('operational', { id, validForSeconds: 3600 })
}
const indicator = async (site: Site) => (await read(site, 'statusPageStatus')).status.indicator
const onPortal = (level: 'degraded' | 'down' | 'maintenance') => ({ services: [{ id: portal.id, level }] })

describe('Statuspage’s API, version 2', () => {
  it('has its addresses and, at each, its parts', async () => {
    const site = await openSite()
    const parts = await Promise.all(
      Object.values(statusPageOperations).map(async ({ path }) => [
        path,
        Object.keys((await site.get(path)).json()).sort(),
      ]),
    )
    expect(Object.fromEntries(parts)).toEqual({
      '/api/v2/summary.json': ['components', 'incidents', 'page', 'scheduled_maintenances', 'status'],
      '/api/v2/status.json': ['page', 'status'],
      '/api/v2/components.json': ['components', 'page'],
      '/api/v2/incidents.json': ['incidents', 'page'],
      '/api/v2/incidents/unresolved.json': ['incidents', 'page'],
      '/api/v2/scheduled-maintenances.json': ['page', 'scheduled_maintenances'],
      '/api/v2/scheduled-maintenances/upcoming.json': ['page', 'scheduled_maintenances'],
      '/api/v2/scheduled-maintenances/active.json': ['page', 'scheduled_maintenances'],
    })
  })

  it('has its fields, no more and no less', async () => {
    const site = await openSite()
    await site.declare(onPortal('down'))
    await site.declare({
      kind: 'maintenance',
      ...onPortal('maintenance'),
      startedAt: '2025-12-20T01:00:00.000Z',
      estimatedEndAt: '2025-12-20T02:00:00.000Z',
    })
    const { page, components, incidents, scheduled_maintenances } = await read(site, 'statusPageSummary')
    expect(Object.keys(page).sort()).toEqual(fields.page)
    expect(Object.keys(components[0]).sort()).toEqual(fields.component)
    expect(Object.keys(incidents[0]).sort()).toEqual(fields.incident)
    expect(Object.keys(incidents[0].incident_updates[0]).sort()).toEqual(fields.update)
    expect(Object.keys(incidents[0].components[0]).sort()).toEqual(fields.component)
    expect(Object.keys(scheduled_maintenances[0]).sort()).toEqual(maintenanceFields)
  })

  it('never tells as operational what is not proven', async () => {
    const site = await openSite()
    await site.observe('operational')
    const { components, status } = await read(site, 'statusPageSummary')
    expect(components.map((of: { name: string; status: string }) => [of.name, of.status])).toEqual([
      ['Portail client', 'operational'],
      ['Notifications email', 'degraded_performance'],
    ])
    expect(components[1].description).toBe('État inconnu : rien n’a encore été constaté.')
    expect(status).toEqual({ indicator: 'minor', description: 'État inconnu : Notifications email' })
    site.clock.advance(61)
    expect((await read(site, 'statusPageComponents')).components[0]).toMatchObject({
      status: 'degraded_performance',
      description: 'État inconnu : rien de plus récent que le 19/12/2025 à 01:00 ne le prouve.',
    })
  })

  it('goes from none to critical with what happens', async () => {
    const site = await openSite()
    await allWell(site)
    expect(await read(site, 'statusPageStatus')).toMatchObject({
      status: { indicator: 'none', description: 'Tous les services opérationnels' },
    })
    const planned = await site.declare({
      kind: 'maintenance',
      ...onPortal('maintenance'),
      estimatedEndAt: '2025-12-19T02:00:00.000Z',
    })
    expect(await indicator(site)).toBe('none')
    await site.update(planned, { state: 'inProgress' })
    expect(await indicator(site)).toBe('maintenance')
    const incident = await site.declare(onPortal('degraded'))
    expect(await indicator(site)).toBe('minor')
    const worse = await site.update(incident, onPortal('down'))
    expect(await indicator(site)).toBe('major')
    const major = await site.update(worse, { affectedPercent: 80 })
    expect(await indicator(site)).toBe('critical')
    await site.resolve(major)
    expect(await indicator(site)).toBe('maintenance')
  })

  it('tells an incident from its declaration to its end', async () => {
    const site = await openSite()
    const declared = await site.declare({ ...onPortal('down'), nature: 'Erreur 502', impact: 'Connexion impossible' })
    site.clock.advance(60)
    const known = await site.update(declared, { state: 'monitoring', note: 'Nous vérifions.' })
    const [open] = (await read(site, 'statusPageUnresolved')).incidents
    expect(open).toMatchObject({
      id: declared.id,
      name: 'Erreur 502',
      status: 'monitoring',
      impact: 'major',
      created_at: '2025-12-19T00:00:00.000Z',
      started_at: '2025-12-18T23:45:00.000Z',
      monitoring_at: '2025-12-19T00:01:00.000Z',
      resolved_at: null,
      shortlink: `https://numi.exemple.fr/incidents/${declared.id}`,
    })
    expect(open.components.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
      [portal.id, 'major_outage'],
    ])
    expect(open.incident_updates).toMatchObject([
      { status: 'monitoring', body: 'Nous vérifions.', display_at: '2025-12-19T00:01:00.000Z' },
      { status: 'investigating', body: 'Connexion impossible', display_at: '2025-12-19T00:00:00.000Z' },
    ])
    await site.resolve(known)
    expect((await read(site, 'statusPageUnresolved')).incidents).toEqual([])
    expect((await read(site, 'statusPageIncidents')).incidents).toMatchObject([{ status: 'resolved', id: declared.id }])
  })

  it('tells a maintenance that is to come, that is under way, and that is over', async () => {
    const site = await openSite()
    const planned = await site.declare({
      kind: 'maintenance',
      ...onPortal('maintenance'),
      startedAt: '2025-12-19T01:00:00.000Z',
      estimatedEndAt: '2025-12-19T02:00:00.000Z',
    })
    const listed = async () =>
      Promise.all(
        (['statusPageUpcoming', 'statusPageActive', 'statusPageMaintenances'] as const).map(async (name) =>
          (await read(site, name)).scheduled_maintenances.map(({ status }: { status: string }) => status),
        ),
      )
    expect(await listed()).toEqual([['scheduled'], [], ['scheduled']])
    const [upcoming] = (await read(site, 'statusPageUpcoming')).scheduled_maintenances
    expect(upcoming).toMatchObject({
      impact: 'maintenance',
      scheduled_for: '2025-12-19T01:00:00.000Z',
      scheduled_until: '2025-12-19T02:00:00.000Z',
    })
    const begun = await site.update(planned, { state: 'inProgress' })
    expect(await listed()).toEqual([[], ['in_progress'], ['in_progress']])
    await site.resolve(begun)
    expect(await listed()).toEqual([[], [], ['completed']])
  })

  it('is open to programs of anybody’s, kept a few seconds, and not sent twice', async () => {
    const site = await openSite()
    const { headers } = await site.get('/api/v2/status.json')
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=10',
      'content-type': 'application/json; charset=utf-8',
    })
    const again = await site.server.inject({
      url: '/api/v2/status.json',
      headers: { 'if-none-match': String(headers.etag) },
    })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })
})
