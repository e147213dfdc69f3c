import { describe, expect, it } from 'vitest'
import { signedToken } from '#backend/signed-token.ts'
import { tellAll } from '../notifications/promise.ts'
import { addAccount, newIncident } from '../samples.ts'
import { openSite } from './site.ts'

const services = [
  { id: 'portail-client', name: 'Portail client', isPublic: true },
  { id: 'reservation-ateliers', name: 'Réservation d’ateliers', isPublic: true },
  { id: 'application-mobile', name: 'Application mobile', isPublic: false },
]
const email = 'jeanne@exemple.fr'
const boxes = (html: string) =>
  [...html.matchAll(/<input type="checkbox"([^>]*)>/g)].map(([, input]) => [
    /value="([^"]*)"/.exec(input ?? '')?.[1],
    (input ?? '').includes('checked=""'),
  ])

async function setUp() {
  const site = await openSite({ services })
  const ask = (fields: Record<string, string> = {}) =>
    site.post('/abonnement', { email, services: 'portail-client', ...fields })
  const subscribed = async () =>
    (
      await site.db.selectFrom('service_subscription').select(['email', 'service_id']).orderBy('service_id').execute()
    ).map((row) => `${row.email} ${row.service_id}`)
  const emails = () => site.db.selectFrom('notification').selectAll().orderBy('id').execute()
  return {
    ...{ site, ask, subscribed, emails },
    /** The address of the link in the last email asked for. */
    async confirmation() {
      const { id } = await site.db
        .selectFrom('subscription_link')
        .select('id')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      return `/abonnement/confirmation/${signedToken(site.config.secret, 'subscription', id)}`
    },
    /** The address that ends the email by which somebody was told of an incident, one that is major. */
    async toldLink(recipient: string) {
      const { token } = await site.signIn('technician')
      await site.ask('declareIncident', {
        body: newIncident({ affectedPercent: 80, startedAt: '2025-12-18T23:45:00.000Z' }),
        token,
      })
      await tellAll(site)
      const { id } = await site.db
        .selectFrom('notification')
        .select('id')
        .where('recipient', '=', recipient)
        .executeTakeFirstOrThrow()
      return `/abonnement/${signedToken(site.config.secret, 'unsubscription', id)}`
    },
  }
}

describe('asking to be told of services', () => {
  it('is answered the same whether the address is known or not, and changes nothing until it is confirmed', async () => {
    const { site, ask, subscribed, emails, confirmation } = await setUp()
    const first = await ask()
    expect([first.statusCode, first.headers.location]).toEqual([303, '/abonnement/envoye'])
    expect(await subscribed()).toEqual([])
    const url = await confirmation()
    const shown = await site.get(url)
    expect(boxes(shown.body)).toEqual([
      ['portail-client', true],
      ['reservation-ateliers', false],
    ])
    expect(await subscribed()).toEqual([])
    expect((await site.post(url, { services: 'portail-client' })).headers.location).toBe('/abonnement/fait')
    expect(await subscribed()).toEqual([`${email} portail-client`])

    const again = await ask({ email: ' Jeanne@Exemple.FR ', services: 'reservation-ateliers' })
    expect([again.statusCode, again.headers.location, again.body]).toEqual([303, '/abonnement/envoye', first.body])
    expect((await emails()).map(({ kind, recipient }) => `${kind} ${recipient}`)).toEqual([
      `subscription-confirmation ${email}`,
      `subscription-confirmation ${email}`,
    ])
    // Both are ticked: what was chosen before is not lost unless it is unticked.
    expect(boxes((await site.get(await confirmation())).body)).toEqual([
      ['portail-client', true],
      ['reservation-ateliers', true],
    ])
  })

  it('holds 24 hours by its link, and by no other', async () => {
    const { site, ask, subscribed, confirmation } = await setUp()
    await ask()
    const url = await confirmation()
    for (const wrong of [
      `${url}x`,
      url.replace('confirmation/', ''),
      '/abonnement/confirmation/rien',
      '/abonnement/rien/arret',
    ])
      expect((await site.post(wrong, { services: 'portail-client' })).statusCode, wrong).toBe(410)
    site.clock.advance(24 * 3600)
    expect((await site.get(url)).statusCode).toBe(410)
    expect((await site.post(url, { services: 'portail-client' })).statusCode).toBe(410)
    expect(await subscribed()).toEqual([])
  })

  it.each([
    ['no address', { email: '' }],
    ['half an address', { email: 'jeanne@' }],
    ['two lines', { email: 'a@exemple.fr\r\nBcc: b@exemple.fr' }],
    ['no service', { services: '' }],
    ['a service that is not public', { services: 'application-mobile' }],
    ['a service that is none', { services: "x' or 1=1 --" }],
  ])('with %s says what is wrong and keeps what was typed', async (_, fields) => {
    const { ask, emails } = await setUp()
    const answer = await ask(fields)
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('<title>Erreur\u00a0: ')
    expect(answer.body).toMatch(/role="alert"/)
    expect(await emails()).toEqual([])
  })

  it('is slowed down: by address without a word, by visitor with one', async () => {
    const { ask, emails } = await setUp()
    for (let n = 0; n < 5; n++) expect((await ask()).headers.location).toBe('/abonnement/envoye')
    expect(await emails()).toHaveLength(3)
    const answers = await Promise.all(Array.from({ length: 17 }, (_, n) => ask({ email: `v${n}@exemple.fr` })))
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(2)
  })

  it('is refused from another site', async () => {
    const { site, emails } = await setUp()
    const answer = await site.post(
      '/abonnement',
      { email, services: 'portail-client' },
      { origin: 'https://autre.exemple.com' },
    )
    expect(answer.statusCode).toBe(403)
    expect(await emails()).toEqual([])
  })

  it('says so where there is nothing to subscribe to', async () => {
    expect((await (await openSite()).get('/abonnement')).body).toContain('Aucun service')
  })
})

