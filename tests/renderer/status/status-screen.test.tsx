// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import StatusScreen from '../../../src/renderer/status/status-screen.tsx'
import { onScreen } from '../on-screen.tsx'
import { quietState, TestStation } from '../test-station.ts'

const status: PlatformStatus = {
  at: '2025-12-19T00:15:00.000Z',
  incidents: [],
  services: [
    {
      id: 'portail',
      name: 'Portail client',
      isPublic: true,
      evidence: {
        level: 'operational',
        checkedAt: '2025-12-19T00:14:50.000Z',
        source: { kind: 'technician', name: 'Inès R.' },
        validForSeconds: 30,
        note: null,
      },
    },
  ],
}

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

test('a proof grows old under the agent’s eyes, and stops being believed', () => {
  onScreen(new TestStation({ ...quietState, platform: { status, isLive: true, ageMs: 0 } }), <StatusScreen />)
  const line = () => screen.getByRole('listitem').textContent
  expect(line()).toBe('Portail clientopérationnelconstaté il y a 10 s · technicien Inès R.')
  act(() => void vi.advanceTimersByTime(15_000))
  expect(line()).toContain('constaté il y a 20 s')
  act(() => void vi.advanceTimersByTime(10_000))
  expect(line()).toContain('inconnu')
  expect(screen.getByText('Sans preuve récente : Portail client')).toBeDefined()
})

test('when the link is lost, what is held is shown as out of date', () => {
  const station = new TestStation({ ...quietState, platform: { status, isLive: true, ageMs: 0 } })
  onScreen(station, <StatusScreen />)
  act(() => station.say({ link: 'offline', platform: { status, isLive: false, ageMs: 1000 } }))
  expect(screen.getByRole('listitem').textContent).toContain('périmé')
  expect(screen.queryByText('Tous les services opérationnels')).toBeNull()
  expect(within(screen.getByRole('complementary')).getByText('État reçu le 19/12/2025 à 01:15.')).toBeDefined()
})

test('an incident held while the link is lost is not said to be in progress', () => {
  const incidents: PlatformStatus['incidents'] = [
    {
      id: '0190a000-0000-7000-8000-000000000001',
      kind: 'incident',
      number: 'INC-MAJOR-001',
      services: [{ id: 'portail', level: 'degraded' }],
      nature: 'Erreur 502 Bad Gateway',
      impact: 'Connexion impossible',
      affectedPercent: 80,
      startedAt: '2025-12-18T23:45:00.000Z',
      estimatedEndAt: '2025-12-19T00:30:00.000Z',
      cause: 'Surcharge serveur',
      workarounds: [],
      team: null,
      state: 'investigating',
      declaredAt: '2025-12-19T00:10:00.000Z',
      resolvedAt: null,
      resolution: null,
      updatedAt: '2025-12-19T00:10:00.000Z',
      version: 1,
      notes: [],
    },
  ]
  const held = { ...status, incidents }
  const station = new TestStation({ ...quietState, platform: { status: held, isLive: true, ageMs: 0 } })
  onScreen(station, <StatusScreen />)
  const incident = () => screen.getByRole('article', { name: 'Incident majeur : Portail client' }).textContent
  expect(incident()).toContain('Incident majeur en cours')
  expect(incident()).toContain('Résolution estimée01:30 (15 min)')
  expect(incident()).toContain('CauseSurcharge serveur')
  act(() => station.say({ platform: { status: held, isLive: false, ageMs: 1000 } }))
  expect(incident()).toContain('peut-être terminé')
})

test('without any status ever received, the agent is told not to say that it works', () => {
  onScreen(
    new TestStation({ ...quietState, link: 'offline', platform: { status: null, isLive: false, ageMs: 0 } }),
    <StatusScreen />,
  )
  expect(screen.getByText(/ne dites pas au client que la plateforme fonctionne/)).toBeDefined()
})
