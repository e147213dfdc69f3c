import { describe, expect, it } from 'vitest'
import { isPassword } from '#backend/sessions/password.ts'
import { openSite, publicUrl } from './site.ts'

const good = { password: 'une phrase bien à moi', again: 'une phrase bien à moi' }
type Site = Awaited<ReturnType<typeof openSite>>
const promised = ({ db }: Site) => db.selectFrom('notification').select(['kind', 'recipient']).execute()

describe('asking for a link at /mot-de-passe-oublie', () => {
  it('sends it to whoever has an account, and answers alike whoever has not', async () => {
    const site = await openSite()
    const known = await site.post('/mot-de-passe-oublie', { email: ' Sophie.V@Exemple.fr ' })
    expect(await promised(site)).toEqual([{ kind: 'password-reset', recipient: 'sophie.v@exemple.fr' }])
    const unknown = await site.post('/mot-de-passe-oublie', { email: 'personne@exemple.fr' })
    expect(await promised(site)).toHaveLength(1)

    expect(known.statusCode).toBe(303)
    expect(unknown.statusCode).toBe(known.statusCode)
    expect(unknown.headers.location).toBe(known.headers.location)
    expect(unknown.body).toBe(known.body)
    const page = await site.get(String(known.headers.location))
    expect(page.body).toContain('Si un compte existe à cette adresse')
  })

  it('keeps what was typed when it is no address, and says how to mend it', async () => {
    const site = await openSite()
    const answer = await site.post('/mot-de-passe-oublie', { email: 'sophie"><script>' })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('Entrez une adresse complète, comme prenom.nom@exemple.fr.')
    expect(answer.body).toContain('<title>Erreur\u00a0: ')
    expect(answer.body).toContain('value="sophie&quot;&gt;&lt;script&gt;"')
    expect(answer.body).toContain('aria-invalid="true"')
  })

  it.each([
    ['another site', { origin: 'https://malveillant.exemple.com' }],
    ['a look-alike', { origin: `${publicUrl}.malveillant.exemple.com` }],
    ['nowhere', {}],
    ['a hidden origin', { origin: 'null' }],
    [
      'a name of this machine that was pointed elsewhere',
      { origin: 'http://rebond.exemple.com', host: 'rebond.exemple.com' },
    ],
  ])('refuses a form that comes from %s', async (_from, headers) => {
    const site = await openSite()
    const answer = await site.post('/mot-de-passe-oublie', { email: 'sophie.v@exemple.fr' }, headers)
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('Rien n&#x27;a été changé')
    expect(await promised(site)).toEqual([])
  })

  it('takes the names that this machine gives itself', async () => {
    const site = await openSite()
    const headers = { origin: 'http://localhost:4400', host: 'localhost:4400' }
    expect((await site.post('/mot-de-passe-oublie', { email: 'sophie.v@exemple.fr' }, headers)).statusCode).toBe(303)
  })

  it('sends one account three links an hour at most, without saying so', async () => {
    const site = await openSite()
    const ask = () => site.post('/mot-de-passe-oublie', { email: 'sophie.v@exemple.fr' })
    const answers = await Promise.all([ask(), ask(), ask(), ask(), ask()])
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303]))
    expect(await promised(site)).toHaveLength(3)
    site.clock.advance(3601)
    await ask()
    expect(await promised(site)).toHaveLength(4)
  })

  it('slows down a visitor who tries many addresses', async () => {
    const site = await openSite()
    const asked = Array.from({ length: 21 }, (_, i) => site.post('/mot-de-passe-oublie', { email: `c${i}@exemple.fr` }))
    const refused = (await Promise.all(asked)).filter(({ statusCode }) => statusCode === 429)
    expect(refused).toHaveLength(1)
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('refuses a form that is too big, or not a form', async () => {
    const site = await openSite()
    expect((await site.post('/mot-de-passe-oublie', { email: 'a'.repeat(20_000) })).statusCode).toBe(413)
    const headers = { origin: publicUrl, 'content-type': 'text/xml' }
    expect((await site.post('/mot-de-passe-oublie', { email: 'a' }, headers)).statusCode).toBe(415)
  })
})

