import { expect, it } from 'vitest'
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
  expect(shownLevel(portal, [{ serviceIds: ['portail-client'] }], now, true)).toBe('degraded')
  expect(shownLevel(portal, [{ serviceIds: ['notifications-email'] }], now, true)).toBe('operational')
})
