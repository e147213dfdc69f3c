import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClientSession } from '#backend/portal/client-session.ts'
import { api, type Operation, type OperationName } from '#shared/contracts/api.ts'
import { openBackend, type TestBackend, testClock } from '../open-backend.ts'
import { routesOf } from '../routes-of.ts'
import { addAccount } from '../samples.ts'
import { publicUrl } from './site.ts'

/** Every page, by who may open it. One that is not here has not been thought of. */
const open = [
  ...['/', '/statut', '/historique', '/historique/:month', '/incidents/:id', '/flux.atom', '/flux.rss'],
  ...[
    '/mot-de-passe-oublie',
    '/mot-de-passe-oublie/envoye',
    '/nouveau-mot-de-passe/:token',
    '/nouveau-mot-de-passe/fait',
  ],
  ...[
    '/valider-adresse/:token',
    '/valider-adresse/fait',
    '/enquete/:token',
    '/portail/connexion',
    '/portail/connexion/terminee',
  ],
  ...['/abonnement', '/abonnement/envoye', '/abonnement/fait', '/abonnement/arrete', '/abonnement/:token'],
  ...['/abonnement/confirmation/:token', '/abonnement/:token/arret'],
  ...['/signaler', '/pages.css', '/formulaires.css', '/portail.css', '/portail/signaler.js', '/banniere.js'],
]
const forClients = [
  ...['/portail', '/portail/parametres', '/portail/signaler', '/portail/signalements/:id'],
  '/portail/signalements/:id/envoye',
]
const inDemonstration = ['/boite-aux-lettres', '/boite-aux-lettres/:id', '/boite-aux-lettres/:id/html']
const posted = [
  ...['/mot-de-passe-oublie', '/nouveau-mot-de-passe/:token', '/valider-adresse/:token', '/enquete/:token'],
  ...['/portail/connexion', '/portail/signaler', '/portail/deconnexion'],
  ...['/abonnement', '/abonnement/confirmation/:token', '/abonnement/:token'],
]
/** Sent by mail readers for their owners, from no page (RFC 8058): the token in the address is all that they need. */
const postedByAnybody = ['/abonnement/:token/arret']
/** Neither pages nor operations. */
const machinery = ['GET /api/v1/openapi.json', 'GET /healthz', 'GET /metrics']

const { host } = new URL(publicUrl)
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const filled = (route: string, value = '01a2069b-3e32-7515-9bfa-9fa29829823f') => route.replace(/:\w+/g, value)

let backend: TestBackend
let cookie: string
let agent: string
beforeAll(async () => {
  backend = await openBackend({ publicUrl, isDemo: true, clock: testClock('2025-12-19T00:00:00.000Z') })
  const { db, clock } = backend
  cookie = `__Host-numi-portail=${await openClientSession(db, await addAccount(db), clock.now())}`
  agent = `Bearer ${(await backend.signIn('admin')).token}`
})
afterAll(() => backend.close())

const get = (url: string, headers: Record<string, string> = {}) =>
  backend.server.inject({ url, headers: { host, ...headers } })
const post = (url: string, headers: Record<string, string>, payload = '') =>
  backend.server.inject({ method: 'POST', url, headers: { host, ...form, ...headers }, payload })

it('is known here, as are the operations of the contract, and nothing else is served', () => {
  const operations = Object.values<Operation>(api).map(({ method, path }) => `${method} ${path}`)
  const isOurs = (route: string) => !machinery.includes(route) && !/^\w+ \/demonstration\//.test(route)
  expect(routesOf(backend.server).filter(isOurs)).toEqual(
    [
      ...operations,
      ...[...open, ...forClients, ...inDemonstration].map((path) => `GET ${path}`),
      ...[...posted, ...postedByAnybody].map((path) => `POST ${path}`),
    ].sort(),
  )
})

it.each(inDemonstration)('%s is the demonstration’s alone', async (route) => {
  const real = await openBackend({ publicUrl })
  expect((await real.server.inject({ url: filled(route), headers: { host } })).statusCode).toBe(404)
  await real.close()
})

