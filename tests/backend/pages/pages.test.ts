import { describe, expect, it } from 'vitest'
import { openSite } from './site.ts'

const portal = { id: 'portail-client', name: 'Portail client', isPublic: true }

const text = (html: string) =>
  html
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('validating an address at /valider-adresse/:token', () => {
  it('shows a button on GET and validates on POST, once', async () => {
    const site = await openSite()
    const { token } = await site.makeLink('email-validation')
    expect((await site.get(`/valider-adresse/${token}`)).body).toContain('sophie.v@exemple.fr')
    expect((await site.readClient()).email_validated).toBe(0)

    const answer = await site.post(`/valider-adresse/${token}`)
    expect(answer.statusCode).toBe(303)
    expect((await site.readClient()).email_validated).toBe(1)
    expect((await site.get(String(answer.headers.location))).body).toContain('Votre adresse est validée')
    expect((await site.post(`/valider-adresse/${token}`)).statusCode).toBe(410)
  })

  it('does not validate an address that the account no longer has, nor from another site, nor by a reset link', async () => {
    const site = await openSite()
    const { token } = await site.makeLink('email-validation')
    const reset = await site.makeLink('password-reset')
    expect((await site.post(`/valider-adresse/${reset.token}`)).statusCode).toBe(410)
    expect((await site.post(`/valider-adresse/${token}`, {}, { origin: 'https://autre.exemple.com' })).statusCode).toBe(
      403,
    )
    await site.changeClient({ email: 'autre@exemple.fr' })
    expect((await site.post(`/valider-adresse/${token}`)).statusCode).toBe(410)
    expect((await site.readClient()).email_validated).toBe(0)
  })
})

describe('an address that leads nowhere', () => {
  it('is a page for whoever reads it, and a problem for a program', async () => {
    const site = await openSite()
    const asked = (url: string, accept: string) => site.server.inject({ url, headers: { accept } })
    const read = await asked('/nulle-part', 'text/html,application/xhtml+xml,*/*;q=0.8')
    expect([read.statusCode, read.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(text(read.body)).toContain('Page introuvable')
    for (const [url, accept] of [
      ['/nulle-part', '*/*'],
      ['/api/v1/nulle-part', 'text/html'],
    ] as const)
      expect((await asked(url, accept)).headers['content-type']).toContain('application/problem+json')
  })
})

describe('every page', () => {
  it('is a small document in French, with its own strict policy, kept by no cache', async () => {
    const site = await openSite({ isDemo: true, services: [portal] })
    const reset = await site.makeLink('password-reset')
    const validation = await site.makeLink('email-validation')
    const urls = [
      ...['/mot-de-passe-oublie', '/mot-de-passe-oublie/envoye', '/boite-aux-lettres'],
      ...[`/nouveau-mot-de-passe/${reset.token}`, '/nouveau-mot-de-passe/fait', '/nouveau-mot-de-passe/rien'],
      ...[`/valider-adresse/${validation.token}`, '/valider-adresse/fait', '/valider-adresse/rien'],
    ]
    const css = Buffer.byteLength((await site.get('/pages.css')).body)
    for (const url of urls) {
      const { body, headers } = await site.get(url)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['x-content-type-options']).toBe('nosniff')
      // No-referrer would have the browser hide the origin of our own forms.
      expect(headers['referrer-policy']).toBe('same-origin')
      expect(body).toMatch(/^<!doctype html><html lang="fr">/)
      expect(body).not.toMatch(/<script|style=|undefined|\[object/)
      expect(Buffer.byteLength(body) + css).toBeLessThan(50_000)
    }
  })
})

describe('the letter box', () => {
  it.each([
    ['outside the demonstration', { isDemo: false }],
    ['where emails leave by SMTP', { isDemo: true, smtpUrl: 'smtp://127.0.0.1:1' }],
  ])('does not exist %s', async (_where, settings) => {
    const site = await openSite(settings)
    for (const url of ['/boite-aux-lettres', '/boite-aux-lettres/x', '/boite-aux-lettres/x/html'])
      expect((await site.get(url)).statusCode).toBe(404)
  })

  it('shows what was sent, in both versions, and what could not be', async () => {
    const site = await openSite({ isDemo: true })
    const at = site.clock.now().toISOString()
    await site.db
      .insertInto('letter')
      .values({
        notification_id: 'n1',
        recipient: 'sophie.v@exemple.fr',
        subject: 'Votre code <b>',
        html: '<!doctype html><html><head></head><body><a href="https://numi.exemple.fr/statut">x</a></body></html>',
        text: 'Voir https://numi.exemple.fr/statut et https://ailleurs.exemple.com/',
        received_at: at,
      })
      .execute()
    await site.post('/mot-de-passe-oublie', { email: 'sophie.v@exemple.fr' })

    const list = (await site.get('/boite-aux-lettres')).body
    expect(list).toContain('<a href="/boite-aux-lettres/n1">Votre code &lt;b&gt;</a>')
    expect(text(list)).toContain('password-reset Email sophie.v@exemple.fr En attente 0')

    const one = (await site.get('/boite-aux-lettres/n1')).body
    expect(one).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(one).toContain('<a href="https://numi.exemple.fr/statut">')
    expect(one).not.toContain('<a href="https://ailleurs')

    const html = await site.get('/boite-aux-lettres/n1/html')
    expect(html.body).toContain('<base target="_blank">')
    expect(html.headers['content-security-policy']).toContain('sandbox')
    expect(html.headers['x-frame-options']).toBe('SAMEORIGIN')
    expect((await site.get('/boite-aux-lettres/rien')).statusCode).toBe(404)
  })
})
