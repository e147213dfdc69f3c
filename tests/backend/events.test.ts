import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStatusFeed } from '#backend/events/status-feed.ts'
import { changedEvent, statusEvent } from '#shared/contracts/api.ts'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import { eventually } from '../eventually.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { newIncident, newTicket } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
})
afterEach(async () => {
  await backend.close()
  vi.useRealTimers()
})

/** Listens as a station does; `next` is the next status told, null once the stream has ended. */
async function listen(token = agent.token) {
  const response = await backend.server.inject({
    url: '/api/v1/events',
    headers: { authorization: `Bearer ${token}` },
    payloadAsStream: true,
  })
  const stream: Readable = response.stream()
  const chunks = stream[Symbol.asyncIterator]()
  return {
    headers: response.headers,
    async next(): Promise<PlatformStatus | null> {
      const { value, done } = await chunks.next()
      if (done) return null
      const [event, data] = String(value).trimEnd().split('\n')
      expect(event).toBe('event: status')
      return statusEvent.parse(JSON.parse((data ?? '').replace(/^data: /, '')))
    },
  }
}

/** Everything that a stream has carried so far. */
async function listenRaw(token: string): Promise<() => string> {
  const headers = { authorization: `Bearer ${token}` }
  const stream = (await backend.server.inject({ url: '/api/v1/events', headers, payloadAsStream: true })).stream()
  let text = ''
  stream.on('data', (chunk) => {
    text += chunk
  })
  return () => text
}

