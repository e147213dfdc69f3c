import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { probe, startProbes } from '#backend/services/probe.ts'
import { type Evidence, leadingEvidence, type ServiceLevel, shownLevel } from '#shared/domain/service.ts'
import { openBackend, type SignedIn, type TestBackend, testClock } from './open-backend.ts'

const key = 'a-heartbeat-key-of-the-tests'

let backend: TestBackend
let technician: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  technician = await backend.signIn('technician')
})
afterAll(() => backend.close())
beforeEach(() => backend.clock.set('2025-12-19T10:00:00.000Z'))

const say = (level: ServiceLevel, id = 'portail-client') =>
  backend.ask('recordEvidence', {
    params: { id },
    body: { level, note: 'Lenteur de connexion', validForSeconds: 600 },
    token: technician.token,
  })
const beat = (told: string, id = 'notifications-email') => backend.ask('heartbeat', { params: { id, key: told } })
const services = async () => (await backend.ask('listServices', { token: technician.token })).json().services

describe('a service', () => {
  it('is unknown until something is observed', async () => {
    const fresh = await openBackend()
    const { token } = await fresh.signIn('hotliner')
    const listed = (await fresh.ask('listServices', { token })).json().services
    expect(listed.map((s: { evidence: unknown }) => s.evidence)).toEqual([null, null])
    expect(listed.map((s: { name: string }) => s.name)).toEqual(['Portail client', 'Notifications email'])
    await fresh.close()
  })

  it('is what a technician says, under their name', async () => {
    const response = await say('degraded')
    expect(response.statusCode).toBe(201)
    expect(response.json().evidence).toEqual({
      level: 'degraded',
      checkedAt: '2025-12-19T10:00:00.000Z',
      source: { kind: 'technician', name: technician.displayName },
      validForSeconds: 600,
      note: 'Lenteur de connexion',
    })
    expect((await services())[0]).toEqual(response.json())
  })

  it('that nobody has named is not found', async () => {
    expect((await say('down', 'imprimante')).statusCode).toBe(404)
  })

  it('is alive when its supervision says so with its key', async () => {
    expect((await beat(key)).statusCode).toBe(204)
    expect((await services())[1].evidence).toMatchObject({
      level: 'operational',
      source: { kind: 'monitoring' },
      validForSeconds: 120,
    })
  })

  it.each([
    ['another key', 'another-key-of-16-and-more', 'notifications-email'],
    ['a service without supervision', key, 'portail-client'],
    ['no service', key, 'imprimante'],
  ])('is not moved by %s', async (_, told, id) => {
    const before = await services()
    expect((await beat(told, id)).statusCode).toBe(404)
    expect(await services()).toEqual(before)
  })

  it('keeps no key in clear', async () => {
    expect(JSON.stringify(await backend.db.selectFrom('service').selectAll().execute())).not.toContain(key)
  })
})

describe('what is believed', () => {
  const now = Date.parse('2025-12-19T10:00:00.000Z')
  const seen = (level: ServiceLevel, kind: Evidence['source']['kind'], ageSeconds: number): Evidence => ({
    ...{ level, note: null, validForSeconds: 60, source: { kind, name: kind } },
    checkedAt: new Date(now - ageSeconds * 1000).toISOString(),
  })

  it('is nothing without evidence', () => expect(leadingEvidence([], now)).toBeNull())

  it('is a technician’s worry over a probe that sees less', () => {
    const worried = seen('degraded', 'technician', 50)
    expect(leadingEvidence([seen('operational', 'probe', 1), worried], now)).toEqual(worried)
  })

  it('is a failing probe over an optimist', () => {
    const failing = seen('down', 'probe', 10)
    expect(leadingEvidence([failing, seen('operational', 'technician', 1)], now)).toEqual(failing)
  })

  it('is the latest of those that agree', () => {
    const latest = seen('operational', 'probe', 1)
    expect(leadingEvidence([seen('operational', 'monitoring', 30), latest], now)).toEqual(latest)
  })

  it('forgets a worry that no longer holds', () => {
    const fresh = seen('operational', 'probe', 1)
    expect(leadingEvidence([seen('down', 'technician', 61), fresh], now)).toEqual(fresh)
  })

  it('is the latest, shown as unknown, when nothing holds', () => {
    const latest = seen('operational', 'probe', 90)
    expect(leadingEvidence([seen('down', 'technician', 120), latest], now)).toEqual(latest)
    expect(shownLevel({ id: 'x', name: 'x', isPublic: true, evidence: latest }, [], now, true)).toBe('unknown')
  })
})

describe('a probe', () => {
  let target: Server
  afterEach(() => new Promise((resolve) => target.close(resolve)))
  const serve = (listener: RequestListener) =>
    new Promise<string>((resolve) => {
      target = createServer(listener).listen(0, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${(target.address() as AddressInfo).port}/`)
      })
    })
  const see = (url: string) => probe({ url, intervalSeconds: 20, timeoutMs: 300 }, testClock())

  it.each([
    [200, 'operational', null],
    [204, 'operational', null],
    [302, 'degraded', 'Réponse HTTP 302'],
    [404, 'degraded', 'Réponse HTTP 404'],
    [500, 'down', 'Réponse HTTP 500'],
    [502, 'down', 'Réponse HTTP 502'],
  ])('reads HTTP %i as %s', async (status, level, note) => {
    const url = await serve((_, response) => response.writeHead(status, { location: '/ok' }).end())
    expect(await see(url)).toEqual({
      ...{ level, note, checkedAt: '2025-12-19T10:00:00.000Z', validForSeconds: 60 },
      source: { kind: 'probe', name: new URL(url).host },
    })
  })

  it('is not deceived by an answer that never ends', async () => {
    const url = await serve((_, response) => response.writeHead(200).write('…'))
    expect(await see(url)).toMatchObject({ level: 'down', note: 'Pas de réponse en 0,3 s' })
    target.closeAllConnections()
  })

  it('says when nobody answers', async () => {
    const url = await serve(() => {})
    target.closeAllConnections()
    await new Promise((resolve) => target.close(resolve))
    expect(await see(url)).toMatchObject({ level: 'down', note: 'Connexion impossible' })
    await serve(() => {})
  })

  it('writes what it saw and tells whoever listens', async () => {
    const url = await serve((_, response) => response.end('ok'))
    const observing = await openBackend({
      services: [
        { id: 'portail-client', name: 'Portail', isPublic: true, probe: { url, intervalSeconds: 20, timeoutMs: 900 } },
      ],
    })
    const { token } = await observing.signIn('hotliner')
    const told = new Promise<void>((resolve) => {
      const stop = startProbes({
        ...observing.server.backend,
        feed: { ...observing.server.backend.feed, publish: resolve },
      })
      void stop.then((end) => end())
    })
    await told
    const [service] = (await observing.ask('listServices', { token })).json().services
    expect(service.evidence).toMatchObject({ level: 'operational', source: { kind: 'probe' } })
    await observing.close()
  })
})