describe('choosing a password at /nouveau-mot-de-passe/:token', () => {
  it('changes nothing on GET, however often a mail gateway follows the link', async () => {
    const site = await openSite()
    const { token } = await site.makeLink('password-reset')
    for (let i = 0; i < 3; i++) {
      const page = await site.get(`/nouveau-mot-de-passe/${token}`)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('autoComplete="new-password"')
    }
    expect(await site.readClient()).toMatchObject({ password_hash: null, state: 'locked' })
  })

  it('sets the password, unlocks the account, and can do it once', async () => {
    const site = await openSite()
    const { token } = await site.makeLink('password-reset')
    const other = await site.makeLink('password-reset')
    const answer = await site.post(`/nouveau-mot-de-passe/${token}`, good)
    expect(answer.statusCode).toBe(303)
    expect((await site.get(String(answer.headers.location))).body).toContain('Votre mot de passe est changé')
    const sophie = await site.readClient()
    expect(sophie).toMatchObject({ state: 'active', password_changed_at: site.clock.now().toISOString() })
    expect(await isPassword(good.password, sophie.password_hash)).toBe(true)

    const again = await site.post(`/nouveau-mot-de-passe/${token}`, { password: 'encore une autre phrase', again: '' })
    expect(again.statusCode).toBe(410)
    expect((await site.get(`/nouveau-mot-de-passe/${other.token}`)).statusCode).toBe(410)
    expect((await site.readClient()).password_hash).toBe(sophie.password_hash)
  })

  it('can do it once, also when two come at the same time', async () => {
    const site = await openSite()
    const { token } = await site.makeLink('password-reset')
    const both = await Promise.all([1, 2].map(() => site.post(`/nouveau-mot-de-passe/${token}`, good)))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 410])
  })

  it('leaves a suspension as it is', async () => {
    const site = await openSite()
    await site.changeClient({ state: 'suspended' })
    const { token } = await site.makeLink('password-reset')
    await site.post(`/nouveau-mot-de-passe/${token}`, good)
    expect((await site.readClient()).state).toBe('suspended')
  })

  it('is over after an hour', async () => {
    const site = await openSite()
    await site.post('/mot-de-passe-oublie', { email: 'sophie.v@exemple.fr' })
    const { expires_at } = await site.db.selectFrom('account_link').selectAll().executeTakeFirstOrThrow()
    expect(Date.parse(expires_at) - site.clock.now().getTime()).toBe(3600_000)
    const { token } = await site.makeLink('password-reset')
    site.clock.advance(3600)
    expect((await site.get(`/nouveau-mot-de-passe/${token}`)).statusCode).toBe(410)
    expect((await site.post(`/nouveau-mot-de-passe/${token}`, good)).statusCode).toBe(410)
    expect((await site.readClient()).password_hash).toBeNull()
  })

  it('is over once the account has another address', async () => {
    const site = await openSite()
    const { token } = await site.makeLink('password-reset')
    await site.changeClient({ email: 'autre@exemple.fr' })
    expect((await site.post(`/nouveau-mot-de-passe/${token}`, good)).statusCode).toBe(410)
  })

  it('opens for no token but ours, whatever is in it', async () => {
    const site = await openSite()
    const { id, token } = await site.makeLink('password-reset')
    const validation = await site.makeLink('email-validation')
    const hostile = [
      ...['x', '.', id, `${id}.`, `${id}.${'A'.repeat(43)}`, token.slice(0, -1), `${token}A`, token.toUpperCase()],
      ...[validation.token, "' OR 1=1 --", '../../etc/passwd', '%00', '\u0000.', 'é'.repeat(40), 'a'.repeat(3000)],
    ]
    for (const one of hostile) {
      const url = `/nouveau-mot-de-passe/${encodeURIComponent(one)}`
      for (const answer of [await site.get(url), await site.post(url, good)]) {
        expect([404, 410, 414]).toContain(answer.statusCode)
        expect(answer.body).not.toContain('sophie')
      }
    }
    expect((await site.readClient()).password_hash).toBeNull()
  })

  it.each([
    ['too short', { password: 'court', again: 'court' }, 'au moins 12 caractères'],
    ['too long', { password: 'ab cde '.repeat(40), again: 'ab cde '.repeat(40) }, '200 caractères au plus'],
    [
      'always the same letters',
      { password: 'aaaaaaaabbbb', again: 'aaaaaaaabbbb' },
      'trop peu de caractères différents',
    ],
    ['made of the name', { password: 'SOPHIE est là 12', again: 'SOPHIE est là 12' }, 'contient votre nom'],
    ['typed twice differently', { ...good, again: 'une phrase bien a moi' }, 'ne sont pas les mêmes'],
    ['left empty', { password: '', again: '' }, 'au moins 12 caractères'],
    ['not sent at all', {}, 'au moins 12 caractères'],
  ])('refuses a password %s, says why, and the link still serves', async (_fault, typed, words) => {
    const site = await openSite()
    const { token } = await site.makeLink('password-reset')
    const answer = await site.post(`/nouveau-mot-de-passe/${token}`, typed as Record<string, string>)
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain(words)
    expect(answer.body).toContain('role="alert"')
    expect(answer.body).not.toContain('SOPHIE est')
    expect((await site.post(`/nouveau-mot-de-passe/${token}`, good)).statusCode).toBe(303)
  })

  it('refuses a form from another site', async () => {
    const site = await openSite()
    const { token } = await site.makeLink('password-reset')
    const answer = await site.post(`/nouveau-mot-de-passe/${token}`, good, {
      origin: 'https://malveillant.exemple.com',
    })
    expect(answer.statusCode).toBe(403)
    expect((await site.readClient()).password_hash).toBeNull()
  })
})
