import { get, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../eventually.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount, callRecord, newTicket } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
beforeEach(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
})
afterEach(() => backend.close())

interface Scrape {
  remoteAddress?: string
  headers?: Record<string, string>
}

const scrape = ({ remoteAddress = '127.0.0.1', headers = {} }: Scrape = {}, of = backend) =>
  of.server.inject({ url: '/metrics', remoteAddress, headers })

/** What is measured: each sample by its name and labels, as Prometheus reads it. */
async function samples(of = backend): Promise<Map<string, number>> {
  const { statusCode, payload } = await scrape({}, of)
  expect(statusCode).toBe(200)
  const lines = payload.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const [, name, value] = /^([a-z_][\w]*(?:\{[^\n]*\})?) (\S+)$/i.exec(line) ?? []
      if (!name) throw new Error(`Not a sample: ${line}`)
      return [name, Number(value)]
    }),
  )
}

describe('the metrics', () => {
  it('are in the Prometheus text format, each explained', async () => {
    const { headers, payload } = await scrape()
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    const explained = [...payload.matchAll(/^# HELP (\w+) \S/gm)].map((match) => match[1])
    const typed = [...payload.matchAll(/^# TYPE (\w+) (?:counter|gauge|histogram|summary)$/gm)].map((match) => match[1])
    expect(typed).toEqual(explained)
    expect(typed).toContain('numi_http_request_duration_seconds')
    expect((await samples()).get(`numi_build_info{version="0.1.0",node="${process.version}"}`)).toBe(1)
  })

  it('time the answers by route and status, whatever was asked of it', async () => {
    const { token } = agent
    const id = await addAccount(backend.db)
    await backend.ask('readAccount', { params: { id }, token })
    await backend.ask('readAccount', { params: { id: 'sophie' }, token })
    await backend.server.inject('/sophie.lefevre@laposte.example')
    const counted = await samples()
    const count = (route: string, status: number) =>
      counted.get(`numi_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`)
    expect(count('/api/v1/accounts/:id', 200)).toBe(1)
    expect(count('/api/v1/accounts/:id', 400)).toBe(1)
    expect(count('unknown', 404)).toBe(1)
  })

  it('name nobody', async () => {
    const { token } = agent
    const contact = { name: 'Jean Petitjean', email: 'jean@exemple.example', phone: '+33612345678' }
    await backend.ask('fileTicket', { body: newTicket({ contact }), token })
    await backend.ask('searchAccounts', { query: { q: 'petitjean' }, token })
    await backend.ask('openSession', { body: { email: contact.email, password: 'hunter2' } })
    const { payload } = await scrape()
    for (const secret of ['etitjean', 'jean@', '612345678', 'hunter2', token, agent.id])
      expect(payload).not.toContain(secret)
  })

  it('count what waits to be told, and for how long', async () => {
    const { token } = agent
    expect((await samples()).get('numi_notifications{channel="email",state="waiting"}')).toBeUndefined()
    await backend.ask('fileTicket', { body: newTicket(), token })
    backend.clock.advance(90)
    await backend.ask('fileTicket', { body: newTicket(), token })
    const counted = await samples()
    expect(counted.get('numi_notifications{channel="email",state="waiting"}')).toBe(2)
    await backend.db
      .updateTable('notification')
      .set({ channel: 'sms' })
      .where('created_at', '=', backend.clock.now().toISOString())
      .execute()
    expect((await samples()).get('numi_notifications{channel="sms",state="waiting"}')).toBe(1)
    expect(counted.get('numi_notifications_oldest_seconds{channel="email"}')).toBe(90)
    expect(counted.get('numi_tickets_numbered')).toBe(2)
  })

  it('count a call once, however often it is sent', async () => {
    const body = callRecord(agent.id)
    const params = { id: body.call.id }
    for (const key of ['first-key', 'first-key', 'second-key'])
      await backend.ask('recordCall', { params, body, token: agent.token, key })
    expect((await samples()).get('numi_calls_received_total{channel="phone",closing="resolved"}')).toBe(1)
  })

  it('tell that the database is away, and go on', async () => {
    expect((await samples()).get('numi_database_up')).toBe(1)
    await backend.db.destroy()
    const counted = await samples()
    expect(counted.get('numi_database_up')).toBe(0)
    expect(counted.has('numi_database_ping_seconds')).toBe(false)
  })

  it('of a process at work say how it does, its probes, and who listens', async () => {
    const probe = { url: 'http://127.0.0.1:9/', intervalSeconds: 60, timeoutMs: 1000 }
    const working = await openBackend({ services: [{ id: 'portail', name: 'Portail', isPublic: true, probe }] })
    try {
      const url = await working.server.listen({ host: '127.0.0.1', port: 0 })
      const { token } = await working.signIn('hotliner')
      const { promise, resolve } = Promise.withResolvers<IncomingMessage>()
      get(`${url}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } }, resolve)
      const stream = await promise
      await eventually(async () => {
        const counted = await samples(working)
        expect(counted.get('numi_sse_listeners')).toBe(1)
        expect(counted.get('numi_probe_duration_seconds_count{service="portail",level="down"}')).toBe(1)
        expect(counted.get('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0)
      })
      stream.destroy()
      await eventually(async () => expect((await samples(working)).get('numi_sse_listeners')).toBe(0))
    } finally {
      await working.close()
    }
  })
})

describe('who may read the metrics', () => {
  it.each([
    ['from elsewhere', { remoteAddress: '203.0.113.7' }],
    ['through a proxy of this machine', { headers: { 'x-forwarded-for': '203.0.113.7' } }],
    ['through a proxy that says so otherwise', { headers: { forwarded: 'for=203.0.113.7' } }],
  ])('not those who come %s: for them there is nothing', async (_, from) => {
    const { statusCode, payload } = await scrape(from)
    expect(statusCode).toBe(404)
    expect(payload).not.toContain('numi_')
  })

  it('is whoever has the token, once there is one, from wherever', async () => {
    const metricsToken = 'a token for the metrics'
    const guarded = await openBackend({ metricsToken })
    try {
      const remoteAddress = '203.0.113.7'
      const authorized = (authorization: string) => scrape({ remoteAddress, headers: { authorization } }, guarded)
      expect((await authorized(`Bearer ${metricsToken}`)).statusCode).toBe(200)
      for (const wrong of ['', 'Bearer ', metricsToken, `Bearer ${metricsToken} `, 'Bearer a token for the metric'])
        expect((await authorized(wrong)).statusCode).toBe(404)
      expect((await scrape({}, guarded)).statusCode).toBe(404)
    } finally {
      await guarded.close()
    }
  })
})
