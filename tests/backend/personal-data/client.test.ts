import type { KyselyPlugin } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findClient } from '#backend/personal-data/client.ts'
import { exportClient } from '#backend/personal-data/export.ts'
import type { DataSubject } from '#shared/domain/personal-data.ts'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { callRecord, newTicket } from '../samples.ts'
import { columnsThatAre, everything, type Held, holdSomebody, tracesOf } from './held.ts'

let backend: TestBackend
let admin: SignedIn
let camille: Held
let dominique: Held
beforeEach(async () => {
  backend = await openBackend()
  admin = await backend.signIn('admin')
  const at = '2025-12-19T09:00:00.000Z'
  camille = await holdSomebody(backend.db, 'camille', { agent: admin, at, year: 1999 })
  dominique = await holdSomebody(backend.db, 'dominique', { agent: admin, at, year: 1998 })
})
afterEach(() => backend.close())

const exported = async (subject: DataSubject) =>
  backend.ask('exportPersonalData', { body: { subject }, token: admin.token })
const askErasure = async (subject: DataSubject, confirmation?: string, by = admin) =>
  backend.ask('erasePersonalData', { body: { subject, ...(confirmation && { confirmation }) }, token: by.token })
const erase = async (subject: DataSubject) => {
  const { confirmation } = (await askErasure(subject)).json()
  return askErasure(subject, confirmation)
}
const lastAudit = () =>
  backend.db.selectFrom('audit').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').executeTakeFirstOrThrow()

describe('a count', () => {
  const counted = (subject: DataSubject) => backend.ask('countPersonalData', { body: { subject }, token: admin.token })

  it('says how much is held where an export says what, and nothing of it', async () => {
    const response = await counted({ accountId: camille.accountId })
    expect(await lastAudit()).toMatchObject({ action: 'client-counted', account_id: camille.accountId })
    for (const mark of camille.marks) expect(response.body).not.toContain(mark)
    const { data } = (await exported({ accountId: camille.accountId })).json()
    // The export itself is one more line of the audit.
    const expected = Object.entries(data as Record<string, unknown[]>).map(([table, { length }]) => [table, length])
    expect(response.json().counts).toEqual({ ...Object.fromEntries(expected), audit: data.audit.length - 1 })
    expect(response.json().counts).toMatchObject({ account: 1, attachment: 1, identity_evidence: 0 })
  })

  it('of nobody is nothing; of an account that is none, refused', async () => {
    const { counts } = (await counted({ email: 'nobody@exemple.example' })).json()
    expect(Object.values<number>(counts).every((count) => count === 0)).toBe(true)
    expect((await counted({ accountId: uuid() })).statusCode).toBe(404)
  })
})

