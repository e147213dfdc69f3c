import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transact } from '#backend/database/transact.ts'
import { setAgentPassword } from '#backend/sessions/agent-password.ts'
import { hashPassword, isPassword } from '#backend/sessions/password.ts'
import { addUser } from '#backend/users/users.ts'
import { openBackend, type TestBackend } from './open-backend.ts'
import { quickHash } from './quick-hash.ts'

const password = 'une phrase assez longue'
const minutes = 60

let backend: TestBackend
beforeAll(async () => {
  backend = await openBackend()
})
afterAll(() => backend.close())

let count = 0
/** A new hotliner, whose tries nobody else counts. */
async function newAgent(hash = quickHash(password)) {
  count += 1
  const email = `agent${count}@numi.example`
  await addUser(backend.db, { email, displayName: 'Léa M.', role: 'hotliner' }, hash, backend.clock.now())
  return email
}
const signIn = (email: string, typed = password, remoteAddress = `10.0.0.${count}`) =>
  backend.server.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { email, password: typed },
    remoteAddress,
  })

const idOf = async (email: string): Promise<string> =>
  (await backend.db.selectFrom('user').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id

/** Once a password is being read, an administrator gives another one. */
async function givenMeanwhile(email: string, passwordHash: string): Promise<void> {
  const id = await idOf(email)
  const isCounted = async () => (await backend.db.selectFrom('attempt').select('at').execute()).length > 0
  while (!(await isCounted())) await setImmediate()
  await transact(backend.db, (trx) => setAgentPassword(trx, id, passwordHash, backend.clock.now()))
}

describe('a session', () => {
  it('opens with the right password, whatever the case of the address', async () => {
    const email = await newAgent(await hashPassword(password))
    const response = await signIn(email.toUpperCase())
    expect(response.statusCode).toBe(201)
    expect(response.json()).toMatchObject({ user: { email, displayName: 'Léa M.', role: 'hotliner' } })
    const { token } = response.json()
    expect((await backend.ask('readSession', { token })).json().user.email).toBe(email)
  })

  it('answers a wrong password and an unknown address alike', async () => {
    const wrong = await signIn(await newAgent(), 'autre chose')
    const unknown = await signIn('personne@numi.example')
    expect(wrong.statusCode).toBe(401)
    expect(unknown.statusCode).toBe(401)
    expect(unknown.json()).toEqual(wrong.json())
  })

  it('is not opened with a password that was replaced while it was read', async () => {
    const email = await newAgent(await hashPassword(password))
    const another = await hashPassword('une phrase que l’administrateur a choisie')
    await backend.db.deleteFrom('attempt').execute()
    const [opening] = await Promise.all([signIn(email), givenMeanwhile(email, another)])
    expect(opening.statusCode).toBe(401)
    const sessions = backend.db
      .selectFrom('session')
      .select('kind')
      .where('user_id', '=', await idOf(email))
    expect(await sessions.execute()).toEqual([])
  })

  it('takes an unknown address as long as a wrong password', async () => {
    const hash = await hashPassword(password)
    const timed = async (of: string | null) => {
      const start = process.cpuUsage()
      for (let i = 0; i < 3; i++) await isPassword('autre chose', of)
      const { user, system } = process.cpuUsage(start)
      return user + system
    }
    const ratio = (await timed(null)) / (await timed(hash))
    expect(ratio).toBeGreaterThan(0.3)
    expect(ratio).toBeLessThan(3)
  })

  it('is over once closed, and the delivery token goes on delivering', async () => {
    const { token, deliveryToken } = (await signIn(await newAgent())).json()
    expect((await backend.ask('closeSession', { token })).statusCode).toBe(204)
    expect((await backend.ask('readSession', { token })).statusCode).toBe(401)
    const body = { id: '01a2069b-3e32-7515-9bfa-9fa298298230', subject: 'faq:1', isUseful: true, comment: '' }
    const given = { ...body, at: '2025-12-19T10:00:00Z' }
    expect((await backend.ask('giveFeedback', { token: deliveryToken, body: given })).statusCode).toBe(201)
  })

  it('can give a delivery token back', async () => {
    const { deliveryToken } = (await signIn(await newAgent())).json()
    expect((await backend.ask('closeSession', { token: deliveryToken })).statusCode).toBe(204)
    expect((await backend.ask('closeSession', { token: deliveryToken })).statusCode).toBe(401)
  })

  it('ends by itself after a working day; what was left can be delivered for thirty days', async () => {
    const other = await openBackend()
    const { token, deliveryToken } = await other.signIn('hotliner')
    other.clock.advance(12 * 3600 + 1)
    expect((await other.ask('readSession', { token })).statusCode).toBe(401)
    const deliver = () => other.ask('giveFeedback', { token: deliveryToken, body: {} })
    expect((await deliver()).statusCode).toBe(400)
    other.clock.advance(30 * 24 * 3600)
    expect((await deliver()).statusCode).toBe(401)
    await other.close()
  })

  it('is over for a user who was disabled', async () => {
    const { id, token } = await backend.signIn('hotliner')
    await backend.db.updateTable('user').set({ is_disabled: 1 }).where('id', '=', id).execute()
    expect((await backend.ask('readSession', { token })).statusCode).toBe(401)
  })

  it('leaves no token in the database', async () => {
    const { token, deliveryToken } = (await signIn(await newAgent())).json()
    const rows = JSON.stringify(await backend.db.selectFrom('session').selectAll().execute())
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(deliveryToken)
  })
})

describe('whoever guesses a password', () => {
  it('waits after five tries, even with the right one, and is told how long', async () => {
    const email = await newAgent()
    for (let i = 0; i < 5; i++) expect((await signIn(email, 'faux')).statusCode).toBe(401)
    const refused = await signIn(email)
    expect(refused.statusCode).toBe(429)
    expect(refused.json().code).toBe('too-many-attempts')
    expect(Number(refused.headers['retry-after'])).toBe(15 * minutes)
    backend.clock.advance(15 * minutes + 1)
    expect((await signIn(email)).statusCode).toBe(201)
  })

  it('gains nothing by trying many at once', async () => {
    // All are under way together, as long as a real password takes.
    const email = await newAgent(await hashPassword(password))
    const all = await Promise.all(Array.from({ length: 20 }, () => signIn(email, 'faux')))
    expect(all.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5)
    expect(all.filter(({ statusCode }) => statusCode === 429)).toHaveLength(15)
  })

  it('does not shut the agent out from another address', async () => {
    const email = await newAgent()
    for (let i = 0; i < 6; i++) await signIn(email, 'faux', '192.0.2.1')
    expect((await signIn(email, password, '192.0.2.2')).statusCode).toBe(201)
  })

  it('is forgotten once signed in', async () => {
    const email = await newAgent()
    for (let i = 0; i < 4; i++) await signIn(email, 'faux')
    expect((await signIn(email)).statusCode).toBe(201)
    for (let i = 0; i < 5; i++) expect((await signIn(email, 'faux')).statusCode).toBe(401)
  })

  it('has as many addresses by IPv6 as they like, and is one visitor all the same', async () => {
    const email = await newAgent()
    for (let i = 0; i < 5; i++) await signIn(email, 'faux', `2001:db8:0:1::${i}`)
    expect((await signIn(email, 'faux', '2001:db8:0:1:ffff::1')).statusCode).toBe(429)
    expect((await signIn(email, 'faux', '2001:db8:0:2::1')).statusCode).toBe(401)
    const byIpv4 = await newAgent()
    for (let i = 0; i < 5; i++) await signIn(byIpv4, 'faux', '::ffff:192.0.2.7')
    expect((await signIn(byIpv4, 'faux', '192.0.2.7')).statusCode).toBe(429)
    expect((await signIn(byIpv4, 'faux', '::ffff:192.0.2.8')).statusCode).toBe(401)
  })

  it('cannot lie about their address when there is no proxy', async () => {
    const email = await newAgent()
    const from = (address: string) =>
      backend.server.inject({
        method: 'POST',
        url: '/api/v1/sessions',
        headers: { 'x-forwarded-for': address },
        payload: { email, password: 'faux' },
      })
    for (let i = 0; i < 5; i++) await from(`203.0.113.${i}`)
    expect((await from('203.0.113.99')).statusCode).toBe(429)
  })
})

describe('a password', () => {
  it('is kept with its own settings and never in clear', async () => {
    const hash = await hashPassword(password)
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(await hashPassword(password)).not.toBe(hash)
  })

  it('typed with decomposed accents is the same', async () => {
    expect(await isPassword('cle\u0301s'.normalize('NFD'), await hashPassword('clés'.normalize('NFC')))).toBe(true)
  })
})

describe('one’s own password', () => {
  const next = 'une tout autre phrase, longue aussi'
  const opened = async (email: string, typed = password): Promise<{ token: string; deliveryToken: string }> =>
    (await signIn(email, typed)).json()
  const change = (token: string, current: string, wished = next) =>
    backend.ask('changeOwnPassword', { body: { current, password: wished }, token })

  it('is changed by whoever knows it: the old one and what it opened are of no more use', async () => {
    const email = await newAgent()
    const here = await opened(email)
    const there = await opened(email)
    expect((await change(here.token, password)).statusCode).toBe(204)
    for (const { token } of [here, there]) expect((await backend.ask('readSession', { token })).statusCode).toBe(401)
    expect((await signIn(email)).statusCode).toBe(401)
    const { user } = (await signIn(email, next)).json()
    const last = await backend.db.selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
    expect(last).toMatchObject({ action: 'own-password-set', user_id: user.id, outcome: 'done' })
  })

  it('does not replace one that an administrator gave while it was being changed', async () => {
    const email = await newAgent(await hashPassword(password))
    const { token } = await opened(email)
    const given = 'une phrase que l’administrateur a choisie'
    const another = await hashPassword(given)
    await backend.db.deleteFrom('attempt').execute()
    const [changing] = await Promise.all([change(token, password), givenMeanwhile(email, another)])
    expect(changing.json().fields).toMatchObject([{ path: 'current' }])
    expect((await signIn(email, next)).statusCode).toBe(401)
    expect((await signIn(email, given)).statusCode).toBe(201)
  })

  it('is not found by trying at a workplace left open', async () => {
    const email = await newAgent()
    const { token } = await opened(email)
    for (let tried = 0; tried < 5; tried += 1) {
      const response = await change(token, 'essai au hasard')
      expect(response.json().fields).toEqual([{ path: 'current', message: 'Ce n’est pas votre mot de passe actuel.' }])
    }
    expect((await change(token, password)).statusCode).toBe(429)
    expect((await signIn(email)).statusCode).toBe(201)
  })

  it('is not one that would be easily guessed', async () => {
    const email = await newAgent()
    const { token } = await opened(email)
    const response = await change(token, password, `${email.split('@')[0]} pour toujours`)
    expect(response.json().fields[0].path).toBe('password')
    expect((await signIn(email)).statusCode).toBe(201)
  })
})
