import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClientSession } from '#backend/portal/client-session.ts'
import { jpegWith, pngWith } from '../attachments/pictures.ts'
import { openBackend, type TestBackend, testClock } from '../open-backend.ts'
import { publicUrl } from '../pages/site.ts'
import { addAccount, sha256 } from '../samples.ts'
import { text } from './portal-site.ts'

const windows = {
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36',
  'sec-ch-ua-platform-version': '"15.0.0"',
}

interface Sent {
  content: Buffer
  name?: string
}

let backend: TestBackend
beforeAll(async () => {
  backend = await openBackend({ publicUrl, hotline: '01 99 00 47 47', clock: testClock('2025-12-19T00:00:00.000Z') })
})
afterAll(() => backend.close())

const { host } = new URL(publicUrl)

/** A client who has signed in, and what they do on the portal. */
async function openForm(firstName = 'Sophie') {
  const { server, db, clock } = backend
  const email = `${uuid()}@exemple.fr`
  const id = await addAccount(db, { firstName, lastName: 'Laurent', email })
  const as = { cookie: `__Host-numi-portail=${await openClientSession(db, id, clock.now())}` }
  const valid = (): Record<string, string> => ({
    id: uuid(),
    kind: 'functional',
    description: 'La page reste blanche.',
  })

  /** Sends the form as a browser does. @param headers null: from nobody signed in */
  async function send(fields: Record<string, string>, file?: Sent, headers: Record<string, string> | null = as) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('screenshot', new File([new Uint8Array(file?.content ?? [])], file ? (file.name ?? 'ecran.png') : ''))
    const encoded = new Response(form)
    return server.inject({
      method: 'POST',
      url: '/portail/signaler',
      headers: {
        ...{ host, origin: publicUrl, ...windows, ...headers },
        'content-type': encoded.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await encoded.arrayBuffer()),
    })
  }
  return {
    ...{ id, email, as, valid, send },
    get: (url: string, headers: Record<string, string> = {}) =>
      server.inject({ url, headers: { host, ...as, ...headers } }),
    tickets: () => db.selectFrom('ticket').selectAll().where('account_id', '=', id).orderBy('number').execute(),
  }
}

/** What the form shows again in its fields. */
const typed = (html: string, name: string): string =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&quot;', '"') ?? ''

describe('the form at /portail/signaler', () => {
  it('is reached by Menu, Paramètres, Signaler un bug, and knows who asks', async () => {
    const client = await openForm()
    const settings = (await client.get('/portail/parametres')).body
    expect(settings).toContain('href="/portail/signaler">Signaler un bug</a>')
    expect((await client.get('/signaler')).headers.location).toBe('/portail/signaler')

    const page = text((await client.get('/portail/signaler', windows)).body)
    expect(page).toContain(`Nom Sophie Laurent Email ${client.email}`)
    expect(page).toContain('Navigateur Chrome 131 (Windows 11)')
    for (const kind of [
      'Impossible de se connecter',
      'Page ne charge pas / erreur d’affichage',
      'Fonctionnalité ne répond pas (ticket, atelier)',
      'Message d’erreur affiché',
      'Autre problème',
    ])
      expect(page).toContain(kind)
  })

  it('is for signed-in clients, who come back to it', async () => {
    const client = await openForm()
    const answer = await client.get('/portail/signaler', { cookie: '' })
    expect(answer.headers.location).toBe('/portail/connexion?retour=%2Fportail%2Fsignaler')
  })

  it('says of a browser nothing that it does not tell', async () => {
    const client = await openForm()
    const page = (await client.get('/portail/signaler', { 'user-agent': 'x' })).body
    expect(text(page)).not.toMatch(/Navigateur|Système/)
    expect(page).toContain('data-detail="connection" hidden=""')
  })
})

