import { expect, test } from 'vitest'
import type { Incident } from '#shared/domain/incident.ts'
import {
  blankIncident,
  changeOf,
  mergeTyped,
  readTyped,
  touchedFields,
  typedOf,
} from '../../../src/renderer/incidents/form/typed-incident.ts'
import { incidentAt } from './samples.ts'

const now = Date.parse('2025-12-18T23:50:00.000Z')
const incident: Incident = incidentAt({})

test('an incident that is read again is the same, and nothing of it is changed', () => {
  const typed = typedOf(incident)
  const { details, errors } = readTyped(typed, now)
  expect(errors).toEqual({})
  expect(incident).toMatchObject(details)
  expect(changeOf(typed, typed, details)).toEqual({})
})

test('only what is typed otherwise is sent', () => {
  const base = typedOf(incident)
  const typed = {
    ...base,
    cause: 'Disque plein',
    workarounds: 'Application mobile\n\nHotline ',
    levels: { portail: 'degraded' as const },
  }
  const { details } = readTyped(typed, now)
  expect(changeOf(base, typed, details)).toEqual({
    services: [{ id: 'portail', level: 'degraded' }],
    cause: 'Disque plein',
    workarounds: ['Application mobile', 'Hotline'],
  })
})

test('what is missing or cannot be read is named, field by field', () => {
  const typed = { ...blankIncident(now), affectedPercent: '120', startedAt: 'hier', estimatedEndAt: 'tantôt' }
  expect(Object.keys(readTyped(typed, now).errors).sort()).toEqual([
    ...['affectedPercent', 'estimatedEndAt', 'impact', 'nature', 'services', 'startedAt'],
  ])
})

test('somebody else’s change comes in where nothing was typed, and takes back no word', () => {
  const base = typedOf(incident)
  const typed = { ...base, cause: 'Bail expiré', team: 'Équipe réseau' }
  const theirs = typedOf({ ...incident, cause: 'Surcharge', impact: 'Lenteurs', affectedPercent: 60 })
  const merged = mergeTyped({ base, typed }, theirs)
  expect(merged.typed).toMatchObject({
    ...{ cause: 'Bail expiré', team: 'Équipe réseau', impact: 'Lenteurs', affectedPercent: '60' },
  })
  expect(merged.clashes).toEqual(['cause'])
  expect(touchedFields(theirs, merged.typed)).toEqual(['cause', 'team'])
})

test('the same levels in another order are no change', () => {
  const base = { ...typedOf(incident), levels: { a: 'down', b: 'degraded' } as const }
  expect(touchedFields(base, { ...base, levels: { b: 'degraded', a: 'down' } })).toEqual([])
})
