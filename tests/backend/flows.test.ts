import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDefinition } from '#backend/flows/definitions.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { callRecord } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
let definition: FlowDefinition
beforeAll(async () => {
  backend = await openBackend()
  agent = await backend.signIn('hotliner')
  definition = await readFlow('flows/bug-technique')
})
afterAll(() => backend.close())

const keep = (body: unknown, hash: string) =>
  backend.ask('keepFlow', { params: { hash }, body, token: agent.deliveryToken })

type Machine = FlowDefinition['machine']
const goingRound = {
  here: { meta: { phase: 'accueil' }, always: [{ target: 'there' }] },
  there: { meta: { phase: 'accueil' }, always: [{ target: 'here' }] },
}
const nested = (levels: number): object =>
  levels === 0
    ? { meta: { phase: 'accueil' } }
    : { initial: `x${levels}`, states: { [`x${levels}`]: nested(levels - 1) } }
const guarded = (machine: Machine, fact: string) => ({
  ...machine,
  on: {
    ...machine.on,
    'caller-gone': [{ target: '#cloture.gone', guard: { type: 'facts@1', params: { [fact]: ['x'] } } }],
  },
})

/** What somebody who may lead calls could send instead of a script. */
const forgeries: Record<string, (machine: Machine) => object> = {
  'no call comes to a first step': (machine) => ({
    ...machine,
    initial: 'here',
    states: { ...machine.states, ...goingRound },
  }),
  'a fact that every object answers to': (machine) => guarded(machine, 'constructor'),
  'an initial state that every object answers to': (machine) => ({ ...machine, initial: 'constructor' }),
  'an actor that every object answers to': (machine) => ({
    ...machine,
    states: {
      ...machine.states,
      forged: {
        meta: { phase: 'accueil' },
        invoke: { id: 'x', src: 'valueOf', onDone: [{ target: 'forged' }], onError: [{ target: 'forged' }] },
      },
    },
  }),
  'states in states without end': (machine) => ({ ...machine, states: { ...machine.states, deep: nested(500) } }),
}

/** What has the shape of no script has no hash: it is refused before it is looked at. */
function hashIfAny(forged: object): string {
  try {
    return hashOf(forged as FlowDefinition)
  } catch {
    return '0'.repeat(64)
  }
}

describe('a script that calls are led with', () => {
  it('is kept as it was, however often it is sent', async () => {
    const hash = hashOf(definition)
    for (const _again of [1, 2]) expect((await keep(definition, hash)).statusCode).toBe(204)
    const kept = await readDefinition(backend.db, hash)
    expect(kept && hashOf(kept)).toBe(hash)
  })

  it('is refused under a hash that is not its own', async () => {
    const response = await keep({ ...definition, version: definition.version + 1 }, hashOf(definition))
    expect(response.json().fields).toEqual([{ path: 'hash', message: 'Le script reçu n’est pas celui annoncé.' }])
  })

  it('is refused when it names what does not exist: its calls could not be read', async () => {
    const { machine } = definition
    const broken = { ...definition, machine: { ...machine, initial: 'ailleurs' } }
    const response = await keep(broken, hashOf(broken))
    expect(response.json().fields[0].message).toContain('« ailleurs »')
    expect(await readDefinition(backend.db, hashOf(broken))).toBeNull()
  })

  it.each(Object.entries(forgeries))('is refused when it is forged: %s', async (_what, forge) => {
    const forged = { ...definition, machine: forge(definition.machine) }
    const response = await keep(forged, hashIfAny(forged))
    expect([response.statusCode, response.json().code]).toEqual([400, 'invalid-input'])
    expect(response.body).not.toContain('n’est pas celui annoncé')
  })

  it('that goes round for ever after an answer holds nothing up: its call is kept, and said to be unreadable', async () => {
    const { machine } = definition
    const on = { ...machine.on, 'caller-gone': [{ target: `#${machine.id}.here` }] }
    const endless = { ...definition, machine: { ...machine, on, states: { ...machine.states, ...goingRound } } }
    const hash = hashOf(endless)
    expect((await keep(endless, hash)).statusCode).toBe(204)
    const record = callRecord(agent.id)
    const [first] = record.journal
    const body = {
      ...record,
      call: { ...record.call, flowId: machine.id, flowHash: hash },
      journal: [{ ...first, seq: 1, stepId: 'identify', origin: 'agent', event: { type: 'caller-gone' } }],
    }
    const params = { id: record.call.id }
    expect((await backend.ask('recordCall', { params, body, token: agent.deliveryToken })).statusCode).toBe(201)
    const line = backend.db.selectFrom('call_log').select('folding').where('call_id', '=', record.call.id)
    expect(await line.executeTakeFirst()).toEqual({ folding: 'unreadable' })
  })
})
