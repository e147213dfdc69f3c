import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgetExpired } from '#backend/retention.ts'
import { readServiceHistory } from '#backend/services/history.ts'
import { keepEvidence } from '#backend/services/repository.ts'
import type { ServiceLevel } from '#shared/domain/service.ts'
import { openBackend, type TestBackend } from './open-backend.ts'

let backend: TestBackend
beforeEach(async () => {
  backend = await openBackend()
})
afterEach(() => backend.close())

const saw = (level: ServiceLevel, kind: 'probe' | 'technician' = 'probe', validForSeconds = 60) =>
  keepEvidence(backend.db, 'portail-client', {
    ...{ level, note: null, validForSeconds, source: { kind, name: kind } },
    checkedAt: backend.clock.now().toISOString(),
  })
/** "operational 10:00:00–10:01:00", since the hour. */
const history = async () => {
  const from = new Date('2025-12-19T10:00:00.000Z')
  const observed = (await readServiceHistory(backend.db, from, backend.clock.now())).get('portail-client') ?? []
  const hour = (at: number) => new Date(at).toISOString().slice(11, 19)
  return observed.map(({ level, from, to }) => `${level} ${hour(from)}–${hour(to)}`)
}
const rows = async () => (await backend.db.selectFrom('service_period').selectAll().execute()).length

describe('the history of a service', () => {
  it('is empty until something is observed', async () => {
    backend.clock.advance(10)
    expect(await history()).toEqual(['unknown 10:00:00–10:00:10'])
    await saw('operational')
    backend.clock.advance(20)
    expect(await history()).toEqual(['unknown 10:00:00–10:00:10', 'operational 10:00:10–10:00:30'])
  })

  it('grows by one row a change, however often it is observed', async () => {
    for (let probes = 0; probes < 50; probes += 1) {
      await saw('operational')
      backend.clock.advance(20)
    }
    expect(await rows()).toBe(1)
    await saw('down')
    backend.clock.advance(20)
    await saw('down')
    expect(await rows()).toBe(2)
    expect(await history()).toEqual(['operational 10:00:00–10:16:40', 'down 10:16:40–10:17:00'])
  })

  it('leaves out the time when the backend was away, but for what the last proof still covered', async () => {
    await saw('operational')
    backend.clock.set('2025-12-19T12:00:00.000Z')
    await saw('operational')
    backend.clock.advance(10)
    expect(await history()).toEqual([
      'operational 10:00:00–10:01:00',
      'unknown 10:01:00–12:00:00',
      'operational 12:00:00–12:00:10',
    ])
  })

  it('follows a technician’s word until it no longer holds, to the second', async () => {
    await saw('operational')
    backend.clock.advance(10)
    await saw('degraded', 'technician', 30)
    backend.clock.advance(25)
    await saw('operational')
    backend.clock.advance(20)
    await saw('operational')
    expect(await history()).toEqual([
      'operational 10:00:00–10:00:10',
      'degraded 10:00:10–10:00:40',
      'operational 10:00:40–10:00:55',
    ])
  })

  it('is kept for 25 months', async () => {
    await saw('operational')
    backend.clock.advance(60)
    await saw('down')
    backend.clock.set('2027-12-01T00:00:00.000Z')
    await saw('operational')
    await forgetExpired(backend.db, backend.clock.now())
    expect(await rows()).toBe(2)
    await forgetExpired(backend.db, new Date('2028-03-01T00:00:00.000Z'))
    expect(await rows()).toBe(0)
  })

  it('is written once when several observe at the same time', async () => {
    await saw('operational')
    backend.clock.advance(20)
    await Promise.all([saw('operational'), saw('operational', 'technician'), saw('operational')])
    backend.clock.advance(20)
    await Promise.all([saw('down'), saw('operational', 'technician')])
    expect(await history()).toEqual(['operational 10:00:00–10:00:40'])
    expect(await rows()).toBe(1)
  })
})
