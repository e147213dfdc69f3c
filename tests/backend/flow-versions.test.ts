import type { Readable } from 'node:stream'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '#node/flows/read.ts'
import { flowsEvent } from '#shared/contracts/api.ts'
import type { FlowVersion, PublishedFlow } from '#shared/domain/flow-version.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { bugTechnique } from '../shared/flow/bug-technique.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'

let backend: TestBackend
let flowId: string
let shipped: FlowDefinition
let [author, reviewer] = [] as unknown as [SignedIn, SignedIn]
beforeAll(async () => {
  backend = await openBackend()
  author = await backend.signIn('trainer')
  reviewer = await backend.signIn('trainer')
})
afterAll(() => backend.close())
/** A script of its own for each test. */
beforeEach(async () => {
  const product = await bugTechnique()
  flowId = `script-${uuid()}`
  shipped = { ...product, machine: { ...product.machine, id: flowId } }
  await backend.ask('keepFlow', { params: { hash: hashOf(shipped) }, body: shipped, token: author.token })
})

/** The shipped script with another title: the smallest change. */
const titled = (title: string): FlowDefinition => ({ ...shipped, script: { ...shipped.script, title } })

const submit = (definition: FlowDefinition, { id = uuid(), revision = null as number | null, by = author } = {}) =>
  backend.ask('submitFlowVersion', {
    ...{ params: { id }, token: by.token },
    body: { definition, baseHash: hashOf(shipped), note: 'Plus clair', revision },
  })
const review = ({ id, revision }: FlowVersion, isGood: boolean, by = reviewer, remark = '') =>
  backend.ask('reviewFlowVersion', { params: { id }, body: { revision, isGood, remark }, token: by.token })
const publish = ({ id, revision }: FlowVersion, replaces: string | null) =>
  backend.ask('publishFlowVersion', { params: { id }, body: { revision, replaces }, token: author.token })
const withdraw = ({ id, revision }: FlowVersion) =>
  backend.ask('withdrawFlowVersion', { params: { id }, body: { revision }, token: author.token })
const published = async () => {
  const { flows } = (await backend.ask('listPublishedFlows', { token: author.token })).json()
  return flows.filter((flow: PublishedFlow) => flow.flowId === flowId)
}

/** A version that another person found good. */
async function reviewed(title: string): Promise<FlowVersion> {
  return (await review((await submit(titled(title))).json(), true)).json()
}

