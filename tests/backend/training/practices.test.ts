import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Practice } from '#shared/training/practice.ts'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { practiceOf } from '../samples.ts'

let backend: TestBackend
let [lea, tom, trainer]: SignedIn[] = []
beforeAll(async () => {
  backend = await openBackend()
  lea = await backend.signIn('hotliner')
  tom = await backend.signIn('hotliner')
  trainer = await backend.signIn('trainer')
})
afterAll(() => backend.close())

const record = (practice: Practice, by = lea) =>
  backend.ask('recordPractice', { params: { id: practice.id }, body: practice, token: by?.token ?? '' })
const list = async (by = lea, query = {}) =>
  (await backend.ask('listPractices', { query: { flowId: 'bug-technique', ...query }, token: by?.token ?? '' })).json()
const read = (id: string, by = lea) => backend.ask('readPractice', { params: { id }, token: by?.token ?? '' })

it('a practised call is kept once, counted and read again by whoever made it', async () => {
  const first = practiceOf()
  const second = practiceOf(uuid(), {
    startedAt: '2025-12-20T09:50:00.000Z',
    branches: ['welcome>welcome.confirmed', 'goodbye>goodbye.end'],
  })
  for (const practice of [first, second, second]) expect((await record(practice)).statusCode).toBe(201)

  expect(await list()).toEqual({
    practices: [
      expect.objectContaining({ id: second.id, scenarioId: 'ne-dit-que-oui', score: 90, durationMs: 2000 }),
      expect.objectContaining({ id: first.id, title: 'Elle ne dit que oui' }),
    ],
    branches: { 'welcome>welcome.confirmed': 2, 'goodbye>goodbye.end': 1 },
  })
  expect(await list(lea, { flowId: 'another' })).toEqual({ practices: [], branches: {} })
  expect((await read(first.id)).json()).toEqual(first)
})

it('another may neither take its place nor read it; a trainer reads everybody’s', async () => {
  const mine = practiceOf()
  await record(mine)
  expect((await record(mine, tom)).json().fields).toEqual([expect.objectContaining({ path: 'id' })])
  expect((await record({ ...mine, seed: 8 })).json().code).toBe('invalid-input')
  expect((await read(mine.id, tom)).statusCode).toBe(404)
  expect((await list(tom, { userId: lea?.id })).practices).toEqual([])
  expect((await read(mine.id, trainer)).json()).toEqual(mine)
  expect((await list(trainer, { userId: lea?.id })).practices).toHaveLength(3)
})

it('a trainer sees who has practised, and how well', async () => {
  await record(practiceOf(uuid(), { marks: { branch: 0, sentences: 0, time: 0, ticket: 11 } }), tom)
  const { trainees } = (
    await backend.ask('listTrainees', { query: { flowId: 'bug-technique' }, token: trainer?.token ?? '' })
  ).json()
  expect(trainees).toHaveLength(2)
  expect(trainees).toContainEqual({
    ...{ userId: lea?.id, displayName: lea?.displayName, practices: 3, score: 90 },
    lastAt: '2025-12-20T09:50:00.000Z',
  })
  expect(trainees).toContainEqual(expect.objectContaining({ userId: tom?.id, practices: 1, score: 11 }))
})

it('a practice that is not the one of its address is refused', async () => {
  const refused = await backend.ask('recordPractice', {
    params: { id: uuid() },
    body: practiceOf(),
    token: lea?.token ?? '',
  })
  expect(refused.json().fields).toEqual([{ path: 'id', message: expect.any(String) }])
})

it('a branch that bears the name of what every object has is counted as any other', async () => {
  const ines = await backend.signIn('hotliner')
  for (const _again of [1, 2]) await record(practiceOf(uuid(), { branches: ['constructor'] }), ines)
  expect((await list(ines)).branches).toEqual({ constructor: 2 })
})
