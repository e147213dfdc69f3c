import { expect, test } from 'vitest'
import type { Incident } from '#shared/domain/incident.ts'
import type { Service, ServiceLevel } from '#shared/domain/service.ts'
import { estimateWords } from '../../../src/renderer/status/incident-card.tsx'
import { doubtWords, observedWords, summaryOf } from '../../../src/renderer/status/status-words.ts'

const now = Date.parse('2025-12-19T00:15:00.000Z')
const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString()

const service = (id: string, level: ServiceLevel | null, secondsAgo = 8): Service => ({
  id,
  name: id === 'portail' ? 'Portail client' : 'Hotline téléphonique',
  isPublic: true,
  evidence: level && {
    level,
    checkedAt: at(secondsAgo),
    source: { kind: 'probe', name: id },
    validForSeconds: 60,
    note: null,
  },
})

const incident: Incident = {
  id: '0190a000-0000-7000-8000-000000000001',
  kind: 'incident',
  number: null,
  services: [{ id: 'portail', level: 'degraded' }],
  nature: 'Erreur 502 Bad Gateway',
  impact: 'Connexion impossible',
  affectedPercent: 20,
  startedAt: at(1800),
  estimatedEndAt: null,
  cause: null,
  workarounds: [],
  team: null,
  state: 'investigating',
  declaredAt: at(60),
  resolvedAt: null,
  resolution: null,
  updatedAt: at(60),
  version: 1,
  notes: [],
}

const summary = (services: Service[], incidents: Incident[] = [], isLive = true) =>
  summaryOf({ services, incidents }, now, isLive)

test('all is well only when every service has a fresh proof of it', () => {
  const well = [service('hotline', 'operational'), service('portail', 'operational')]
  expect(summary(well)).toEqual({ level: 'operational', words: 'Tous les services opérationnels' })
  expect(summary([...well.slice(1), service('hotline', 'operational', 61)])).toEqual({
    level: 'unknown',
    words: 'Sans preuve récente : Hotline téléphonique',
  })
  expect(summary([service('portail', null)]).level).toBe('unknown')
  expect(summary([]).level).toBe('unknown')
})

test('once the link is lost, nothing is said to work any more', () => {
  expect(summary([service('portail', 'operational')], [], false).level).toBe('stale')
})

test('a service observed down without a declared incident is said as such', () => {
  expect(summary([service('portail', 'down'), service('hotline', 'operational')])).toEqual({
    level: 'down',
    words: 'Portail client : indisponible, aucun incident déclaré',
  })
})

test('an incident names the services that it touches; a major one is the gravest', () => {
  const services = [service('portail', 'degraded'), service('hotline', 'operational')]
  expect(summary(services, [incident])).toEqual({ level: 'degraded', words: 'Incident en cours : Portail client' })
  expect(summary(services, [{ ...incident, affectedPercent: 80 }]).level).toBe('down')
})

test('a proof is dated by its age, then by its hour', () => {
  expect(observedWords(at(8), now)).toBe('constaté à l’instant')
  expect(observedWords(at(28), now)).toBe('constaté il y a 20 s')
  expect(observedWords(at(4000), now)).toBe('constaté à 00:08')
})

test('a doubt says what it comes from', () => {
  expect(doubtWords('stale', service('portail', 'degraded'))).toBe('était dégradé')
  expect(doubtWords('unknown', service('portail', 'operational', 600))).toBe('la dernière preuve est trop ancienne')
  expect(doubtWords('unknown', service('portail', null))).toBe('rien n’a encore été constaté')
  expect(doubtWords('operational', service('portail', 'operational'))).toBeNull()
})

test('an estimate that is past is no longer given', () => {
  expect(estimateWords('2025-12-19T00:30:00.000Z', now)).toBe('01:30 (15 min)')
  expect(estimateWords('2025-12-19T00:10:00.000Z', now)).toContain('ne pas l’annoncer au client')
  expect(estimateWords(null, now)).toBe('pas encore estimée')
})
