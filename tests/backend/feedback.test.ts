import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Feedback, GivenFeedback, WrongStep } from '#shared/domain/feedback.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'

let backend: TestBackend
let lea: SignedIn
let hugo: SignedIn
let claire: SignedIn

beforeEach(async () => {
  backend = await openBackend()
  ;[lea, hugo, claire] = await Promise.all([
    backend.signIn('hotliner'),
    backend.signIn('hotliner'),
    backend.signIn('trainer'),
  ])
})
afterEach(() => backend.close())

const wrong: WrongStep = {
  ...{ flowHash: 'a'.repeat(64), version: 3, stepId: 'browser' },
  path: [
    { stepId: 'identify', event: 'client-picked' },
    { stepId: 'greet', event: 'greet.confirm' },
  ],
}
const remark = (change: Partial<Feedback> = {}): Feedback => ({
  ...{ id: uuid(), subject: 'flow:bug-technique', isUseful: false, comment: 'Edge manque', step: wrong },
  at: backend.clock.now().toISOString(),
  ...change,
})
const article = (change: Partial<Feedback> = {}) => remark({ subject: 'faq:1', comment: '', step: null, ...change })

async function give(body: unknown, by = lea): Promise<number> {
  backend.clock.advance(1)
  return (await backend.ask('giveFeedback', { body, token: by.token })).statusCode
}
const list = async (query: Record<string, string>): Promise<GivenFeedback[]> =>
  (await backend.ask('listFeedback', { query, token: claire.token })).json().feedback
const atBrowser = { subject: 'flow:bug-technique', stepId: 'browser' }
const treat = async (ids: string[], answer = '', by = claire) =>
  (await backend.ask('treatFeedback', { body: { ids, answer }, token: by.token })).statusCode
const own = async (by: SignedIn) => (await backend.ask('listOwnFeedback', { token: by.token })).json()

describe('what an agent says', () => {
  it('is kept once, however often it is delivered, and by a deliver-only token too', async () => {
    const said = remark()
    for (const token of [lea.token, lea.token, lea.deliveryToken])
      expect((await backend.ask('giveFeedback', { body: said, token })).statusCode).toBe(201)
    expect(await list(atBrowser)).toEqual([
      { ...said, by: { id: lea.id, displayName: lea.displayName }, treatment: null, seenAt: null },
    ])
    expect(await give({ ...said, comment: 'Autre chose' })).toBe(400)
  })

  it('by a workplace whose clock is ahead, is said when it arrives, and still kept once', async () => {
    const said = remark({ at: '2199-01-01T00:00:00.000Z' })
    expect(await give(said)).toBe(201)
    const arrived = backend.clock.now().toISOString()
    expect(await give(said)).toBe(201)
    expect((await list(atBrowser)).map(({ at }) => at)).toEqual([arrived])
  })

  it('by a workplace of before, which names no step, is of the whole script', async () => {
    const { step: _, ...said } = remark()
    expect(await give(said)).toBe(201)
    expect(await list({ subject: 'flow:bug-technique' })).toMatchObject([{ id: said.id, step: null }])
    expect(await list(atBrowser)).toEqual([])
  })

  it.each([
    ['a subject of its own', { subject: '../../etc' }],
    ['words where an id is expected', { step: { ...wrong, path: [{ stepId: 'greet', event: 'Sophie Lefèvre' }] } }],
    ['what was typed', { step: { ...wrong, path: [{ stepId: 'greet', event: 'greet.confirm', output: {} }] } }],
    ['the call that it is about', { step: { ...wrong, callId: '0190a000-0000-7000-8000-000000000001' } }],
  ])('is refused with %s', async (_, change) => {
    expect(await give({ ...remark(), ...change })).toBe(400)
  })
})

describe('whoever writes scripts', () => {
  it('reads what was said in all, step by step and article by article', async () => {
    await give(remark())
    await give(remark(), hugo)
    await give(article({ isUseful: true }))
    await give(article({ isUseful: true }), hugo)
    await give(article({ comment: 'Où est le dashboard ?' }))
    const [first] = await list(atBrowser)
    await treat([first?.id ?? ''])
    const { tallies } = (await backend.ask('tallyFeedback', { token: claire.token })).json()
    expect(tallies).toMatchObject([
      { subject: 'faq:1', stepId: null, useful: 2, notUseful: 1, open: 1 },
      { subject: 'flow:bug-technique', stepId: 'browser', useful: 0, notUseful: 2, open: 1 },
    ])
  })

  it('treats remarks with a word, which their author reads once', async () => {
    const [said, other] = [remark(), remark()]
    await give(said)
    await give(other)
    expect(await treat([said.id, other.id], 'Edge est ajouté dans la version 4.')).toBe(200)
    expect(await list(atBrowser)).toEqual([])
    expect((await list({ ...atBrowser, state: 'treated' })).map(({ id }) => id)).toEqual([other.id, said.id])
    expect(await own(lea)).toMatchObject({
      unseen: 2,
      feedback: [
        { id: other.id },
        { treatment: { answer: 'Edge est ajouté dans la version 4.', by: { id: claire.id } } },
      ],
    })
    expect(await own(hugo)).toEqual({ feedback: [], next: null, unseen: 0 })
    const see = (by: SignedIn) => backend.ask('seeFeedback', { body: { ids: [said.id, other.id] }, token: by.token })
    await see(hugo)
    expect((await own(lea)).unseen).toBe(2)
    await see(lea)
    expect((await own(lea)).unseen).toBe(0)
  })

  it('treats all of what was chosen or none of it, and nothing twice', async () => {
    const [one, two, useful] = [remark(), remark(), article({ isUseful: true })]
    for (const each of [one, two, useful]) await give(each)
    expect(await treat([one.id])).toBe(200)
    const again = { body: { ids: [one.id, two.id], answer: '' }, token: claire.token }
    const refused = await backend.ask('treatFeedback', again)
    expect([refused.statusCode, refused.json().detail]).toEqual([
      409,
      'Une de ces remarques est déjà traitée, ou n’attend rien.',
    ])
    expect(await treat([useful.id])).toBe(409)
    expect(await treat([two.id, uuid()])).toBe(404)
    expect((await list(atBrowser)).map(({ id }) => id)).toEqual([two.id])
    expect(await treat([two.id], '', lea)).toBe(403)
  })

  it('reads a long list page by page, each remark once', async () => {
    const ids: string[] = []
    // Several at one instant: their ids tell them apart.
    const at = backend.clock.now().toISOString()
    for (let i = 0; i < 60; i++) {
      const said = remark({ at })
      ids.push(said.id)
      await give(said)
    }
    const page = async (after?: string) =>
      (
        await backend.ask('listFeedback', { query: { ...atBrowser, ...(after && { after }) }, token: claire.token })
      ).json()
    const first = await page()
    const second = await page(first.next)
    const read = [...first.feedback, ...second.feedback].map(({ id }: GivenFeedback) => id)
    expect(read).toEqual(ids.toReversed())
    expect(second.next).toBeNull()
  })
})
