import { expect, test } from 'vitest'
import type { StationState } from '#shared/contracts/station.ts'
import type { Incident } from '#shared/domain/incident.ts'
import { noticeOf, watchMajorIncidents } from '../../../src/main/electron/incident-watch.ts'

const outage: Incident = {
  id: '0190a000-0000-7000-8000-0000000000aa',
  kind: 'incident',
  number: 'INC-MAJOR-001',
  services: [
    { id: 'portail-client', level: 'degraded' },
    { id: 'messagerie', level: 'degraded' },
  ],
  nature: 'Erreur 502 Bad Gateway',
  impact: 'Connexion impossible',
  affectedPercent: 70,
  startedAt: '2026-01-10T09:00:00.000Z',
  estimatedEndAt: null,
  cause: null,
  workarounds: [],
  team: null,
  state: 'investigating',
  declaredAt: '2026-01-10T09:00:00.000Z',
  resolvedAt: null,
  resolution: null,
  updatedAt: '2026-01-10T09:00:00.000Z',
  version: 1,
  notes: [],
}
const session: StationState['session'] = {
  user: {
    id: '0190a000-0000-7000-8000-000000000001',
    email: 'lea@numi.example',
    displayName: 'Léa M.',
    role: 'hotliner',
  },
  isOffline: false,
  mustSignIn: false,
}
const platformWith = (...incidents: Incident[]): StationState['platform'] => ({
  status: { at: '2026-01-10T09:01:00.000Z', services: [], incidents },
  isLive: true,
  ageMs: 0,
})

test('a major incident is told once, however often the status comes', () => {
  const freshIn = watchMajorIncidents()
  expect(freshIn({ session, platform: platformWith(outage) })).toEqual([outage])
  expect(freshIn({ session, platform: platformWith({ ...outage, state: 'identified' }) })).toEqual([])
  const second = { ...outage, id: '0190a000-0000-7000-8000-0000000000bb' }
  expect(freshIn({ session, platform: platformWith(outage, second) })).toEqual([second])
})

test('an incident that becomes major is told then', () => {
  const freshIn = watchMajorIncidents()
  expect(freshIn({ session, platform: platformWith({ ...outage, affectedPercent: 50 }) })).toEqual([])
  expect(freshIn({ session, platform: platformWith(outage) })).toEqual([outage])
})

test('nothing is told to nobody, nor of a status that may be over', () => {
  const freshIn = watchMajorIncidents()
  expect(freshIn({ session: null, platform: platformWith(outage) })).toEqual([])
  expect(freshIn({ session, platform: { ...platformWith(outage), isLive: false } })).toEqual([])
  expect(freshIn({ session, platform: { status: null, isLive: true, ageMs: 0 } })).toEqual([])
  expect(freshIn({ session, platform: platformWith(outage) })).toEqual([outage])
})

test('the system shows what is touched and what it does, in the incident’s words', () => {
  expect(noticeOf(outage, [{ id: 'portail-client', name: 'Portail client' }])).toEqual({
    title: 'Incident majeur : Portail client, messagerie',
    body: 'Connexion impossible',
  })
})