describe('the link under an email about an incident', () => {
  it('leads its reader, subscriber or not, to what they receive; a GET changes nothing', async () => {
    const { site, subscribed, toldLink } = await setUp()
    await addAccount(site.db, { email })
    const url = await toldLink(email)
    expect(boxes((await site.get(url)).body)).toEqual([
      ['portail-client', false],
      ['reservation-ateliers', false],
    ])
    expect((await site.get(`${url}/arret`)).body).toContain(email)
    expect(await site.db.selectFrom('opt_out').selectAll().execute()).toEqual([])
    expect((await site.post(url)).statusCode).toBe(400)
    expect((await site.post(url, { services: 'reservation-ateliers' })).statusCode).toBe(303)
    expect(await subscribed()).toEqual([`${email} reservation-ateliers`])
  })

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'ends it in one press of the mail reader (RFC 8058), as %s, without cookie nor page of ours',
    async (type) => {
      const { site, toldLink, subscribed } = await setUp()
      await addAccount(site.db, { email })
      await site.db
        .insertInto('service_subscription')
        .values({ email, service_id: 'portail-client', confirmed_at: '2025-01-01T00:00:00.000Z' })
        .execute()
      const url = await toldLink(email)
      const payload = type.startsWith('multipart')
        ? '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
        : 'List-Unsubscribe=One-Click'
      const press = () =>
        site.server.inject({
          method: 'POST',
          url: `${url}/arret`,
          headers: { host: 'numi.exemple.fr', 'content-type': type },
          payload,
        })
      expect([(await press()).statusCode, (await press()).statusCode]).toEqual([200, 200])
      expect(await subscribed()).toEqual([])
      const waiting = await site.db
        .selectFrom('notification')
        .select(['state', 'last_error'])
        .where('recipient', '=', email)
        .execute()
      expect(waiting).toEqual([{ state: 'dropped', last_error: 'Désabonné.' }])
      site.clock.advance(60)
      const { token } = await site.signIn('technician')
      await site.ask('declareIncident', {
        body: newIncident({ affectedPercent: 90, startedAt: '2025-12-18T23:45:00.000Z' }),
        token,
      })
      await tellAll(site)
      expect(
        await site.db.selectFrom('notification').select('id').where('recipient', '=', email).execute(),
      ).toHaveLength(1)
    },
  )

  it('asked for again, it is told again', async () => {
    const { site, ask, confirmation, toldLink } = await setUp()
    await addAccount(site.db, { email })
    await site.post(`${await toldLink(email)}/arret`)
    await ask()
    await site.post(await confirmation(), { services: 'portail-client' })
    expect(await site.db.selectFrom('opt_out').selectAll().execute()).toEqual([])
  })

  it('leads nowhere once its reader is erased', async () => {
    const { site, toldLink } = await setUp()
    await addAccount(site.db, { email })
    const url = await toldLink(email)
    await site.db.updateTable('notification').set({ recipient: '' }).execute()
    expect((await site.get(url)).statusCode).toBe(410)
    expect((await site.post(`${url}/arret`)).statusCode).toBe(410)
  })
})