describe('an export', () => {
  it('holds everything that is kept of a client, and nothing that proves something or is another’s', async () => {
    const response = await exported({ accountId: camille.accountId })
    expect(response.statusCode).toBe(200)
    const { data, exportedAt } = response.json()
    expect(exportedAt).toBe('2025-12-19T10:00:00.000Z')
    const held = JSON.stringify(data)
    for (const mark of camille.marks) expect(held).toContain(mark)
    for (const column of columnsThatAre('client')) {
      const [table = '', name = ''] = column.split('.')
      const value = JSON.stringify(data[table][0][name])
      const decoded = column === 'attachment.content' ? Buffer.from(data[table][0][name], 'base64').toString() : value
      expect(
        camille.marks.some((mark) => decoded.includes(mark)),
        column,
      ).toBe(true)
    }
    expect(data.subscription).toHaveLength(1)
    expect(data.audit.map(({ action }: { action: string }) => action)).toEqual(['account-unlocked', 'client-exported'])
    expect(held).not.toContain('scrypt')
    for (const mark of dominique.marks) expect(held).not.toContain(mark)
    expect(held).not.toContain(admin.displayName)
    expect(await lastAudit()).toMatchObject({
      ...{ action: 'client-exported', user_id: admin.id, account_id: camille.accountId },
    })
  })

  it('is the same by address, whatever its case, and holds those of no account too', async () => {
    const byAddress = await exported({ email: camille.email.toUpperCase() })
    expect(byAddress.json().data.ticket).toHaveLength(1)
    const contact = { name: 'Alex', email: 'Alex@exemple.example', phone: null }
    await backend.ask('fileTicket', { body: newTicket({ contact }), token: admin.token })
    const { data } = (await exported({ email: 'alex@exemple.example' })).json()
    expect(data.account).toEqual([])
    expect(data.ticket).toMatchObject([{ contact_name: 'Alex' }])
    expect(data.notification).toHaveLength(1)
  })

  it('reads its files one by one, as fast as they are taken', async () => {
    const { ticket_id } = await backend.db.selectFrom('ticket_attachment').select('ticket_id').executeTakeFirstOrThrow()
    const count = 40
    for (let position = 1; position <= count; position += 1) {
      const sha256 = String(position).padStart(64, '0')
      const file = { sha256, type: 'image/png' as const, bytes: 100_000, content: Buffer.alloc(100_000, position) }
      const { now } = backend.clock
      await backend.db
        .insertInto('attachment')
        .values({ ...file, created_by: admin.id, created_at: now().toISOString() })
        .execute()
      await backend.db.insertInto('ticket_attachment').values({ ticket_id, position, sha256, name: 'c.png' }).execute()
    }
    const { account_id } = await backend.db
      .selectFrom('ticket')
      .select('account_id')
      .where('id', '=', ticket_id)
      .executeTakeFirstOrThrow()
    let read = 0
    const listening: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (result.rows.some((row) => 'content' in row && Buffer.isBuffer(row.content))) read += result.rows.length
        return result
      },
    }
    const db = backend.db.withPlugin(listening)
    const client = await findClient(db, { accountId: account_id ?? '' })
    const stream = exportClient(db, client, backend.clock.now()).setEncoding('utf8')
    let text = ''
    let mostAhead = 0
    for await (const piece of stream) {
      text += piece
      mostAhead = Math.max(mostAhead, read - text.split('"content"').length)
    }
    expect(JSON.parse(text).data.attachment).toHaveLength(count + 1)
    expect(read).toBe(count + 1)
    // What the stream has in hand, and the one that it waits to hand over.
    expect(mostAhead).toBeLessThanOrEqual(2)
  })

  it('of nobody is empty; of an account that is none, refused', async () => {
    const { data } = (await exported({ email: 'nobody@exemple.example' })).json()
    expect(Object.values(data).flat()).toEqual([])
    expect((await exported({ accountId: uuid() })).statusCode).toBe(404)
  })
})

describe('an erasure', () => {
  it('says first what it would take, and takes nothing', async () => {
    const before = await everything(backend.db)
    const response = await askErasure({ accountId: camille.accountId })
    expect(response.json()).toMatchObject({ isErased: false, confirmation: expect.any(String) })
    expect(response.json().counts).toMatchObject({ account: 1, ticket: 1, call: 1, notification: 1, letter: 1 })
    expect(await everything(backend.db)).toEqual(before)
  })

  it('leaves no trace of the client, and all that is of others', async () => {
    const others = await tracesOf(backend.db, dominique)
    const response = await erase({ accountId: camille.accountId })
    expect(response.json()).toMatchObject({ isErased: true, confirmation: null })
    const traces = await tracesOf(backend.db, camille)
    // The number that the client was given is not of them, in real life.
    expect(traces).toEqual(['ticket.number'])
    expect(await tracesOf(backend.db, dominique)).toEqual(others)
    expect(await lastAudit()).toMatchObject({
      ...{ action: 'client-erased', user_id: admin.id, account_id: camille.accountId, outcome: 'done' },
    })
  })

  it('takes what is known of the address alone as well', async () => {
    const contact = { name: 'Alex', email: 'Alex@exemple.example', phone: '+33639981234' }
    await backend.ask('fileTicket', { body: newTicket({ contact, notes: 'Alex rappellera' }), token: admin.token })
    await erase({ email: 'alex@exemple.example' })
    const all = [...(await everything(backend.db)).values()].flat().join('\n').toLowerCase()
    expect(all).not.toContain('alex')
    expect(all).not.toContain('639981234')
  })

  it('takes the calls without a ticket, and those handed over, that the address was left on', async () => {
    const left = { 'contact.name': 'Alex', 'contact.email': ' Alex@exemple.example' }
    const record = callRecord(admin.id)
    const body = { ...record, values: left }
    await backend.ask('recordCall', { params: { id: record.call.id }, body, token: admin.token })
    const { call, journal } = callRecord(admin.id)
    const handed = {
      ...{ call: { ...call, endedAt: null, closing: null, parkedAt: call.startedAt }, journal },
      ...{ values: left, attachments: [] },
    }
    await backend.ask('offerCall', { params: { id: uuid() }, body: { to: null, handed }, token: admin.token })
    const counts = (await erase({ email: 'alex@exemple.example' })).json().counts
    expect(counts).toMatchObject({ call: 1, handover: 1 })
    const all = [...(await everything(backend.db)).values()].flat().join('\n').toLowerCase()
    expect(all).not.toContain('alex')
  })

  it('keeps what counts them without naming them: the figures are the same', async () => {
    const query = { from: '2025-12-19', to: '2025-12-20' }
    const figures = async () => (await backend.ask('readKpis', { query, token: admin.token })).json()
    const before = await figures()
    expect(before.kpis[3].counted[1].count).toBe(2)
    await erase({ accountId: camille.accountId })
    expect(await figures()).toEqual(before)
  })

  it('stops what was still to be sent', async () => {
    await backend.db.updateTable('notification').set({ state: 'waiting', ended_at: null }).execute()
    await erase({ accountId: camille.accountId })
    const states = await backend.db
      .selectFrom('notification')
      .select(['state', 'recipient'])
      .orderBy('recipient')
      .execute()
    expect(states).toEqual([
      { state: 'dropped', recipient: '' },
      { state: 'waiting', recipient: dominique.email },
    ])
  })

  it('asked again changes nothing more', async () => {
    await erase({ accountId: camille.accountId })
    const before = await everything(backend.db)
    await erase({ accountId: camille.accountId })
    const after = await everything(backend.db)
    for (const column of ['ticket.anonymised_at', 'account.erased_at', 'audit.id']) {
      before.delete(column)
      after.delete(column)
    }
    for (const [column, values] of before)
      if (!column.startsWith('audit.')) expect([column, after.get(column)]).toEqual([column, values])
  })

  it.each([
    ['of another client', async () => (await askErasure({ accountId: dominique.accountId })).json().confirmation],
    [
      'that another administrator was given',
      async () =>
        (await askErasure({ accountId: camille.accountId }, undefined, await backend.signIn('admin'))).json()
          .confirmation,
    ],
    [
      'that is too old',
      async () => {
        const { confirmation } = (await askErasure({ accountId: camille.accountId })).json()
        backend.clock.advance(16 * 60)
        return confirmation
      },
    ],
    ['that was made up', async () => '2099-01-01T00:00:00.000Z 0000'],
  ])('is not done with a confirmation %s', async (_, made) => {
    const response = await askErasure({ accountId: camille.accountId }, await made())
    expect(response.statusCode).toBe(400)
    expect(response.json().fields[0].path).toBe('confirmation')
    expect(await tracesOf(backend.db, camille)).not.toEqual(['ticket.number'])
  })
})

