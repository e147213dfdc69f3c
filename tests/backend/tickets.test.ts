import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { jpegWith, pngWith } from './attachments/pictures.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount, newTicket, png, sha256 } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
let technician: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
  technician = await backend.signIn('technician')
})
afterAll(() => backend.close())
beforeEach(() => backend.clock.set('2025-12-19T10:00:00.000Z'))

const file = (change: Partial<NewTicket> = {}, token = agent.token) => {
  const ticket = newTicket(change)
  return backend.ask('fileTicket', { body: ticket, key: ticket.id, token })
}
const filed = async (change: Partial<NewTicket> = {}) => {
  const response = await file(change)
  expect(response.statusCode).toBe(201)
  return response.json()
}
const promised = async (ticketId: string) =>
  (
    await backend.db
      .selectFrom('notification')
      .select(['kind', 'recipient', 'data'])
      .where('subject_id', '=', ticketId)
      .orderBy('id')
      .execute()
  ).map(({ kind, recipient, data }) => ({ kind, recipient, data: JSON.parse(data) }))

describe('a ticket', () => {
  it('comes back whole, numbered and assigned to the technical team', async () => {
    const sent = newTicket()
    const response = await backend.ask('fileTicket', { body: sent, key: sent.id, token: agent.token })
    expect(response.json()).toEqual({
      ...sent,
      ...{ origin: 'call', description: '', environment: {} },
      number: expect.stringMatching(/^INC-20251219-\d{4}$/),
      mergedInto: null,
      state: 'open',
      team: 'Équipe technique',
      receivedAt: '2025-12-19T10:00:00.000Z',
      solvedAt: null,
      solution: null,
      assignee: null,
      isReachable: true,
      additions: [],
      author: { id: agent.id, displayName: agent.displayName },
    })
    const read = await backend.ask('readTicket', { params: { id: sent.id }, token: technician.token })
    expect(read.json()).toEqual(response.json())
  })

  it('is confirmed to an unknown caller who left an address', async () => {
    const { id, number } = await filed({ contact: { name: 'Jean', email: 'jean@exemple.example', phone: null } })
    expect(await promised(id)).toEqual([
      {
        kind: 'ticket-confirmation',
        recipient: 'jean@exemple.example',
        data: expect.objectContaining({
          number,
          type: 'Erreur système (500, 502, 404…)',
          priority: 'Haute',
          isCacheCleared: true,
        }),
      },
    ])
  })

  it('promises nothing to who left no address', async () => {
    const { id } = await filed({ contact: { name: '', email: null, phone: null } })
    expect(await promised(id)).toEqual([])
  })

  it('of an account is confirmed to the account’s own address, never to one that was sent', async () => {
    const accountId = await addAccount(backend.db, { email: 'vraie@laposte.example' })
    const ticket = await filed({
      accountId,
      contact: { name: 'X', email: 'voleur@exemple.example', phone: '0600000000' },
    })
    expect(ticket.contact).toEqual({ name: 'Sophie L.', email: null, phone: null })
    expect((await promised(ticket.id)).map(({ recipient }) => recipient)).toEqual(['vraie@laposte.example'])
    const rows = JSON.stringify(await backend.db.selectFrom('ticket').selectAll().execute())
    expect(rows).not.toContain('voleur')
  })

  it('of an account without an address is confirmed to nobody', async () => {
    const accountId = await addAccount(backend.db, { email: null })
    const { id } = await filed({ accountId, contact: { name: 'X', email: 'voleur@exemple.example', phone: null } })
    expect(await promised(id)).toEqual([])
  })

  it.each([
    ['accountId', { accountId: uuid() }],
    ['incidentId', { incidentId: uuid() }],
    ['attachments.0.sha256', { attachments: [{ sha256: 'a'.repeat(64), name: 'ecran.png' }] }],
  ])('that names something unknown says which: %s', async (path, change) => {
    const response = await file(change)
    expect(response.statusCode).toBe(400)
    expect(response.json().fields).toEqual([{ path, message: expect.stringMatching(/n’/) }])
  })

  it('takes no screenshot that a few bytes make too wide to be drawn', async () => {
    const size = { width: 60_000, height: 60_000 }
    for (const [type, content] of [
      ['image/png', pngWith({}, '', size)],
      ['image/jpeg', jpegWith([], '', size)],
    ] as const) {
      const sent = { params: { sha256: sha256(content) }, body: content, headers: { 'content-type': type } }
      expect((await backend.ask('putAttachment', { ...sent, token: agent.token })).statusCode).toBe(413)
    }
  })

  it('keeps its screenshots in their order', async () => {
    const body = Buffer.concat([png, png])
    for (const content of [png, body])
      await backend.ask('putAttachment', {
        params: { sha256: sha256(content) },
        body: content,
        headers: { 'content-type': 'image/png' },
        token: agent.token,
      })
    const attachments = [
      { sha256: sha256(body), name: 'b.png' },
      { sha256: sha256(png), name: 'a.png' },
    ]
    expect((await filed({ attachments })).attachments).toEqual(attachments)
  })

  it('sent again under another key is the same ticket; another under its id is refused', async () => {
    const ticket = newTicket()
    const send = (body: NewTicket, token = agent.token) => backend.ask('fileTicket', { body, token })
    const first = await send(ticket)
    expect((await send(ticket)).json()).toEqual(first.json())
    expect((await send({ ...ticket, notes: 'autre' })).json().code).toBe('conflict')
    expect((await send(ticket, technician.token)).json().code).toBe('conflict')
  })

  it('takes additions, in order, under their author’s name', async () => {
    const { id } = await filed()
    for (const [text, by] of [
      ['rappeler', agent],
      ['vu', technician],
    ] as const) {
      backend.clock.advance(60)
      const added = await backend.ask('addToTicket', { params: { id }, body: { text }, token: by.token })
      expect(added.statusCode).toBe(201)
    }
    const { additions } = (await backend.ask('readTicket', { params: { id }, token: agent.token })).json()
    expect(additions).toEqual([
      { at: '2025-12-19T10:01:00.000Z', by: agent.displayName, text: 'rappeler', isAnswer: false },
      { at: '2025-12-19T10:02:00.000Z', by: technician.displayName, text: 'vu', isAnswer: false },
    ])
  })

  it('is solved once, and its client is told once', async () => {
    const { id, number } = await filed()
    const solve = () =>
      backend.ask('solveTicket', { params: { id }, body: { explanation: 'Corrigé' }, token: technician.token })
    expect((await solve()).json()).toMatchObject({ state: 'solved', solvedAt: '2025-12-19T10:00:00.000Z' })
    expect((await solve()).statusCode).toBe(409)
    const solved = (await promised(id)).filter(({ kind }) => kind === 'ticket-solved')
    expect(solved).toEqual([
      expect.objectContaining({ data: expect.objectContaining({ number, explanation: 'Corrigé' }) }),
    ])
  })

  it('that nobody filed is not found', async () => {
    const params = { id: uuid() }
    const { token } = technician
    for (const response of [
      await backend.ask('readTicket', { params, token }),
      await backend.ask('addToTicket', { params, token, body: { text: 'x' } }),
      await backend.ask('solveTicket', { params, token, body: { explanation: 'x' } }),
    ])
      expect(response.statusCode).toBe(404)
  })
})

