import { expect, it } from 'vitest'
import type { ImpactLevel } from '#shared/domain/incident.ts'
import { type Service, shownLevel } from '#shared/domain/service.ts'

const checkedAt = '2026-01-05T10:00:00.000Z'
const now = Date.parse(checkedAt)
const portal: Service = {
  id: 'portail-client',
  name: 'Portail client',
  isPublic: true,
  evidence: {
    level: 'operational',
    checkedAt,
    source: { kind: 'probe', name: 'http' },
    validForSeconds: 60,
    note: null,
  },
}

const touching = (id: string, level: ImpactLevel) => ({ services: [{ id, level }] })

it('is never green without fresh proof', () => {
  expect(shownLevel(portal, [], now + 60_000, true)).toBe('operational')
  expect(shownLevel(portal, [], now + 60_001, true)).toBe('unknown')
  expect(shownLevel({ ...portal, evidence: null }, [], now, true)).toBe('unknown')
})

it('is stale as soon as the backend is no longer heard, then unknown', () => {
  expect(shownLevel(portal, [], now + 1, false)).toBe('stale')
  expect(shownLevel(portal, [], now + 60_001, false)).toBe('unknown')
})

it('is never green while an incident is open on it, whatever a probe says', () => {
  expect(shownLevel(portal, [touching('portail-client', 'degraded')], now, true)).toBe('degraded')
  expect(shownLevel(portal, [touching('notifications-email', 'down')], now, true)).toBe('operational')
})

it('is the worst of what is declared and of what is observed', () => {
  const failing = { ...portal, evidence: { ...portal.evidence, level: 'down' } } as Service
  expect(shownLevel(failing, [touching('portail-client', 'degraded')], now, true)).toBe('down')
  expect(
    shownLevel(portal, [touching('portail-client', 'down'), touching('portail-client', 'degraded')], now, true),
  ).toBe('down')
})

it('is what an open incident declares where nothing is observed', () => {
  const unseen = { ...portal, evidence: null }
  expect(shownLevel(unseen, [touching('portail-client', 'down')], now, true)).toBe('down')
})

it('is under maintenance while one is, whatever is then observed, unless an incident says worse', () => {
  const failing = { ...portal, evidence: { ...portal.evidence, level: 'down' } } as Service
  const maintenance = touching('portail-client', 'maintenance')
  expect(shownLevel(failing, [maintenance], now, true)).toBe('maintenance')
  expect(shownLevel(failing, [maintenance, touching('portail-client', 'degraded')], now, true)).toBe('down')
})
