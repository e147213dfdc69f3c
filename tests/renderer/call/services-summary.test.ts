import { expect, test } from 'vitest'
import type { ShownLevel } from '#shared/domain/service.ts'
import { servicesSummary } from '../../../src/renderer/call/platform/services-summary.ts'

const shown = (levels: Record<string, ShownLevel>) =>
  Object.entries(levels).map(([name, level]) => ({
    service: { id: name.toLowerCase(), name, isPublic: true, evidence: null },
    level,
  }))
const words = (levels: Record<string, ShownLevel>, told: string[] = []) =>
  servicesSummary(shown(levels), told).map((line) => line.words)

test('all well is said in one line', () => {
  expect(words({ Portail: 'operational', Ateliers: 'operational' })).toEqual(['Tous les services opérationnels'])
})

test('the service of the incident is told by it; the others are counted', () => {
  expect(words({ Portail: 'down', Ateliers: 'operational', Emails: 'operational' }, ['portail'])).toEqual([
    'Deux autres services opérationnels',
  ])
})

test('what is not well is named, the worst first; what is unknown is never counted as well', () => {
  expect(
    words({ Ateliers: 'degraded', Portail: 'down', Emails: 'unknown', Hotline: 'unknown', Base: 'operational' }),
  ).toEqual([
    'Portail : indisponible',
    'Ateliers : dégradé',
    'Deux services : état inconnu',
    'Un autre service opérationnel',
  ])
})

test('with the link lost, nothing is said to be well', () => {
  expect(words({ Portail: 'stale', Ateliers: 'stale' })).toEqual([])
})
