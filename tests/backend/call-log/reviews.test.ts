import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { type CallReview, firstCriteria, type Verdict } from '#shared/domain/call-review.ts'
import type { SignedIn } from '../open-backend.ts'
import { openCallLogDesk } from './call-log-desk.ts'

const desk = openCallLogDesk()
const verdicts = (verdict: Verdict, of = firstCriteria): Record<string, Verdict> =>
  Object.fromEntries(of.map(({ id }) => [id, verdict]))
const content = { gridVersion: 0, verdicts: verdicts('yes'), comment: 'Belle écoute.', version: 0 }
const review = (id: string, body: object = content, by = desk.claire) =>
  desk.backend.ask('reviewCall', { params: { id }, body, token: by.token })
const see = ({ id, version }: CallReview, by: SignedIn) =>
  desk.backend.ask('seeReview', { params: { id }, body: { version }, token: by.token })
const list = async (by: SignedIn, query: Record<string, string> = {}) =>
  (await desk.backend.ask('listReviews', { query, token: by.token })).json()

describe('a review', () => {
  it('is marked, read by its agent, and to be read again once it has changed', async () => {
    const id = await desk.record('page-blanche-cache')
    const made = (
      await review(id, { ...content, verdicts: { ...content.verdicts, notes: 'no', ticket: 'not-applicable' } })
    ).json()
    expect(made).toMatchObject({ mark: 17.1, version: 1, seenAt: null, agent: { id: desk.lea.id }, callId: id })
    expect(made.criteria).toEqual(firstCriteria)
    expect(await list(desk.lea)).toMatchObject({ unseen: 1, reviews: [{ id: made.id, comment: 'Belle écoute.' }] })
    expect((await see(made, desk.hugo)).statusCode).toBe(404)
    expect((await see(made, desk.lea)).json().seenAt).toBe('2025-12-19T10:00:00.000Z')
    expect(await list(desk.lea, { seen: 'unseen' })).toMatchObject({ unseen: 0, reviews: [] })
    const changed = (await review(id, { ...content, comment: 'Très belle écoute.', version: 1 })).json()
    expect(changed).toMatchObject({ id: made.id, version: 2, seenAt: null, mark: 20 })
    expect((await see(made, desk.lea)).statusCode).toBe(409)
    const lines = await desk.backend.ask('searchCalls', { query: { review: 'reviewed' }, token: desk.claire.token })
    expect(lines.json().calls).toMatchObject([{ id, review: { count: 1, mark: 20 } }])
    const others = await desk.backend.ask('searchCalls', { query: { review: 'unreviewed' }, token: desk.claire.token })
    expect(others.json().calls).toEqual([])
  })

  it('is one a reviewer, each their own; that of a call read by another meanwhile is not lost', async () => {
    const id = await desk.record('page-blanche-cache')
    const other = await desk.backend.signIn('supervisor')
    await review(id)
    await review(id, { ...content, verdicts: verdicts('no') }, other)
    expect((await review(id)).statusCode).toBe(409)
    const reviews = await desk.backend.ask('listCallReviews', { params: { id }, token: desk.lea.token })
    expect(reviews.json().reviews.map(({ mark }: CallReview) => mark)).toEqual([20, 0])
    expect((await list(desk.claire)).reviews).toHaveLength(2)
    expect((await list(desk.claire, { agentId: desk.hugo.id })).reviews).toEqual([])
  })

  it('of another’s call is none of an agent’s business', async () => {
    const id = await desk.record('page-blanche-cache', { by: desk.hugo })
    await review(id)
    expect((await list(desk.lea)).reviews).toEqual([])
    expect((await list(desk.lea, { agentId: desk.hugo.id })).reviews).toEqual([])
    const asked = await desk.backend.ask('listCallReviews', { params: { id }, token: desk.lea.token })
    expect(asked.statusCode).toBe(404)
    expect((await review(id, content, desk.lea)).statusCode).toBe(403)
  })

  it.each([
    ['without a verdict on each criterion', { ...content, verdicts: { accueil: 'yes' } }, 400],
    ['with a criterion of no grid', { ...content, verdicts: { ...content.verdicts, charme: 'yes' } }, 400],
    ['by a grid that never was', { ...content, gridVersion: 7 }, 400],
  ])('is refused %s', async (_, body, status) => {
    expect((await review(await desk.record('page-blanche-cache'), body)).statusCode).toBe(status)
  })

  it('of one’s own call, of none, or of one that is anonymised, is refused', async () => {
    const id = await desk.record('page-blanche-cache', { by: desk.claire })
    expect((await review(id)).statusCode).toBe(409)
    expect((await review(uuid())).statusCode).toBe(404)
    const of = await desk.record('page-blanche-cache')
    await desk.backend.db.updateTable('call').set({ anonymised_at: '2025-12-19T10:00:00.000Z' }).execute()
    expect((await review(of)).statusCode).toBe(409)
  })
})

describe('the grid', () => {
  it('changes by versions; a review keeps its own', async () => {
    const id = await desk.record('page-blanche-cache')
    await review(id)
    const criteria = [{ id: 'calme', label: 'Calme', help: '' }]
    const change = (version: number) =>
      desk.backend.ask('changeReviewGrid', { body: { version, criteria }, token: desk.claire.token })
    expect((await change(0)).json()).toMatchObject({ version: 1, criteria, change: { by: desk.claire.displayName } })
    expect((await change(0)).statusCode).toBe(409)
    const { reviews } = await list(desk.claire)
    expect(reviews[0].criteria).toEqual(firstCriteria)
    const by = { gridVersion: 1, verdicts: { calme: 'partly' }, comment: '', version: 1 }
    expect((await review(id, by)).json()).toMatchObject({ mark: 10, criteria })
  })
})

describe('a search that is kept', () => {
  const view = { name: 'Sans ticket', filters: { ticket: 'without' }, order: { sort: 'duration' }, isShared: true }
  const save = (id: string, body: object, by = desk.claire) =>
    desk.backend.ask('saveCallView', { params: { id }, body, token: by.token })
  const views = async (by: SignedIn) => (await desk.backend.ask('listCallViews', { token: by.token })).json().views

  it('is its owner’s, and its fellow supervisors’ where it is shared', async () => {
    const id = uuid()
    const other = await desk.backend.signIn('supervisor')
    expect((await save(id, view)).json()).toMatchObject({ id, owner: { id: desk.claire.id } })
    await save(uuid(), { ...view, name: 'À moi', isShared: false })
    expect((await views(desk.claire)).map(({ name }: { name: string }) => name)).toEqual(['À moi', 'Sans ticket'])
    expect(await views(other)).toMatchObject([{ ...view, order: { sort: 'duration', direction: 'desc' } }])
    expect(await views(desk.lea)).toEqual([])
    expect((await save(id, view, other)).statusCode).toBe(409)
    expect((await save(uuid(), view)).statusCode).toBe(409)
    expect((await save(uuid(), view, desk.lea)).statusCode).toBe(400)
    const remove = (by: SignedIn) => desk.backend.ask('deleteCallView', { params: { id }, token: by.token })
    expect((await remove(other)).statusCode).toBe(404)
    expect((await remove(desk.claire)).statusCode).toBe(204)
    expect(await views(other)).toEqual([])
  })
})
