import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold, toE164 } from '#backend/accounts/search-form.ts'
import { openBackend, type TestBackend } from './open-backend.ts'
import { addAccount, newTicket } from './samples.ts'

let backend: TestBackend
let token: string
beforeAll(async () => {
  backend = await openBackend()
  token = (await backend.signIn('hotliner')).token
  await addAccount(backend.db, { email: 'sophie.l@laposte.example', phone: '+33612345612' })
  await addAccount(backend.db, {
    firstName: 'Hélène',
    lastName: 'Bœuf d’Évry',
    email: 'h_b@laposte.example',
    phone: null,
  })
  await addAccount(backend.db, { firstName: 'Jean', lastName: 'Petit', email: null, phone: '+33199000001' })
})
afterAll(() => backend.close())

const search = async (q: string) => {
  const response = await backend.ask('searchAccounts', { query: { q }, token })
  expect(response.statusCode).toBe(200)
  return response.json().accounts.map((found: { firstName: string }) => found.firstName)
}

const idOf = async (firstName: string) =>
  (await backend.db.selectFrom('account').select('id').where('first_name', '=', firstName).executeTakeFirstOrThrow()).id

/** A ticket of theirs; null: of somebody without an account. */
const ticketOf = async (firstName: string | null) => {
  const body = newTicket({ accountId: firstName && (await idOf(firstName)) })
  const response = await backend.ask('fileTicket', { body, key: body.id, token })
  expect(response.statusCode).toBe(201)
  return response.json()
}

describe('a client is found', () => {
  it.each(['sophie', 'SOPHIE LEFEVRE', 'lefèvre sophie', 'lef'])('by name: %s', async (q) => {
    expect(await search(q)).toEqual(['Sophie'])
  })
  it.each(['helene', 'HÉLÈNE', 'boeuf', 'bœuf d’évry', "d'evry"])('without regard to accents: %s', async (q) => {
    expect(await search(q)).toEqual(['Hélène'])
  })
  it.each(['sophie.l@laposte.example', 'Sophie.L@LaPoste.example', 'sophie.l'])('by address: %s', async (q) => {
    expect(await search(q)).toEqual(['Sophie'])
  })
  it.each([
    '0612345612',
    '06 12 34 56 12',
    '06.12.34.56.12',
    '+33 6 12 34 56 12',
    '+33 (0)6 12 34 56 12',
    '0033612345612',
  ])('by number: %s', async (q) => {
    expect(await search(q)).toEqual(['Sophie'])
  })
})

describe('by the number of a ticket', () => {
  it.each([
    (number: string) => number,
    (number: string) => number.toLowerCase().replaceAll('-', ' '),
    (number: string) => number.replace('INC-', ''),
  ])('its client is found, however it is read out', async (said) => {
    const { number } = await ticketOf('Sophie')
    expect(await search(said(number))).toEqual(['Sophie'])
  })

  it('nobody is, where it is of nobody known or cut short', async () => {
    const { number } = await ticketOf(null)
    expect(await search(number)).toEqual([])
    expect(await search('INC-20251219-999999')).toEqual([])
    expect(await search(number.slice(0, -1))).toEqual([])
  })
})

describe('a card', () => {
  it('tells the client’s last two tickets, the latest first, and nobody else’s', async () => {
    await ticketOf('Sophie')
    const second = await ticketOf('Hélène')
    const third = await ticketOf('Hélène')
    const fourth = await ticketOf('Hélène')
    const card = await backend.ask('readAccount', { params: { id: await idOf('Hélène') }, token })
    const told = card.json().tickets.map((ticket: { number: string }) => ticket.number)
    expect(told).toEqual([fourth.number, third.number])
    expect(told).not.toContain(second.number)
    expect(card.json().tickets[0]).toEqual({ number: fourth.number, state: 'open', receivedAt: fourth.receivedAt })
  })
})

describe('a search', () => {
  it('shows nothing that could prove an identity', async () => {
    const response = await backend.ask('searchAccounts', { query: { q: 'sophie' }, token })
    expect(response.json().accounts).toEqual([
      {
        id: expect.any(String),
        firstName: 'Sophie',
        displayName: 'Sophie L.',
        maskedEmail: 's•••••@laposte.example',
        maskedPhone: '•• •• •• •• 12',
      },
    ])
  })

  it.each(['%%', '__', '_b', "' or 1=1 --", '\\%', '0612', '5612'])('finds nobody by %s', async (q) => {
    expect(await search(q)).toEqual([])
  })

  it('takes an underscore as it is', async () => {
    expect(await search('h_b@')).toEqual(['Hélène'])
  })

  it.each(['', 's', 'x'.repeat(121), 'so\0phie'])('refuses %j with the field at fault', async (q) => {
    const response = await backend.ask('searchAccounts', { query: { q }, token })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields).toEqual([{ path: 'q', message: expect.stringMatching(/\S/) }])
  })

  it('stops at twenty', async () => {
    for (let i = 0; i < 25; i++) await addAccount(backend.db, { firstName: 'Zoé', lastName: `N${i}` })
    expect(await search('zoe')).toHaveLength(20)
  })
})

describe('the forms a search compares', () => {
  it.each([
    ['Éloïse', 'eloise'],
    ['Œuvré', 'oeuvre'],
    ['L’Hay', "l'hay"],
  ])('%s reads %s', (text, folded) => expect(fold(text)).toBe(folded))

  it.each(['12', '06 12 34 56', 'sophie', '+33', '06 12 34 56 12 99', ''])('%j is not a whole number', (text) =>
    expect(toE164(text)).toBeNull(),
  )
  it('knows a foreign number', () => expect(toE164('+32 2 555 12 12')).toBe('+3225551212'))
})