describe.each(forClients)('%s', (route) => {
  it('is for signed-in clients: neither strangers nor agents', async () => {
    for (const headers of [{}, { authorization: agent }, { cookie: '__Host-numi-portail=x' }]) {
      const answer = await get(filled(route), headers)
      expect(answer.statusCode).toBe(303)
      expect(answer.headers.location).toMatch(/^\/portail\/connexion\?retour=%2Fportail/)
    }
    expect((await get(filled(route), { cookie })).headers.location ?? '').not.toMatch(/connexion/)
  })
})

it.each((Object.entries(api) as [OperationName, Operation][]).filter(([, { roles }]) => roles !== 'anyone'))(
  'a client’s session opens nothing of the API: %s',
  async (_, { method, path }) => {
    const answer = await backend.server.inject({ method, url: filled(path), headers: { host, cookie } })
    expect(answer.statusCode).toBe(401)
  },
)

describe.each(posted)('a form sent to %s', (route) => {
  it.each([{}, { origin: 'null' }, { origin: 'https://autre.exemple.com' }, { origin: `${publicUrl}.autre.com` }])(
    'is refused when it does not come from our pages: %j',
    async (origin) => {
      const answer = await post(filled(route), { ...origin, cookie }, 'email=a')
      expect(answer.statusCode).toBe(403)
      expect(answer.cookies).toEqual([])
    },
  )
})

describe.each([...open, ...forClients, ...inDemonstration])('%s', (route) => {
  it('tells browsers to be strict', async () => {
    const { headers, statusCode } = await get(filled(route), { cookie })
    expect(statusCode).toBeLessThan(500)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    // An email as its reader sees it, in a frame where nothing runs, is dressed as emails are.
    if (!route.endsWith('/html') || statusCode !== 200) expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/)
    expect(policy).toMatch(/frame-ancestors '(none|self)'/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['strict-transport-security']).toContain('max-age=')
    expect(headers['referrer-policy']).toMatch(/^(same-origin|no-referrer)$/)
  })
})

const numRuns = Number(process.env.NUMI_FUZZ ?? 5)
const seed = process.env.NUMI_FUZZ ? {} : { seed: 20_251_219 }
const anything = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    '%',
    '%zz',
    '../..',
    '<script>',
    "' or 1=1 --",
    '🙂',
    '\r\nSet-Cookie: a=b',
    '2025-13',
    '9'.repeat(400),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed()),
)
const fields = fc.dictionary(
  fc.constantFrom(
    'email',
    'password',
    'again',
    'retour',
    'id',
    'kind',
    'description',
    'carried',
    'services',
    'stop',
    '__proto__',
    'x',
  ),
  anything,
)

describe('whatever is asked or sent, no page fails', () => {
  it.each([...open, ...forClients, ...inDemonstration])('%s', async (route) => {
    const property = fc.asyncProperty(anything, anything, fc.boolean(), async (part, query, isClient) => {
      const url = `${filled(route, encodeURIComponent(part) || 'x')}?retour=${encodeURIComponent(query)}`
      expect((await get(url, isClient ? { cookie } : {})).statusCode).toBeLessThan(500)
    })
    await fc.assert(property, { numRuns, ...seed })
  })

  it.each([...posted, ...postedByAnybody])('%s, posted to', async (route) => {
    const property = fc.asyncProperty(anything, fields, async (part, values) => {
      const body = route === '/portail/signaler' ? new FormData() : new URLSearchParams()
      for (const [name, value] of Object.entries(values)) body.append(name, value)
      if (body instanceof FormData) body.append('screenshot', new File([part], part))
      const sent = new Response(body)
      const answer = await backend.server.inject({
        ...{ method: 'POST', url: filled(route, encodeURIComponent(part) || 'x') },
        headers: { host, origin: publicUrl, cookie, 'content-type': sent.headers.get('content-type') ?? '' },
        payload: Buffer.from(await sent.arrayBuffer()),
      })
      expect(answer.statusCode).toBeLessThan(500)
    })
    await fc.assert(property, { numRuns, ...seed })
  })
})
