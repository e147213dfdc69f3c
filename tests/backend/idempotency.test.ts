import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentHash } from '#backend/idempotency/content-hash.ts'
import { makeOnce } from '#backend/idempotency/once.ts'
import { openBackend, type SignedIn, type TestBackend, testClock } from './open-backend.ts'
import { newTicket } from './samples.ts'
import { openAfterPowerCut } from './test-database.ts'

let backend: TestBackend
let agent: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
})
afterAll(() => backend.close())

const file = (ticket = newTicket(), key: string = ticket.id, token = agent.token) =>
  backend.ask('fileTicket', { body: ticket, key, token })
const countTickets = async () => (await backend.db.selectFrom('ticket').select('id').execute()).length

describe('a request sent again with its key', () => {
  it('gets the same answer and has no second effect', async () => {
    const ticket = newTicket()
    const first = await file(ticket)
    const before = await countTickets()
    const again = await file(ticket)
    expect(again.statusCode).toBe(201)
    expect(again.body).toBe(first.body)
    expect(again.headers['content-type']).toBe(first.headers['content-type'])
    expect(await countTickets()).toBe(before)
  })

  it('is the same whatever the order of its fields', async () => {
    const ticket = newTicket()
    await file(ticket)
    const reordered = Object.fromEntries(Object.entries(ticket).reverse()) as typeof ticket
    expect((await file(reordered)).statusCode).toBe(201)
  })

  it('gets the same answer by the delivery token of the same agent', async () => {
    const ticket = newTicket()
    const first = await file(ticket)
    expect((await file(ticket, ticket.id, agent.deliveryToken)).body).toBe(first.body)
  })

  it('is refused when it says something else', async () => {
    const ticket = newTicket()
    await file(ticket)
    const reused = await file({ ...newTicket(), notes: 'autre' }, ticket.id)
    expect(reused.statusCode).toBe(422)
    expect(reused.json().code).toBe('key-reused')
  })

  it('may have been refused before: a problem that changed nothing does not bind the key', async () => {
    const ticket = newTicket({ accountId: uuid() })
    expect((await file(ticket)).statusCode).toBe(400)
    expect((await file({ ...ticket, accountId: null })).statusCode).toBe(201)
  })

  it('leaves the key free for another user and another operation', async () => {
    const key = uuid()
    await file(newTicket(), key)
    const other = await backend.signIn('hotliner')
    expect((await file(newTicket(), key, other.token)).statusCode).toBe(201)
    const feedback = { id: key, subject: 'faq:1', isUseful: true, comment: '', at: '2025-12-19T10:00:00Z' }
    expect((await backend.ask('giveFeedback', { body: feedback, key, token: agent.token })).statusCode).toBe(201)
  })

  it('files one ticket when sent twenty times at once', async () => {
    const ticket = newTicket()
    const before = await countTickets()
    const all = await Promise.all(Array.from({ length: 20 }, () => file(ticket)))
    expect(await countTickets()).toBe(before + 1)
    for (const response of all) expect([201, 409]).toContain(response.statusCode)
    expect((await file(ticket)).statusCode).toBe(201)
  })
})

describe('the effect and its mark', () => {
  const request = { userId: '', operation: 'fileTicket', key: 'the-same-key', bodyHash: 'a', now: new Date() }
  const asked = () => ({ ...request, userId: agent.id, key: uuid() })

  it('say that it is still running, and when to come back', async () => {
    const once = makeOnce(backend.db)
    const same = asked()
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const first = once(same, async () => {
      await gate
      return { status: 201, json: '"fait"' }
    })
    await expect(once(same, async () => ({ status: 201, json: null }))).rejects.toMatchObject({
      code: 'still-running',
      details: { retryAfterSeconds: 1 },
    })
    await expect(once({ ...same, bodyHash: 'b' }, async () => ({ status: 201, json: null }))).rejects.toMatchObject({
      code: 'key-reused',
    })
    open()
    expect(await first).toEqual({ status: 201, json: '"fait"' })
    expect(await once(same, () => Promise.reject(new Error('run twice')))).toEqual({ status: 201, json: '"fait"' })
  })

  it('are undone together when the effect fails, and the request can be sent again', async () => {
    const once = makeOnce(backend.db)
    const same = asked()
    const failing = once(same, async (trx) => {
      await trx.insertInto('counter').values({ name: same.key, last: 1 }).execute()
      throw new Error('the disk is gone')
    })
    await expect(failing).rejects.toThrow('the disk is gone')
    expect(await backend.db.selectFrom('counter').select('last').where('name', '=', same.key).execute()).toEqual([])
    expect(await once(same, async () => ({ status: 201, json: null }))).toEqual({ status: 201, json: null })
  })

  it('are not kept when the answer asks to try again', async () => {
    const once = makeOnce(backend.db)
    const same = asked()
    expect((await once(same, async () => ({ status: 429, json: null }))).status).toBe(429)
    expect((await once(same, async () => ({ status: 201, json: null }))).status).toBe(201)
  })

  it('block nobody after a crash between the two', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'numi-crash-'))
    const crashing = await openBackend({ dataDir })
    const { id: userId } = await crashing.signIn('hotliner')
    const same = { ...request, userId }
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
    // The effect is written, its answer is not, and the process goes no further: it never commits.
    void makeOnce(crashing.db)(same, async (trx) => {
      await trx.insertInto('counter').values({ name: 'effect', last: 1 }).execute()
      reach()
      return new Promise(() => {})
    })
    await reached
    const after = await openAfterPowerCut(dataDir, testClock())
    expect(await after.selectFrom('counter').selectAll().execute()).toEqual([])
    expect(await makeOnce(after)(same, async () => ({ status: 201, json: null }))).toEqual({ status: 201, json: null })
    await after.destroy()
    await rm(dataDir, { recursive: true })
  })
})

describe('two contents', () => {
  it('are the same in any order of keys, and with absent keys left out', () => {
    expect(contentHash({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(contentHash({ b: { c: [1, 2] }, a: 1 }))
  })
  it.each([
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: '1' }, { a: 1 }],
    [{ a: null }, {}],
    [{ 'a":1,"b': 1 }, { a: 1, b: 1 }],
  ])('%j and %j differ', (a, b) => expect(contentHash(a)).not.toBe(contentHash(b)))
})