describe('the status feed', () => {
  it('tells the status at once, as a stream that nobody keeps', async () => {
    const feed = await listen()
    expect(feed.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    expect(await feed.next()).toMatchObject({ at: '2025-12-19T10:00:00.000Z', incidents: [] })
  })

  it('tells each change: declared, updated, resolved, observed', async () => {
    const feed = await listen()
    await feed.next()
    const { token } = await backend.signIn('technician')

    const declared = await backend.ask('declareIncident', { body: newIncident(), token })
    const params = { id: declared.json().id }
    expect((await feed.next())?.incidents).toEqual([declared.json()])

    await backend.ask('updateIncident', { params, body: { version: 1, workarounds: ['Application mobile'] }, token })
    expect((await feed.next())?.incidents[0]?.workarounds).toEqual(['Application mobile'])

    await backend.ask('resolveIncident', { params, body: { version: 2, resolution: 'Redémarrage' }, token })
    expect((await feed.next())?.incidents).toEqual([])

    const body = { level: 'degraded', note: null, validForSeconds: 60 }
    await backend.ask('recordEvidence', { params: { id: 'portail-client' }, body, token })
    expect((await feed.next())?.services[0]?.evidence?.level).toBe('degraded')

    await backend.ask('heartbeat', { params: { id: 'notifications-email', key: 'a-heartbeat-key-of-the-tests' } })
    expect((await feed.next())?.services[1]?.evidence?.level).toBe('operational')
  })

  it('tells what changes on the desk to whoever runs incidents, and to nobody else', async () => {
    const [technician, hotliner] = [await backend.signIn('technician'), agent]
    const [atDesk, atPhone] = [await listenRaw(technician.token), await listenRaw(hotliner.token)]
    const { id } = (await backend.ask('declareIncident', { body: newIncident(), token: technician.token })).json()
    const ticket = newTicket()
    await backend.ask('fileTicket', { body: ticket, key: ticket.id, token: hotliner.token })
    await backend.ask('attachTicket', { params: { id, ticketId: ticket.id }, token: technician.token })
    await backend.ask('addInternalNote', {
      params: { id },
      body: { text: 'Voir les journaux' },
      token: technician.token,
    })
    await backend.ask('createTemplate', {
      body: { name: 'Panne', content: { for: 'incident', fields: {} } },
      token: technician.token,
    })
    const changes = (text: string) =>
      [...text.matchAll(/event: changed\ndata: (.+)\n/g)].map(
        ([, data]) => changedEvent.parse(JSON.parse(data ?? '')).of,
      )
    await eventually(() =>
      expect(changes(atDesk())).toEqual(['incidents', 'tickets', 'tickets', 'incidents', 'templates']),
    )
    expect(changes(atPhone())).toEqual([])
  })

  it('says nothing of a change that was refused', async () => {
    const feed = await listen()
    await feed.next()
    const { token } = await backend.signIn('technician')
    await backend.ask('declareIncident', {
      body: newIncident({ services: [{ id: 'imprimante', level: 'down' }] }),
      token,
    })
    await backend.ask('declareIncident', { body: newIncident({ nature: 'la seule' }), token })
    expect((await feed.next())?.incidents.map(({ nature }) => nature)).toEqual(['la seule'])
  })

  it('proves that it lives, at least every fifteen seconds', async () => {
    const feed = await listen()
    await feed.next()
    backend.clock.advance(10)
    vi.advanceTimersByTime(15_000)
    expect((await feed.next())?.at).toBe('2025-12-19T10:00:10.000Z')
  })

  it('ends at once when its session is closed, and goes on for the others', async () => {
    const feed = await listen()
    const other = await listen((await backend.signIn('supervisor')).token)
    await feed.next()
    await other.next()
    await backend.ask('closeSession', { token: agent.token })
    expect(await feed.next()).toBeNull()
    vi.advanceTimersByTime(15_000)
    expect(await other.next()).not.toBeNull()
  })

  it('is heard a few times by one session, the last ones: a workplace that loops takes no more than that', async () => {
    const first = await listen()
    await first.next()
    for (let more = 0; more < 20; more += 1) await (await listen()).next()
    expect(await first.next()).toBeNull()
    expect(backend.server.backend.feed.listenerCount()).toBeLessThanOrEqual(8)
    const last = await listen()
    expect(await last.next()).not.toBeNull()
  })

  it('ends when its session expires', async () => {
    const feed = await listen()
    await feed.next()
    backend.clock.advance(12 * 3600 + 1)
    vi.advanceTimersByTime(15_000)
    expect(await feed.next()).toBeNull()
  })

  it('keeps nothing of a station that hung up', async () => {
    const listening = vi.spyOn(backend.server.backend.feed, 'listen')
    const url = await backend.server.listen({ host: '127.0.0.1', port: 0 })
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>()
    get(`${url}/api/v1/events`, { headers: { authorization: `Bearer ${agent.token}` } }, resolve)
    const response = await promise
    const stream = await listening.mock.results[0]?.value
    response.destroy()
    await once(stream, 'close')
    expect(stream.destroyed).toBe(true)
  })

  it('ends when the backend stops', async () => {
    const feed = await listen()
    await feed.next()
    await backend.server.close()
    expect(await feed.next()).toBeNull()
  })
})

describe('a feed that cannot read the status', () => {
  it('stays silent rather than tell an old one as fresh, and says so to whoever runs it', async () => {
    const errors: unknown[] = []
    const broken = new Error('disk')
    let isBroken = false
    const status: PlatformStatus = { at: '2025-12-19T10:00:00.000Z', services: [], incidents: [] }
    const feed = openStatusFeed({
      read: async () => {
        if (isBroken) throw broken
        return status
      },
      readFlows: async () => [],
      openAmong: async (all) => new Set(all),
      tellOthers: () => {},
      onError: (error) => errors.push(error),
      everyMs: 1000,
    })
    const stream = await feed.listen('hash', 'hotliner')
    stream.read()
    isBroken = true
    await vi.advanceTimersByTimeAsync(1000)
    expect(errors).toEqual([broken])
    expect(stream.read()).toBeNull()
    isBroken = false
    await vi.advanceTimersByTimeAsync(1000)
    expect(String(stream.read())).toContain('event: status')
    feed.close()
  })

  it('lets go of a listener who does not read', async () => {
    const large: PlatformStatus = { at: 'x'.repeat(600_000), services: [], incidents: [] }
    const feed = openStatusFeed({
      ...{ read: async () => large, readFlows: async () => [], openAmong: async (all) => new Set(all), everyMs: 1000 },
      ...{ tellOthers: () => {}, onError: () => {} },
    })
    const stream = await feed.listen('hash', 'hotliner')
    await vi.advanceTimersByTimeAsync(3000)
    expect(stream.destroyed).toBe(true)
    feed.close()
  })
})
