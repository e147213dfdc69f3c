import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { forgetExpired } from '#backend/retention.ts'
import { hashPassword } from '#backend/sessions/password.ts'
import { openPortal, password, text } from './portal-site.ts'

const wrong = 'une phrase bien à un autre'

describe('signing in at /portail/connexion', () => {
  it('opens the portal with a cookie that no script reads, and keeps of it a hash alone', async () => {
    const portal = await openPortal()
    const { id, email } = await portal.addClient()
    const answer = await portal.signIn({ email: ` ${email.toUpperCase()} `, password })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/portail')
    const [cookie] = answer.cookies
    expect(cookie).toMatchObject({
      name: '__Host-numi-portail',
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    })
    expect(cookie).not.toHaveProperty('expires')
    expect(JSON.stringify(await portal.db.selectFrom('client_session').selectAll().execute())).not.toContain(
      cookie?.value,
    )
    const home = await portal.getAs({ cookie: `${cookie?.name}=${cookie?.value}` }, '/portail')
    expect(text(home.body)).toContain('Bonjour Sophie')
    expect((await portal.readAccount(id)).last_sign_in_at).toBe(portal.clock.now().toISOString())
  })

  it('is asked for by every page of the portal, and comes back to it', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    for (const url of ['/portail', '/portail/parametres', `/portail/signalements/${uuid()}?a=b`]) {
      const asked = await portal.get(url)
      expect(asked.statusCode).toBe(303)
      const form = await portal.get(String(asked.headers.location))
      const retour = /name="retour" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
      expect(retour).toBe(url)
      expect((await portal.signIn({ email, password, retour })).headers.location).toBe(url)
    }
  })

  it.each([
    'https://malveillant.exemple.com/portail',
    '//malveillant.exemple.com/portail',
    '/\\malveillant.exemple.com',
    '/.//malveillant.exemple.com',
    '/portail/..//malveillant.exemple.com',
    '/portail@malveillant.exemple.com',
    'javascript:alert(1)',
    '/portail/connexion',
    '/api/v1/incidents',
    `/portail?${'a'.repeat(400)}`,
    '',
  ])('goes home rather than to %s', async (retour) => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    expect((await portal.signIn({ email, password, retour })).headers.location).toBe('/portail')
  })

  it('answers alike an unknown address, a wrong password, a locked account and one without a password', async () => {
    const portal = await openPortal()
    await portal.addClient({ email: 'active@exemple.fr' })
    await portal.addClient({ email: 'locked@exemple.fr', state: 'locked' })
    const answers = [
      await portal.signIn({ email: 'nobody@exemple.fr', password }),
      await portal.signIn({ email: 'active@exemple.fr', password: wrong }),
      await portal.signIn({ email: 'locked@exemple.fr', password }),
      await portal.signIn({ email: 'sophie.v@exemple.fr', password }),
    ]
    for (const answer of answers) {
      expect(answer.statusCode).toBe(403)
      expect(answer.cookies).toEqual([])
      expect(text(answer.body)).toContain('Identifiant ou mot de passe incorrect, ou compte bloqué.')
    }
    const alike = answers.map(({ body }) => body.replace(/value="[^"]*@exemple.fr"/, ''))
    expect(new Set(alike).size).toBe(1)
  })

  it('locks the account at the fifth wrong password, until a hotliner or a new password unlocks it', async () => {
    const portal = await openPortal()
    const { id, email } = await portal.addClient()
    for (let tries = 1; tries <= 4; tries++) await portal.signIn({ email, password: wrong })
    expect((await portal.readAccount(id)).state).toBe('active')
    await portal.signIn({ email, password: wrong })
    expect((await portal.readAccount(id)).state).toBe('locked')
    expect((await portal.signIn({ email, password })).statusCode).toBe(403)

    const { token } = await portal.signInAgent('hotliner')
    const callId = uuid()
    const proven = await portal.ask('proveIdentity', { token, params: { id }, body: { callId, method: 'callback' } })
    const { evidenceId } = proven.json()
    await portal.ask('unlockAccount', { token, params: { id }, body: { callId, evidenceId } })
    for (let tries = 1; tries <= 4; tries++)
      expect((await portal.signIn({ email, password: wrong })).statusCode).toBe(403)
    expect((await portal.signIn({ email, password })).statusCode).toBe(303)
    expect((await portal.readAccount(id)).failed_sign_ins).toBe(0)
  })

  it('looks at five passwords, also when many are tried at once', async () => {
    const portal = await openPortal()
    // All are under way together, as long as a real password takes.
    const { id, email } = await portal.addClient({ passwordHash: await hashPassword(password) })
    const guesses = Array.from({ length: 11 }, () => portal.signIn({ email, password: wrong }))
    const triesOf = async () => (await portal.readAccount(id)).failed_sign_ins
    await vi.waitFor(async () => expect(await triesOf()).toBeGreaterThanOrEqual(5), { timeout: 10_000 })
    const answers = await Promise.all([...guesses, portal.signIn({ email, password })])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 403))
    expect((await portal.readAccount(id)).state).toBe('locked')
  })

  it('slows down a visitor who tries many accounts', async () => {
    const portal = await openPortal()
    // As if 39 had been tried: each costs a slow hash.
    const at = portal.clock.now().toISOString()
    const subject = createHash('sha256').update('127.0.0.1').digest('hex')
    const tries = Array.from({ length: 39 }, () => ({ scope: 'portal-sign-in-address', subject, at }))
    await portal.db.insertInto('attempt').values(tries).execute()
    expect((await portal.signIn({ email: 'c1@exemple.fr', password: wrong })).statusCode).toBe(403)
    const refused = await portal.signIn({ email: 'c2@exemple.fr', password: wrong })
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('tells a suspended client politely, once their password proves who they are', async () => {
    const portal = await openPortal({ hotline: '01 99 00 47 47' })
    const { email } = await portal.addClient({ state: 'suspended' })
    expect(text((await portal.signIn({ email, password: wrong })).body)).not.toContain('suspendu')
    const answer = await portal.signIn({ email, password })
    expect(answer.statusCode).toBe(403)
    expect(answer.cookies).toEqual([])
    expect(text(answer.body)).toContain('Votre compte est suspendu')
    expect(text(answer.body)).toContain('01 99 00 47 47')
  })

  it('tells a client whose address is not validated, and sends the link again, three times an hour at most', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient({ isEmailValidated: false })
    for (let tries = 1; tries <= 4; tries++) {
      const answer = await portal.signIn({ email, password })
      expect(answer.statusCode).toBe(403)
      expect(answer.cookies).toEqual([])
      expect(text(answer.body)).toContain("n'est pas encore validée")
    }
    const sent = await portal.db.selectFrom('notification').select(['kind', 'recipient']).execute()
    expect(sent).toEqual([1, 2, 3].map(() => ({ kind: 'email-validation', recipient: email })))
  })

  it.each([
    ['no address', { email: 'sophie"><script>', password }, 'Entrez une adresse complète'],
    ['no password', { email: 'sophie.l@exemple.fr', password: '' }, 'Entrez votre mot de passe.'],
    ['nothing', {}, 'Entrez une adresse complète'],
  ])('keeps what was typed when there is %s', async (_missing, typed, words) => {
    const portal = await openPortal()
    const answer = await portal.signIn(typed as Record<string, string>)
    expect(answer.statusCode).toBe(400)
    expect(text(answer.body)).toContain(words)
    expect(answer.body).toContain('<title>Erreur\u00a0: ')
    if ('email' in typed)
      expect(answer.body).toContain(`value="${typed.email.replace('"><script>', '&quot;&gt;&lt;script&gt;')}"`)
    expect(answer.body).not.toContain(password)
  })

  it('takes no form from elsewhere', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    const answer = await portal.signIn({ email, password }, { origin: 'https://malveillant.exemple.com' })
    expect(answer.statusCode).toBe(403)
    expect(answer.cookies).toEqual([])
  })
})