describe('a version of a script', () => {
  it('is numbered, found good by another person, then given to the workplaces', async () => {
    const proposed: FlowVersion = (await submit(titled('Panne'))).json()
    expect(proposed).toMatchObject({ number: shipped.version + 1, state: 'in-review', reviewer: null, revision: 1 })
    expect(proposed.hash).toBe(hashOf({ ...titled('Panne'), version: shipped.version + 1 }))
    expect(await published()).toEqual([])

    const good: FlowVersion = (await review(proposed, true)).json()
    expect(good.reviewer).toEqual({ id: reviewer.id, displayName: reviewer.displayName })
    const given: FlowVersion = (await publish(good, null)).json()
    expect(given).toMatchObject({ state: 'published', isCurrent: true })
    expect(given.publications).toEqual([
      { at: '2025-12-19T10:00:00.000Z', by: { id: author.id, displayName: author.displayName } },
    ])
    expect(await published()).toEqual([{ flowId, hash: proposed.hash }])
    const read = await backend.ask('readFlowDefinition', { params: { hash: proposed.hash }, token: reviewer.token })
    expect(hashOf(read.json())).toBe(proposed.hash)
  })

  it('is not found good by its author, nor published before another has', async () => {
    const proposed: FlowVersion = (await submit(titled('Panne'))).json()
    const own = await review(proposed, true, author)
    expect(own.statusCode).toBe(403)
    expect(own.json().code).toBe('another-person')
    expect((await publish(proposed, null)).json().code).toBe('conflict')
    expect(await published()).toEqual([])
  })

  it('is read anew when its author changes it after it was found good', async () => {
    const good = await reviewed('Panne')
    const { id, revision } = good
    const changed: FlowVersion = (await submit(titled('Panne du portail'), { id, revision })).json()
    expect(changed).toMatchObject({ number: good.number, state: 'in-review', reviewer: null })
    expect((await publish(changed, null)).json().code).toBe('conflict')
  })

  it('goes back to its author with what is to be mended, who proposes it again', async () => {
    const proposed: FlowVersion = (await submit(titled('Panne'))).json()
    expect((await review(proposed, false)).json().fields[0].path).toBe('remark')
    const back: FlowVersion = (await review(proposed, false, reviewer, 'Trop court')).json()
    expect(back).toMatchObject({ state: 'draft', remark: 'Trop court', reviewer: null })
    const { id, revision } = back
    expect((await submit(titled('Panne'), { id, revision, by: reviewer })).json().code).toBe('another-person')
    expect((await submit(titled('Panne du portail'), { id, revision: 1 })).json().code).toBe('conflict')
    expect((await submit(titled('Panne du portail'), { id, revision })).json().state).toBe('in-review')
  })

  it('is refused unless it is proven, and says what it breaks', async () => {
    const { script } = shipped
    const { greet, ...steps } = script.steps
    const mute = await submit({ ...shipped, script: { ...script, steps } })
    expect(greet).toBeDefined()
    expect(mute.json().fields[0]).toEqual({ path: 'definition', message: '« greet » n’a pas de mots.' })
    expect((await submit({ ...shipped, version: 9 })).json().fields[0].path).toBe('definition')
  })

  it('has a number of its own, whoever writes at the same time', async () => {
    const both = await Promise.all([submit(titled('Panne')), submit(titled('Bug'), { by: reviewer })])
    const numbers = both.map((response) => response.json().number).sort()
    expect(numbers).toEqual([shipped.version + 1, shipped.version + 2])
  })
})

describe('what the workplaces have', () => {
  it('goes back to an earlier version when that one is published again', async () => {
    const first: FlowVersion = (await publish(await reviewed('Panne'), null)).json()
    const second = await reviewed('Bug')
    // Whoever publishes must have compared it with what it replaces.
    expect((await publish(second, null)).json().code).toBe('conflict')
    await publish(second, first.hash)
    expect(await published()).toEqual([{ flowId, hash: second.hash }])
    const again: FlowVersion = (await publish(first, second.hash)).json()
    expect(again.publications).toHaveLength(2)
    expect(await published()).toEqual([{ flowId, hash: first.hash }])
    const { versions } = (await backend.ask('listFlowVersions', { query: { flowId }, token: author.token })).json()
    expect(versions.map(({ number, isCurrent }: FlowVersion) => [number, isCurrent])).toEqual([
      [second.number, false],
      [first.number, true],
    ])
  })

  it('is the application’s own script again once what is published is withdrawn, for good', async () => {
    const given: FlowVersion = (await publish(await reviewed('Panne'), null)).json()
    const gone: FlowVersion = (await withdraw(given)).json()
    expect(gone).toMatchObject({ state: 'withdrawn', isCurrent: false })
    expect(await published()).toEqual([])
    expect((await publish(gone, null)).json().code).toBe('conflict')
  })

  it('is told to those who listen, at once and when it changes', async () => {
    const response = await backend.server.inject({
      ...{ url: '/api/v1/events', headers: { authorization: `Bearer ${author.token}` }, payloadAsStream: true },
    })
    const stream: Readable = response.stream()
    const chunks = stream[Symbol.asyncIterator]()
    const told = async () => {
      for (;;) {
        const { value } = await chunks.next()
        const data = /^event: flows\ndata: (.*)$/m.exec(String(value))?.[1]
        if (data) return flowsEvent.parse(JSON.parse(data)).flows.filter((flow) => flow.flowId === flowId)
      }
    }
    expect(await told()).toEqual([])
    const { hash }: FlowVersion = (await publish(await reviewed('Panne'), null)).json()
    expect(await told()).toEqual([{ flowId, hash }])
  })
})