describe('the list', () => {
  it('shows the last received first, of the state asked for', async () => {
    const other = await openBackend()
    const { token } = await other.signIn('admin')
    const ids: string[] = []
    for (let i = 0; i < 3; i++) {
      other.clock.advance(1)
      const ticket = newTicket()
      ids.unshift(ticket.id)
      await other.ask('fileTicket', { body: ticket, token })
    }
    await other.ask('solveTicket', { params: { id: ids[1] ?? '' }, body: { explanation: 'x' }, token })
    const list = async (state: string) =>
      (await other.ask('listTickets', { query: { state }, token })).json().tickets.map((t: { id: string }) => t.id)
    expect(await list('all')).toEqual(ids)
    expect(await list('open')).toEqual([ids[0], ids[2]])
    expect(await list('solved')).toEqual([ids[1]])
    await other.close()
  })
})

describe('the number', () => {
  const numberAt = async (at: string) => {
    backend.clock.set(at)
    agent = await backend.signIn('hotliner')
    return (await filed()).number as string
  }

  it.each([
    ['midnight in winter', '2026-01-14T22:59:59.999Z', '20260114', '2026-01-14T23:00:00.000Z', '20260115'],
    ['midnight in summer', '2026-07-14T21:59:59.999Z', '20260714', '2026-07-14T22:00:00.000Z', '20260715'],
    ['the night clocks go forward', '2026-03-28T22:59:59.999Z', '20260328', '2026-03-28T23:00:00.000Z', '20260329'],
    [
      'the end of the day clocks go forward',
      '2026-03-29T21:59:59.999Z',
      '20260329',
      '2026-03-29T22:00:00.000Z',
      '20260330',
    ],
    ['the night clocks go back', '2026-10-24T21:59:59.999Z', '20261024', '2026-10-24T22:00:00.000Z', '20261025'],
    [
      'the end of the day clocks go back',
      '2026-10-25T22:59:59.999Z',
      '20261025',
      '2026-10-25T23:00:00.000Z',
      '20261026',
    ],
    ['New Year', '2026-12-31T22:59:59.999Z', '20261231', '2026-12-31T23:00:00.000Z', '20270101'],
  ])('changes day with Paris: %s', async (_, before, day, after, nextDay) => {
    expect(await numberAt(before)).toMatch(new RegExp(`^INC-${day}-\\d{4}$`))
    expect(await numberAt(after)).toMatch(new RegExp(`^INC-${nextDay}-\\d{4}$`))
  })

  it('goes on through the hour that happens twice', async () => {
    const ranks: number[] = []
    for (const at of ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z', '2027-10-31T02:30:00Z'])
      ranks.push(Number((await numberAt(at)).replace('INC-20271031-', '')))
    expect(ranks).toEqual([1, 2, 3])
  })

  it('is given once each and leaves no gap, also when tickets are refused in between', async () => {
    backend.clock.set('2028-02-29T12:00:00.000Z')
    agent = await backend.signIn('hotliner')
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        file(i % 3 === 0 ? { attachments: [{ sha256: 'b'.repeat(64), name: 'x' }] } : {}),
      ),
    )
    const numbers = all.filter((r) => r.statusCode === 201).map((r) => r.json().number)
    expect(numbers.sort()).toEqual(
      Array.from({ length: 20 }, (_, i) => `INC-20280229-${String(i + 1).padStart(4, '0')}`),
    )
  })

  it('widens past 9999', async () => {
    await backend.db.insertInto('counter').values({ name: 'INC-20290101', last: 9999 }).execute()
    expect(await numberAt('2029-01-01T12:00:00.000Z')).toBe('INC-20290101-10000')
  })
})
