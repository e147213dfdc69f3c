import { describe, expect, it } from 'vitest'
import type { Incident } from '#shared/domain/incident.ts'
import { type HeldStatus, leadingIncident, readPlatform } from '#shared/domain/platform.ts'
import type { Evidence, Service } from '#shared/domain/service.ts'

const at = '2025-12-18T23:45:00.000Z'

function service(id: string, more: Partial<Evidence> = {}): Service {
  const evidence: Evidence = {
    level: 'operational',
    checkedAt: at,
    source: { kind: 'probe', name: 'http' },
    validForSeconds: 90,
    note: null,
    ...more,
  }
  return { id, name: id === 'portail' ? 'Portail client' : 'Application mobile', isPublic: id === 'portail', evidence }
}

function incident(more: Partial<Incident> = {}): Incident {
  return {
    id: '019b3000-0000-7000-8000-000000000001',
    kind: 'incident',
    number: null,
    services: [{ id: 'portail', level: 'degraded' }],
    nature: 'Erreur 502 Bad Gateway',
    impact: 'Connexion impossible',
    affectedPercent: 30,
    startedAt: '2025-12-18T23:30:00.000Z',
    estimatedEndAt: '2025-12-19T00:30:00.000Z',
    cause: null,
    workarounds: ['Utilisez l’application mobile numi'],
    team: null,
    state: 'investigating',
    declaredAt: at,
    resolvedAt: null,
    resolution: null,
    updatedAt: at,
    version: 1,
    notes: [],
    ...more,
  }
}

const held = (services: Service[], incidents: Incident[] = [], more: Partial<HeldStatus> = {}): HeldStatus => ({
  status: { at, services, incidents },
  isLive: true,
  ageMs: 0,
  ...more,
})

describe('what a call may know of the platform', () => {
  it('says that there is no incident only when every public service is freshly proven operational', () => {
    expect(readPlatform(held([service('portail')])).facts.incident).toBe('none')
    expect(readPlatform(held([{ ...service('portail'), evidence: null }])).facts.incident).toBe('unknown')
    expect(readPlatform(held([service('portail')], [], { ageMs: 91_000 })).facts.incident).toBe('unknown')
    expect(readPlatform(held([])).facts.incident).toBe('unknown')
  })

  it('suspects an incident where a service is observed failing and none is declared', () => {
    const read = readPlatform(held([service('portail', { level: 'degraded' })]))
    expect(read).toMatchObject({ facts: { incident: 'suspected' }, values: { 'incident.service': 'Portail client' } })
  })

  it('knows nothing while the feed is not live, even with an incident in hand', () => {
    const read = readPlatform(held([service('portail')], [incident()], { isLive: false }))
    expect(read).toEqual({
      facts: { incident: 'unknown', workaround: 'no', mobileApp: 'not-up', estimate: 'none' },
      values: {},
    })
  })

  it('gives a confirmed incident in the words and hours of Paris', () => {
    const read = readPlatform(held([service('portail')], [incident()]))
    expect(read.facts).toEqual({ incident: 'confirmed', workaround: 'yes', mobileApp: 'not-up', estimate: 'known' })
    expect(read.values).toMatchObject({
      'incident.service': 'Portail client',
      'incident.impact': 'Connexion impossible',
      'incident.startedAt': '00:30',
      'incident.estimatedEnd': '01:30',
      'incident.minutesLeft': '45',
    })
  })

  it('promises no end when the estimate is past or missing', () => {
    for (const estimatedEndAt of [null, '2025-12-18T23:44:00.000Z']) {
      const read = readPlatform(held([service('portail')], [incident({ estimatedEndAt })]))
      expect(read.facts.estimate).toBe('none')
      expect(read.values).not.toHaveProperty('incident.estimatedEnd')
    }
  })

  it('offers the mobile app only while its own evidence says operational', () => {
    const app = service('application-mobile')
    expect(readPlatform(held([service('portail'), app])).facts.mobileApp).toBe('up')
    const down = service('application-mobile', { level: 'down' })
    expect(readPlatform(held([service('portail'), down])).facts.mobileApp).toBe('not-up')
  })

  it('speaks of the incident that touches most people first', () => {
    const [small, large] = [incident({ affectedPercent: 10 }), incident({ affectedPercent: 80 })]
    expect(leadingIncident([small, large])).toBe(large)
  })
})