describe('a client’s session', () => {
  it('goes on as long as the client does, ends after a working day of silence and after a week at the latest', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    const isOpen = async (as: { cookie: string }) => (await portal.getAs(as, '/portail')).statusCode === 200
    const silent = await portal.cookieOf(email)
    portal.clock.advance(8 * 3600 - 1)
    expect(await isOpen(silent)).toBe(true)
    portal.clock.advance(8 * 3600)
    expect(await isOpen(silent)).toBe(false)

    const busy = await portal.cookieOf(email)
    for (let hours = 0; hours < 7 * 24 - 7; hours += 7) {
      portal.clock.advance(7 * 3600)
      expect(await isOpen(busy), `after ${hours + 7} hours`).toBe(true)
    }
    portal.clock.advance(7 * 3600)
    expect(await isOpen(busy)).toBe(false)
  })

  it('ends when the client leaves it', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    const as = await portal.cookieOf(email)
    const { origin } = new URL(portal.config.publicUrl)
    const left = await portal.post('/portail/deconnexion', {}, { ...as, origin })
    expect(left.statusCode).toBe(303)
    expect(left.cookies).toEqual([expect.objectContaining({ name: '__Host-numi-portail', value: '' })])
    expect(text((await portal.get(String(left.headers.location))).body)).toContain('Vous êtes déconnecté')
    expect((await portal.getAs(as, '/portail')).statusCode).toBe(303)
  })

  it('ends everywhere when the password changes', async () => {
    const portal = await openPortal()
    const { id, email } = await portal.addClient()
    const sessions = [await portal.cookieOf(email), await portal.cookieOf(email)]
    await portal.post('/mot-de-passe-oublie', { email })
    const link = await portal.db
      .selectFrom('account_link')
      .select('id')
      .where('account_id', '=', id)
      .executeTakeFirstOrThrow()
    const next = 'une tout autre phrase'
    const path = `/nouveau-mot-de-passe/${portal.tokenOf('password-reset', link.id)}`
    expect((await portal.post(path, { password: next, again: next })).statusCode).toBe(303)
    for (const as of sessions) expect((await portal.getAs(as, '/portail')).statusCode).toBe(303)
    expect((await portal.signIn({ email, password })).statusCode).toBe(403)
    expect((await portal.signIn({ email, password: next })).statusCode).toBe(303)
  })

  it('ends when the account is suspended', async () => {
    const portal = await openPortal()
    const { id, email } = await portal.addClient()
    const as = await portal.cookieOf(email)
    await portal.db.updateTable('account').set({ state: 'suspended' }).where('id', '=', id).execute()
    expect((await portal.getAs(as, '/portail')).statusCode).toBe(303)
  })

  it('opens nothing of the API, nor does an agent’s session open the portal', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    const { cookie } = await portal.cookieOf(email)
    const clientToken = cookie.split('=')[1] ?? ''
    expect((await portal.ask('listTickets', { token: clientToken })).statusCode).toBe(401)
    expect((await portal.ask('listTickets', { headers: { cookie } })).statusCode).toBe(401)
    const { token } = await portal.signInAgent('admin')
    expect((await portal.getAs({ cookie: `__Host-numi-portail=${token}` }, '/portail')).statusCode).toBe(303)
  })

  it('is forgotten once it is over', async () => {
    const portal = await openPortal()
    const { email } = await portal.addClient()
    await portal.cookieOf(email)
    await forgetExpired(portal.db, portal.clock.now())
    expect(await portal.db.selectFrom('client_session').select('account_id').execute()).toHaveLength(1)
    portal.clock.advance(8 * 3600 + 1)
    await forgetExpired(portal.db, portal.clock.now())
    expect(await portal.db.selectFrom('client_session').select('account_id').execute()).toEqual([])
  })
})
