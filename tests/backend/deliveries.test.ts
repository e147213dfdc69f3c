import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallRecord } from '#shared/domain/call.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { callRecord, png, sha256 } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
})
afterAll(() => backend.close())

const put = (content: Buffer, type = 'image/png', hash = sha256(content)) =>
  backend.ask('putAttachment', {
    params: { sha256: hash },
    body: content,
    headers: { 'content-type': type },
    token: agent.deliveryToken,
  })

describe('a screenshot', () => {
  it('comes back as it was sent, under its true type, and nothing may make it a page', async () => {
    expect((await put(png)).json()).toEqual({ sha256: sha256(png), type: 'image/png', bytes: png.length })
    const read = await backend.ask('readAttachment', { params: { sha256: sha256(png) }, token: agent.token })
    expect(read.rawPayload).toEqual(png)
    expect(read.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('private'),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
  })

  it('is known by its content, whatever it calls itself', async () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
    expect((await put(jpeg, 'image/png')).json().type).toBe('image/jpeg')
  })

  it.each([
    ['a page', Buffer.from('<html><script>alert(1)</script>')],
    ['a drawing that holds scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['half an image', png.subarray(0, 10)],
    ['nothing', Buffer.alloc(0)],
  ])('is refused when it is %s', async (_, content) => {
    const refused = await put(content)
    expect([400, 415]).toContain(refused.statusCode)
    expect(
      (await backend.ask('readAttachment', { params: { sha256: sha256(content) }, token: agent.token })).statusCode,
    ).toBe(404)
  })

  it('is refused under another type', async () => {
    expect((await put(png, 'image/gif')).json().code).toBe('unsupported-type')
    expect((await put(png, 'application/json')).json().code).toBe('unsupported-type')
  })

  it('is refused when it is not the one announced', async () => {
    const refused = await put(png, 'image/png', 'a'.repeat(64))
    expect(refused.statusCode).toBe(400)
    expect(refused.json().fields).toEqual([expect.objectContaining({ path: 'sha256' })])
  })

  it('may weigh 5 MB and not one byte more', async () => {
    const weighing = (bytes: number) => Buffer.concat([png.subarray(0, 8), Buffer.alloc(bytes - 20), png.subarray(8)])
    expect((await put(weighing(5 * 1024 * 1024))).statusCode).toBe(201)
    const refused = await put(weighing(5 * 1024 * 1024 + 1))
    expect(refused.statusCode).toBe(413)
    expect(refused.json().code).toBe('too-large')
  })

  it('may be sent again', async () => {
    expect((await put(png)).statusCode).toBe(201)
    expect((await put(png)).statusCode).toBe(201)
  })
})

describe('a call', () => {
  const record = (body: CallRecord, id = body.call.id, token = agent.deliveryToken) =>
    backend.ask('recordCall', { params: { id }, body, token })

  it('is kept whole: its path and what was typed', async () => {
    const sent = callRecord(agent.id)
    expect((await record(sent)).statusCode).toBe(201)
    const { journal, values, closing } = await backend.db
      .selectFrom('call')
      .select(['journal', 'values', 'closing'])
      .where('id', '=', sent.call.id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(journal)).toEqual(sent.journal)
    expect(JSON.parse(values)).toEqual(sent.values)
    expect(closing).toBe('resolved')
  })

  it('may be sent again, and never replaced by another', async () => {
    const sent = callRecord(agent.id)
    await record(sent)
    expect((await record(sent)).statusCode).toBe(201)
    expect((await record({ ...sent, values: { notes: 'réécrit' } })).json().code).toBe('conflict')
  })

  it.each([
    ['call.agentId', (of: CallRecord) => ({ ...of, call: { ...of.call, agentId: uuid() } })],
    ['call.id', (of: CallRecord) => ({ ...of, call: { ...of.call, id: uuid() } })],
    ['call.endedAt', (of: CallRecord) => ({ ...of, call: { ...of.call, endedAt: null } })],
    ['journal.0.seq', (of: CallRecord) => ({ ...of, journal: of.journal.toReversed() })],
    ['journal.0.callId', (of: CallRecord) => ({ ...of, journal: of.journal.map((r) => ({ ...r, callId: uuid() })) })],
  ])('with a wrong %s is refused', async (path, spoil) => {
    const sent = callRecord(agent.id)
    const refused = await record(spoil(sent), sent.call.id)
    expect(refused.statusCode).toBe(400)
    expect(refused.json().fields).toEqual([{ path, message: expect.stringMatching(/\S/) }])
  })

  it('of two thousand facts with long notes fits', async () => {
    const sent = callRecord(agent.id)
    const [first] = sent.journal
    if (!first) throw new Error('The sample has a journal.')
    const journal = Array.from({ length: 2000 }, (_, i) => ({ ...first, eventId: uuid(), seq: i + 1 }))
    const values = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`note${i}`, 'é'.repeat(4000)]))
    expect((await record({ ...sent, journal, values })).statusCode).toBe(201)
  })
})
