import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { newScenario } from '../samples.ts'

let backend: TestBackend
let trainer: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  trainer = await backend.signIn('trainer')
})
afterAll(() => backend.close())

const list = async (query = {}) =>
  (await backend.ask('listScenarios', { query, token: (await backend.signIn('hotliner')).token })).json().scenarios

it('a trainer’s scenario is saved, read by hotliners, changed and deleted', async () => {
  const body = newScenario()
  const saved = (await backend.ask('createScenario', { body, token: trainer.token })).json()
  expect(saved).toMatchObject({ ...body, version: 1, updatedBy: trainer.displayName })
  expect(await list({ flowId: 'bug-technique' })).toEqual([saved])
  expect(await list({ flowId: 'another' })).toEqual([])

  const params = { id: saved.id }
  const change = (title: string, version: number) =>
    backend.ask('changeScenario', { params, body: { ...newScenario(title), version }, token: trainer.token })
  const changed = (await change('Elle dit toujours oui', 1)).json()
  expect(changed).toMatchObject({ version: 2, scenario: { title: 'Elle dit toujours oui' } })
  expect((await change('Non', 1)).json()).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining(trainer.displayName),
  })
  expect(await list()).toEqual([changed])

  const forget = () => backend.ask('deleteScenario', { params, token: trainer.token })
  expect([(await forget()).statusCode, (await forget()).statusCode]).toEqual([204, 404])
  expect((await change('Trop tard', 2)).statusCode).toBe(404)
  expect(await list()).toEqual([])
})

it('a scenario that no flow could play is refused, field by field', async () => {
  const { flowId, scenario } = newScenario()
  const body = { flowId, scenario: { ...scenario, turns: [{ at: 'welcome' }] } }
  const refused = await backend.ask('createScenario', { body, token: trainer.token })
  expect(refused.json().fields).toEqual([expect.objectContaining({ path: 'scenario.turns.0' })])
})
