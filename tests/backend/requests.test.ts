import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '#backend/contract/problem.ts'
import { problem } from '#shared/contracts/problem.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount, newTicket } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
})
afterAll(() => backend.close())

const file = (body: unknown, headers: Record<string, string> = {}) =>
  backend.ask('fileTicket', { body, token: agent.token, headers })

describe('a request that cannot be taken', () => {
  it('names every wrong field, in French', async () => {
    const response = await file({
      ...newTicket(),
      kind: 'printer',
      contact: { name: 'J', email: 'jean@', phone: null },
    })
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(problem.parse(response.json()).fields).toEqual([
      { path: 'kind', message: 'Cette valeur n’est pas de celles attendues.' },
      { path: 'contact.email', message: 'Cette adresse n’est pas complète.' },
    ])
  })

  it.each([
    ['not JSON', '{"id":'],
    ['nothing', ''],
    ['a prototype in disguise', '{"__proto__":{"role":"admin"}}'],
    ['a list', '[]'],
    ['null', 'null'],
  ])('is a problem: %s', async (_, body) => {
    const response = await file(body)
    expect(response.statusCode).toBe(400)
    expect(problem.parse(response.json()).code).toBe('invalid-input')
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'image/png', ''])(
    'is a problem: sent as %j',
    async (type) => {
      const response = await file(newTicket(), { 'content-type': type })
      expect(response.statusCode).toBe(400)
      expect(response.json().fields).toEqual([expect.objectContaining({ path: 'Content-Type' })])
    },
  )

  it('is a problem: larger than anything we take', async () => {
    const response = await file({ ...newTicket(), notes: 'x'.repeat(5 * 1024 * 1024) })
    expect(response.statusCode).toBe(413)
    expect(problem.parse(response.json()).code).toBe('too-large')
  })

  it('is refused to a stranger before its megabytes are read', async () => {
    const response = await backend.ask('fileTicket', { body: 'x'.repeat(5 * 1024 * 1024) })
    expect(response.statusCode).toBe(401)
  })

  it('is a problem: a null character', async () => {
    const response = await file(newTicket({ notes: 'avant\0après' }))
    expect(response.statusCode).toBe(400)
    expect(response.json().fields).toEqual([{ path: 'notes', message: 'Ce texte contient un caractère interdit.' }])
  })

  it.each(['Bearer', 'Bearer x', "Bearer ' or 1=1 --", 'Basic eDp5', 'Bearer a b'])(
    'has no session: %s',
    async (authorization) => {
      const response = await backend.ask('readSession', { headers: { authorization } })
      expect(response.statusCode).toBe(401)
    },
  )
})

describe('words that would be commands elsewhere', () => {
  it.each(["'); drop table ticket; --", '<script>alert(1)</script>', '{{7*7}}', '🙂 \u202e'])(
    'are kept as they are: %s',
    async (notes) => {
      const response = await file(newTicket({ notes }))
      expect(response.json().notes).toBe(notes)
    },
  )
})

describe('every answer', () => {
  it.each([
    '/api/v1/nope',
    '/nope.php',
    '/api/v1/tickets/%00',
    '/api/v1/tickets/%zz',
    `/api/v1/tickets/${'a'.repeat(200)}`,
    '/api/v1/tickets/..%2f..%2fsecret.key',
  ])('to an unknown address is a problem: %s', async (url) => {
    const response = await backend.server.inject({ url, headers: { authorization: `Bearer ${agent.token}` } })
    expect([400, 404]).toContain(response.statusCode)
    expect(problem.parse(response.json()).status).toBe(response.statusCode)
  })

  it('carries the headers that keep a browser honest, and its id', async () => {
    for (const url of ['/healthz', '/api/v1/nope', '/api/v1/sessions/current']) {
      const { headers } = await backend.server.inject(url)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-trace-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      })
      expect(headers['strict-transport-security']).toBeUndefined()
    }
  })

  it('insists on HTTPS where clients use it', async () => {
    const secured = await openBackend({ publicUrl: 'https://status.numi.example' })
    const { headers } = await secured.server.inject('/healthz')
    expect(headers['strict-transport-security']).toContain('max-age=')
    await secured.close()
  })

  it('lets nothing out that the contract does not name', async () => {
    const id = await addAccount(backend.db)
    const card = (await backend.ask('readAccount', { params: { id }, token: agent.token })).json()
    expect(Object.keys(card).sort()).toEqual([
      ...['displayName', 'email', 'emailValidated', 'firstName', 'id', 'lastSignInAt'],
      ...['maskedEmail', 'maskedPhone', 'passwordChangedAt', 'phone', 'state', 'tickets'],
    ])
    const session = (await backend.ask('readSession', { token: agent.token })).json()
    expect(JSON.stringify(session)).not.toContain('hash')
  })
})

describe('a failure of our own', () => {
  it('tells nothing of its cause', async () => {
    const broken = await openBackend()
    const { token } = await broken.signIn('hotliner')
    await broken.db.schema.alterTable('ticket').renameTo('mislaid').execute()
    const response = await broken.ask('listTickets', { token })
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toMatch(/sqlite|ticket|select/i)
    expect(problem.parse(response.json()).code).toBe('internal-error')
    // The next test may be lent this database.
    await broken.db.schema.alterTable('mislaid').renameTo('ticket').execute()
    await broken.close()
  })

  it('of the disk asks to come back later', async () => {
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    const broken = await openBackend()
    broken.server.get('/full', () => Promise.reject(full))
    expect((await broken.server.inject('/full')).json().code).toBe('unavailable')
    await broken.close()
  })

  it('says when to come back where it knows', async () => {
    const busy = await openBackend()
    busy.server.get('/busy', () => Promise.reject(new ProblemError('too-many-attempts', { retryAfterSeconds: 12 })))
    expect((await busy.server.inject('/busy')).headers['retry-after']).toBe('12')
    await busy.close()
  })
})

describe('what is logged', () => {
  it('holds no address, body, token or search', async () => {
    const lines: string[] = []
    const write = process.stdout.write
    process.stdout.write = ((chunk: string) => {
      lines.push(String(chunk))
      return true
    }) as typeof process.stdout.write
    try {
      const talkative = await openBackend({ logLevel: 'debug' })
      const { token } = await talkative.signIn('hotliner')
      await talkative.ask('searchAccounts', { query: { q: 'sophie@laposte.example' }, token })
      await talkative.ask('fileTicket', { body: newTicket({ notes: 'secret du client' }), token })
      await talkative.ask('heartbeat', { params: { id: 'portail-client', key: 'wrong-heartbeat-key' } })
      await talkative.close()
      const logged = lines.join('')
      expect(logged).toContain('"route":"/api/v1/accounts"')
      expect(logged).toContain('"route":"/api/v1/services/:id/heartbeat/:key"')
      for (const private_ of ['laposte', 'secret du client', token, 'wrong-heartbeat-key', 'jean@'])
        expect(logged).not.toContain(private_)
    } finally {
      process.stdout.write = write
    }
  })
})