describe('what a workplace delivers after an erasure', () => {
  const email = 'alex@exemple.example'
  const contact = { name: 'Alex', email, phone: null }
  const mails = async () =>
    (await backend.db.selectFrom('notification').selectAll().where('recipient', '=', email).execute()).length
  beforeEach(async () => {
    await backend.ask('fileTicket', { body: newTicket({ contact }), token: admin.token })
    await erase({ email })
    await erase({ accountId: camille.accountId })
    backend.clock.advance(3600)
  })

  it('is kept without its client where it was written before: a ticket is numbered, nobody is told', async () => {
    for (const late of [newTicket({ contact }), newTicket({ accountId: camille.accountId, notes: 'camille' })]) {
      const response = await backend.ask('fileTicket', { body: late, token: admin.token })
      expect(response.statusCode).toBe(201)
      expect(response.json()).toMatchObject({ contact: { name: '', email: null }, notes: '' })
    }
    expect(await mails()).toBe(0)
    expect(await tracesOf(backend.db, camille)).toEqual(['ticket.number'])
  })

  it('is theirs again where it was written since', async () => {
    const body = newTicket({ contact, filedAt: '2025-12-19T10:30:00.000Z' })
    const response = await backend.ask('fileTicket', { body, token: admin.token })
    expect(response.json().contact.name).toBe('Alex')
    expect(await mails()).toBe(1)
  })

  it('is a call without what was typed', async () => {
    const record = callRecord(admin.id)
    const body = { ...record, values: { 'account.id': camille.accountId, notes: 'de camille' } }
    await backend.ask('recordCall', { params: { id: record.call.id }, body, token: admin.token })
    expect(await tracesOf(backend.db, camille)).toEqual(['ticket.number'])
    // The same one sent again is the same one.
    const again = await backend.ask('recordCall', { params: { id: record.call.id }, body, token: admin.token })
    expect(again.statusCode).toBe(201)
  })

  it('is refused with a word where it would add to what is anonymous', async () => {
    const asked = { params: { id: camille.ticketId }, body: { text: 'camille a rappelé' }, token: admin.token }
    const response = await backend.ask('addToTicket', asked)
    expect(response.statusCode).toBe(409)
    expect(response.json().detail).toContain('anonymisé')
  })
})
