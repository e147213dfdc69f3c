import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { validateIncidents } from '#backend/alerts/validate.ts'
import { keepCalendar } from '#backend/incidents/calendar.ts'
import type { Incident } from '#shared/domain/incident.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { newIncident } from './samples.ts'

const token = 'a-secret-of-the-supervision'

let backend: TestBackend
let technician: SignedIn
beforeEach(async () => {
  backend = await openBackend({ alerts: { token, serviceLabel: 'service', validationMinutes: 10 } })
  technician = await backend.signIn('technician')
})
afterEach(() => backend.close())

interface Told {
  status?: 'firing' | 'resolved'
  service?: string
  severity?: string
  startsAt?: string
  name?: string
  annotations?: Record<string, string>
}

/** As Alertmanager writes it, with all that it adds. */
const alert = (told: Told = {}) => {
  const { status = 'firing', service = 'portail-client', severity = 'critical', name = 'PortalDown' } = told
  const { startsAt = '2025-12-19T10:45:00.123456789+01:00', annotations = { summary: 'web-03 overloaded' } } = told
  return {
    ...{ status, startsAt, annotations, generatorURL: 'http://prometheus/graph', fingerprint: `${name}/${service}` },
    labels: { alertname: name, service, severity, instance: 'web-03:9100' },
    endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2025-12-19T09:59:00Z',
  }
}

