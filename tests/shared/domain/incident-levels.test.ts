import { expect, it } from 'vitest'
import type { IncidentDetails } from '#shared/domain/incident.ts'
import { changedPeriods, firstPeriods } from '#shared/domain/incident-levels.ts'

type Leveled = Pick<IncidentDetails, 'services' | 'startedAt'>
const start = '2025-12-18T23:45:00.000Z'
const later = '2025-12-19T00:10:00.000Z'
const portal = (level: 'degraded' | 'down') => ({ id: 'portail', level })
const incident = (...services: Leveled['services']): Leveled => ({ services, startedAt: start })

it('a service keeps a level from the start to the end of the incident until somebody says otherwise', () => {
  expect(firstPeriods(incident(portal('degraded')))).toEqual([
    { serviceId: 'portail', level: 'degraded', since: start, until: null },
  ])
})

it('a level that changes ends one period and begins another; a service that leaves ends its own', () => {
  const before = incident(portal('degraded'), { id: 'email', level: 'down' })
  const after = incident(portal('down'))
  expect(changedPeriods(firstPeriods(before), before, after, later)).toEqual([
    { serviceId: 'portail', level: 'down', since: later, until: null },
    { serviceId: 'portail', level: 'degraded', since: start, until: later },
    { serviceId: 'email', level: 'down', since: start, until: later },
  ])
})

it('a start that moves moves what began with it, and drops what would end before', () => {
  const before = incident(portal('degraded'))
  const changed = incident(portal('down'))
  const periods = changedPeriods(firstPeriods(before), before, changed, '2025-12-19T00:00:00.000Z')
  const moved = { ...changed, startedAt: '2025-12-19T00:05:00.000Z' }
  expect(changedPeriods(periods, changed, moved, later)).toEqual([
    { serviceId: 'portail', level: 'down', since: moved.startedAt, until: null },
  ])
})

it('a maintenance changed before it begins has its levels from its beginning only', () => {
  const before = { services: [{ id: 'portail', level: 'maintenance' as const }], startedAt: later }
  const after = { ...before, services: [portal('down')] }
  expect(changedPeriods(firstPeriods(before), before, after, start)).toEqual([
    { serviceId: 'portail', level: 'down', since: later, until: null },
  ])
})