describe('a report', () => {
  it('becomes a ticket of the client, confirmed on a page and by email', async () => {
    const client = await openForm()
    const details = { screen: '1920x1080', connection: 'Wi-Fi', language: 'fr-FR', timeZone: 'Europe/Paris' }
    const answer = await client.send({ ...client.valid(), errorMessage: 'Erreur 500', ...details })
    expect(answer.statusCode).toBe(303)
    const [ticket] = await client.tickets()
    expect(ticket).toMatchObject({
      ...{ number: expect.stringMatching(/^INC-20251219-/), account_id: client.id, author_id: null, origin: 'portal' },
      ...{ kind: 'functional', description: 'La page reste blanche.', error_message: 'Erreur 500' },
      ...{ browser: 'Chrome 131', os: 'Windows 11', priority: 'normal', team: 'Équipe technique', state: 'open' },
    })
    expect(JSON.parse(ticket?.environment ?? '')).toEqual(details)

    const page = (await client.get(String(answer.headers.location))).body
    expect(text(page)).toContain(`Merci d’avoir signalé ce problème ! Numéro de ticket : ${ticket?.number}`)
    expect(page).toContain('href="tel:0199004747"')
    const [email] = await backend.db
      .selectFrom('notification')
      .selectAll()
      .where('recipient', '=', client.email)
      .execute()
    expect(email?.kind).toBe('ticket-confirmation')
    expect(JSON.parse(email?.data ?? '').type).toBe('Fonctionnalité ne répond pas (ticket, atelier)')

    const { token } = await backend.signIn('technician')
    const read = await backend.ask('readTicket', { token, params: { id: ticket?.id ?? '' } })
    expect(read.json()).toMatchObject({ author: null, origin: 'portal', environment: details })
  })

  it('sent twice is one ticket, also at once; changed since, it waits to be sent as another', async () => {
    const client = await openForm()
    const fields = client.valid()
    const answers = await Promise.all([client.send(fields), client.send(fields)])
    backend.clock.advance(5)
    answers.push(await client.send(fields))
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect(answers[0]?.statusCode).toBe(303)

    const changed = await client.send({ ...fields, description: 'Elle reste blanche aussi sur Firefox.' })
    expect(changed.statusCode).toBe(409)
    expect(text(changed.body)).toContain(`Ce signalement a déjà été envoyé : ${(await client.tickets())[0]?.number}.`)
    expect(changed.body).toContain('Elle reste blanche aussi sur Firefox.')
    expect(await client.tickets()).toHaveLength(1)
    const id = typed(changed.body, 'id')
    expect((await client.send({ ...fields, id, description: 'Aussi sur Firefox' })).statusCode).toBe(303)
    expect(await client.tickets()).toHaveLength(2)
  })

  it('under the id of another client’s ticket tells nothing of it, and is not lost', async () => {
    const client = await openForm()
    const other = await openForm('Jean')
    const fields = client.valid()
    await other.send(fields)
    const answer = await client.send(fields)
    expect(answer.statusCode).toBe(409)
    expect(answer.body).not.toContain('INC-')
    const confirmation = await client.get(`/portail/signalements/${fields.id}/envoye`)
    expect((await client.get(String(confirmation.headers.location))).statusCode).toBe(404)
    expect(answer.body).toContain('La page reste blanche.')
    expect(typed(answer.body, 'id')).not.toBe(fields.id)
  })

  it('counts 500 characters as a reader does, and shows what is wrong with all that was typed kept', async () => {
    const client = await openForm()
    const exact = `${'x'.repeat(249)}\r\n${'y'.repeat(250)}\r\n`
    expect((await client.send({ ...client.valid(), description: exact })).statusCode).toBe(303)
    const answer = await client.send({
      ...{ id: uuid(), description: 'é'.repeat(512), errorMessage: '<b>"500"</b>' },
      ...{ screen: '<script>', connection: '4g', language: 'fr', timeZone: 'Europe/Paris' },
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.body).toContain('<title>Erreur\u00a0: Signaler')
    expect(text(answer.body)).toContain('Choisissez le type de problème. Votre description compte 512 caractères')
    expect(answer.body).toContain('é'.repeat(512))
    expect(answer.body).toContain('&lt;b&gt;&quot;500&quot;&lt;/b&gt;</textarea>')
    expect([typed(answer.body, 'screen'), typed(answer.body, 'connection')]).toEqual(['', ''])
    expect(typed(answer.body, 'timeZone')).toBe('Europe/Paris')
    expect(await client.tickets()).toHaveLength(1)
  })

  it('is refused from another site, and kept on the page when the session ended meanwhile', async () => {
    const client = await openForm()
    const elsewhere = { ...client.as, origin: 'https://autre.exemple.com' }
    expect((await client.send(client.valid(), undefined, elsewhere)).statusCode).toBe(403)
    const fields = client.valid()
    const signedOut = await client.send(fields, { content: pngWith({ gAMA: 'seul' }) }, null)
    expect(signedOut.statusCode).toBe(401)
    expect(text(signedOut.body)).toContain('Votre connexion a pris fin : rien n’a été envoyé, rien n’est perdu.')
    expect(signedOut.body).toContain('La page reste blanche.')
    expect(typed(signedOut.body, 'id')).toBe(fields.id)
    expect(await received(pngWith({ gAMA: 'seul' }))).toBeUndefined()
    expect(await client.tickets()).toEqual([])
  })

  it('too often waits, with what was typed kept', async () => {
    const client = await openForm()
    for (let sent = 0; sent < 20; sent += 1) await client.send(client.valid())
    const answer = await client.send(client.valid())
    expect(answer.statusCode).toBe(429)
    expect(answer.headers['retry-after']).toBe('3600')
    expect(text(answer.body)).toContain('Renvoyez-le dans 60 minutes.')
    expect(answer.body).toContain('La page reste blanche.')
  })
})

const received = (picture: Buffer) =>
  backend.db.selectFrom('attachment').selectAll().where('sha256', '=', sha256(picture)).executeTakeFirst()

describe('its screenshot', () => {
  it('is kept without its metadata, under a name of its own folder', async () => {
    const client = await openForm()
    const content = pngWith({ tEXt: 'Author\0Sophie' })
    await client.send(client.valid(), { content, name: 'C:\\Users\\Sophie\\<écran>\u202e.png' })
    const kept = await received(pngWith())
    expect(Buffer.from(kept?.content ?? '')).toEqual(pngWith())
    expect(kept).toMatchObject({ type: 'image/png', created_by: null })
    const [ticket] = await client.tickets()
    const page = (await client.get(`/portail/signalements/${ticket?.id}`)).body
    expect(page).toContain('&lt;écran&gt;.png')

    const { token } = await backend.signIn('technician')
    const read = await backend.ask('readAttachment', { token, params: { sha256: kept?.sha256 ?? '' } })
    expect(read.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^attachment/),
      'x-content-type-options': 'nosniff',
    })
  })

  it.each([
    ['no image', Buffer.from('%PDF-1.7 ecran.png'), 'Ce fichier n’est ni un PNG ni un JPG.'],
    ['damaged', jpegWith().subarray(0, 40), 'Cette image est abîmée ou incomplète.'],
    ['too large', Buffer.concat([pngWith(), Buffer.alloc(5 * 1024 * 1024)]), 'Cette image dépasse 5 Mo.'],
    [
      'a few bytes that draw a wall',
      pngWith({}, '', { width: 60_000, height: 60_000 }),
      'Cette image a trop de points.',
    ],
    ['the same as a JPG', jpegWith([], '', { width: 65_000, height: 65_000 }), 'Cette image a trop de points.'],
  ])('is refused when it is %s, whatever its name', async (_, content, words) => {
    const client = await openForm()
    const answer = await client.send(client.valid(), { content })
    expect(answer.statusCode).toBe(400)
    expect(text(answer.body)).toContain(words)
    expect(answer.body).toContain('La page reste blanche.')
    expect(await client.tickets()).toEqual([])
  })

  it('is not kept without end for who sends refused forms only', async () => {
    const client = await openForm()
    const send = () => client.send({ ...client.valid(), kind: '' }, { content: pngWith() })
    for (let sent = 0; sent < 30; sent += 1) await send()
    expect(text((await send()).body)).toContain('Vous avez envoyé beaucoup d’images en peu de temps.')
    expect((await client.send(client.valid())).statusCode).toBe(303)
  })

  it('received with a form that is refused need not be chosen again, by its own client', async () => {
    const client = await openForm()
    const refused = await client.send({ ...client.valid(), kind: '' }, { content: jpegWith(), name: 'a.jpg' })
    expect(text(refused.body)).toContain('« a.jpg » est déjà jointe.')
    const carried = typed(refused.body, 'carried')
    const other = await openForm('Jean')
    await other.send({ ...other.valid(), carried })
    await client.send({ ...client.valid(), carried })
    await client.send({ ...client.valid(), carried: '{"sha256":' })
    const attached = await backend.db
      .selectFrom('ticket_attachment')
      .innerJoin('ticket', 'ticket.id', 'ticket_id')
      .select(['name', 'account_id'])
      .where('name', '=', 'a.jpg')
      .execute()
    expect(attached).toEqual([{ name: 'a.jpg', account_id: client.id }])
  })
})

it.each([
  ['no multipart', 'application/x-www-form-urlencoded', 'kind=other'],
  ['no boundary', 'multipart/form-data', 'x'],
  [
    'an end that never comes',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n1',
  ],
  [
    'more fields than any form of ours',
    'multipart/form-data; boundary=x',
    `${'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n1\r\n'.repeat(40)}--x--`,
  ],
  [
    'a field that is no field',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--',
  ],
  [
    'a text without end',
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="description"\r\n\r\n${'y'.repeat(100_000)}\r\n--x--`,
  ],
])('a body that no browser sends is refused: %s', async (_, contentType, payload) => {
  const client = await openForm()
  const headers = { host, origin: publicUrl, 'content-type': contentType, ...client.as }
  const { statusCode } = await backend.server.inject({ method: 'POST', url: '/portail/signaler', headers, payload })
  expect(statusCode).toBeGreaterThanOrEqual(400)
  expect(statusCode).toBeLessThan(500)
})