const tell = (alerts: object[], { groupKey = '{}:{alertname="PortalDown"}', as = token } = {}) =>
  backend.ask('receiveAlerts', {
    headers: { authorization: `Bearer ${as}` },
    body: {
      ...{ version: '4', groupKey, truncatedAlerts: 0, status: 'firing', receiver: 'numi' },
      ...{ groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://alertmanager', alerts },
    },
  })

const listed = async (state = 'all'): Promise<Incident[]> =>
  (await backend.ask('listIncidents', { query: { state }, token: technician.token })).json().incidents

const only = async (): Promise<Incident> => {
  const [incident, ...others] = await listed()
  expect(others).toEqual([])
  if (!incident) throw new Error('There is no incident.')
  return incident
}

describe('an alert', () => {
  it('opens an incident, whose public words are none of the machine’s', async () => {
    expect((await tell([alert()])).json()).toEqual({ received: 1, ignored: 0 })
    expect(await only()).toMatchObject({
      ...{ kind: 'incident', state: 'investigating', services: [{ id: 'portail-client', level: 'down' }] },
      ...{ nature: 'Service indisponible', impact: 'En cours d’évaluation', startedAt: '2025-12-19T09:45:00.123Z' },
      ...{ notes: [], affectedPercent: null },
    })
    expect(JSON.stringify(await listed())).not.toContain('web-03')
    const params = { id: (await only()).id }
    const story = (await backend.ask('readTimeline', { params, token: technician.token })).json()
    expect(story.entries).toContainEqual(
      expect.objectContaining({
        type: 'alert',
        name: 'PortalDown',
        summary: 'web-03 overloaded',
        service: 'Portail client',
      }),
    )
    expect(story.stages[0].steps[0]).toMatchObject({ key: 'reported', by: 'PortalDown' })
  })

  it('says what clients may read in annotations of its own', async () => {
    await tell([alert({ annotations: { nature: 'Portail surchargé', impact: 'Connexion impossible' } })])
    expect(await only()).toMatchObject({ nature: 'Portail surchargé', impact: 'Connexion impossible' })
  })

  it.each([
    ['critical', 'down'],
    ['page', 'down'],
    ['warning', 'degraded'],
    ['constructor', 'degraded'],
  ])('of severity %s leaves its service %s', async (severity, level) => {
    await tell([alert({ severity })])
    expect((await only()).services).toEqual([{ id: 'portail-client', level }])
  })

  it('for information, or of no service known here, opens nothing', async () => {
    expect((await tell([alert({ severity: 'info' })])).json()).toEqual({ received: 1, ignored: 0 })
    expect((await tell([alert({ service: 'imprimante' })])).json()).toEqual({ received: 0, ignored: 1 })
    expect(await listed()).toEqual([])
  })

  it('names its service by the label that is configured', async () => {
    const other = await openBackend({ alerts: { token, serviceLabel: 'instance', validationMinutes: 10 } })
    const body = { version: '4', groupKey: 'g', alerts: [alert()] }
    const answer = await other.ask('receiveAlerts', { headers: { authorization: `Bearer ${token}` }, body })
    expect(answer.json()).toEqual({ received: 0, ignored: 1 })
    await other.close()
  })

  it('joins the incident that somebody declared of its service, and changes none of their words', async () => {
    const { id } = (await backend.ask('declareIncident', { body: newIncident(), token: technician.token })).json()
    await tell([alert()])
    expect(await only()).toMatchObject({ id, version: 1, nature: newIncident().nature })
    await tell([alert({ status: 'resolved' })])
    expect(await only()).toMatchObject({ id, version: 1, state: 'investigating' })
  })

  it('is expected during a maintenance, and no longer after it', async () => {
    const maintenance = newIncident({
      kind: 'maintenance',
      services: [{ id: 'portail-client', level: 'maintenance' }],
      startedAt: '2025-12-19T09:45:00.000Z',
      estimatedEndAt: '2025-12-19T10:30:00.000Z',
    })
    const { id } = (await backend.ask('declareIncident', { body: maintenance, token: technician.token })).json()
    await keepCalendar(backend.db, backend.clock.now())
    await tell([alert()])
    expect(await listed('open')).toMatchObject([{ id }])
    const body = { version: 2, resolution: 'Fait' }
    await backend.ask('resolveIncident', { params: { id }, body, token: technician.token })
    await tell([alert()])
    expect(await listed('open')).toMatchObject([
      { kind: 'incident', services: [{ id: 'portail-client', level: 'down' }] },
    ])
  })
})

describe('a group of alerts', () => {
  it('is one incident, of all its services; what worsens is said', async () => {
    await tell([alert({ severity: 'warning' }), alert({ service: 'notifications-email', severity: 'warning' })])
    const levels = async () => Object.fromEntries((await only()).services.map(({ id, level }) => [id, level]))
    expect(await levels()).toEqual({ 'portail-client': 'degraded', 'notifications-email': 'degraded' })
    await tell([alert({ name: 'PortalGone', severity: 'critical' })])
    expect(await levels()).toEqual({ 'portail-client': 'down', 'notifications-email': 'degraded' })
  })

  it('that is told over and over, at once, is one incident', async () => {
    await Promise.all(Array.from({ length: 8 }, () => tell([alert(), alert({ name: 'Other' })])))
    expect(await only()).toMatchObject({ version: 1 })
    await Promise.all(
      Array.from({ length: 4 }, () =>
        tell([alert({ status: 'resolved' }), alert({ name: 'Other', status: 'resolved' })]),
      ),
    )
    expect(await only()).toMatchObject({ version: 2, state: 'monitoring' })
  })

  it('that is told in the wrong order comes to the same', async () => {
    await tell([alert({ status: 'resolved' })])
    await tell([alert()])
    expect(await listed()).toEqual([])
    // A later occurrence, then the former one again.
    await tell([alert({ startsAt: '2025-12-19T09:50:00Z' })])
    await tell([alert({ name: 'Former', startsAt: '2025-12-19T09:55:00Z' })])
    await tell([alert({ name: 'Former', startsAt: '2025-12-19T09:40:00Z' })])
    await tell([alert({ status: 'resolved', startsAt: '2025-12-19T09:50:00Z' })])
    expect(await only()).toMatchObject({ state: 'investigating' })
    await tell([alert({ name: 'Former', status: 'resolved', startsAt: '2025-12-19T09:55:00Z' })])
    expect(await only()).toMatchObject({ state: 'monitoring' })
  })
})

describe('once no alert goes on', () => {
  const validate = () => validateIncidents(backend.db, backend.config.alerts, backend.clock.now())

  it('comes the validation, then the end', async () => {
    await tell([alert()])
    await tell([alert({ status: 'resolved' })])
    const { notes } = await only()
    expect(notes).toMatchObject([{ text: 'Le problème n’est plus constaté : tests de validation en cours.' }])
    backend.clock.advance(500)
    expect(await validate()).toBe(false)
    backend.clock.advance(100)
    expect(await validate()).toBe(true)
    expect(await only()).toMatchObject({ state: 'resolved', resolution: expect.stringContaining('10 minutes') })
    expect(await validate()).toBe(false)
    // Told again after the end, it opens nothing; anew, it does.
    await tell([alert({ status: 'resolved' })])
    await tell([alert()])
    await only()
    await tell([alert({ startsAt: '2025-12-19T10:09:00Z' })])
    expect(await listed('open')).toHaveLength(1)
    expect(await listed()).toHaveLength(2)
  })

  it('an alert that comes back takes the validation back', async () => {
    await tell([alert()])
    await tell([alert({ status: 'resolved' })])
    await tell([alert({ startsAt: '2025-12-19T09:59:30Z' })])
    expect(await only()).toMatchObject({ state: 'investigating', version: 3 })
    backend.clock.advance(3600)
    expect(await validate()).toBe(false)
  })

  it('whoever took the incident in hand says when it is over', async () => {
    await tell([alert()])
    const { id } = await only()
    const body = { version: 1, cause: 'Surcharge', team: 'Équipe DevOps' }
    await backend.ask('updateIncident', { params: { id }, body, token: technician.token })
    await tell([alert({ status: 'resolved' })])
    expect(await only()).toMatchObject({ state: 'monitoring', cause: 'Surcharge' })
    backend.clock.advance(3600)
    expect(await validate()).toBe(false)
  })

  it('a service that is observed not to work keeps it open', async () => {
    await tell([alert()])
    await tell([alert({ status: 'resolved' })])
    backend.clock.advance(1200)
    const body = { level: 'degraded', note: null, validForSeconds: 600 }
    await backend.ask('recordEvidence', { params: { id: 'portail-client' }, body, token: technician.token })
    expect(await validate()).toBe(false)
  })
})

describe('the hook', () => {
  it('is not there until it has a secret', async () => {
    const without = await openBackend()
    const { statusCode } = await without.ask('receiveAlerts', {
      body: {},
      headers: { authorization: `Bearer ${token}` },
    })
    expect(statusCode).toBe(404)
    await without.close()
  })

  it('refuses another secret, then asks to wait, and still takes the right one', async () => {
    for (let n = 0; n < 10; n += 1) expect((await tell([alert()], { as: 'wrong' })).statusCode).toBe(401)
    const refused = await tell([alert()], { as: 'wrong' })
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await tell([alert()])).statusCode).toBe(200)
  })

  it('refuses before it is read what a stranger sends', async () => {
    const response = await backend.ask('receiveAlerts', { body: 'x'.repeat(5 * 1024 * 1024) })
    expect(response.statusCode).toBe(401)
  })

  it.each([
    ['another version', { version: '3', groupKey: 'g', alerts: [] }],
    ['no group', { version: '4', alerts: [] }],
    ['an alert without a date', { version: '4', groupKey: 'g', alerts: [{ ...alert(), startsAt: 'hier' }] }],
  ])('says what is wrong with %s', async (_, body) => {
    const response = await backend.ask('receiveAlerts', { headers: { authorization: `Bearer ${token}` }, body })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields[0].message).toMatch(/\S/)
  })
})
