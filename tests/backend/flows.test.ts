import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDefinition } from '#backend/flows/definitions.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'

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
})
