import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallReport } from '#shared/domain/call-log.ts'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { newIncident } from '../samples.ts'
import { definition, flowHash, ledCall } from './led-calls.ts'

let backend: TestBackend
let lea: SignedIn
let claire: SignedIn
beforeAll(async () => {
  backend = await openBackend()
  lea = await backend.signIn('hotliner')
  claire = await backend.signIn('supervisor')
})
afterAll(() => backend.close())

const send = (hash = flowHash, body: unknown = definition) =>
  backend.ask('keepFlow', { params: { hash }, body, token: lea.deliveryToken })
async function record(scenario: string, values = {}, endedAt = '2025-12-19T09:50:00.000Z') {
  const body = ledCall(scenario, { agentId: lea.id, endedAt, values })
  await backend.ask('recordCall', { params: { id: body.call.id }, body, token: lea.deliveryToken })
  return { ...body.call, journal: body.journal }
}
const read = async (id: string, by = claire): Promise<CallReport> =>
  (await backend.ask('readCall', { params: { id }, token: by.token })).json()

describe('a definition', () => {
  it('that comes after calls led with it: those that waited for it are folded once it is there', async () => {
    const { id } = await record('page-blanche-cache', { notes: 'patient' })
    expect(await read(id)).toMatchObject({ folding: 'waiting', flowVersion: null, steps: [], notes: 'patient' })
    const found = await backend.ask('searchCalls', { query: { q: 'patient' }, token: claire.token })
    expect(found.json().calls).toMatchObject([{ id }])
    await send()
    await expect.poll(async () => (await read(id)).folding).toBe('folded')
    await send()
    const read_ = await backend.ask('readFlowDefinition', { params: { hash: flowHash }, token: lea.token })
    expect(read_.json()).toEqual(definition)
  })

  it('is of one flow: a call that says otherwise is refused, and why', async () => {
    await send()
    const led = ledCall('page-blanche-cache', { agentId: lea.id, endedAt: '2025-12-19T09:50:00.000Z' })
    const body = { ...led, call: { ...led.call, flowId: 'autre-script' } }
    const refused = await backend.ask('recordCall', { params: { id: led.call.id }, body, token: lea.deliveryToken })
    expect([refused.statusCode, refused.json().fields]).toEqual([
      400,
      [expect.objectContaining({ path: 'call.flowId', message: expect.stringContaining('autre-script') })],
    ])
  })

  it('of another hash, or that names what does not exist, is refused', async () => {
    expect((await send('0'.repeat(64))).statusCode).toBe(400)
    expect((await send(flowHash, { ...definition, version: definition.version + 1 })).statusCode).toBe(400)
  })
})

describe('a call', () => {
  it('is told step by step as it was said, with its times', async () => {
    await send()
    const { id, journal } = await record('page-blanche-cache', { browser: 'Chrome 131' })
    const { steps, durationMs, agent } = await read(id)
    expect(agent.displayName).toBe(lea.displayName)
    expect(steps[0]).toMatchObject({ position: 1, stepId: 'identify', enteredMs: 0, isTakenBack: false })
    const [greet] = steps.filter(({ stepId }) => stepId === 'greet')
    expect(greet?.say?.[0]).toMatchObject({ kind: 'paragraph' })
    expect(JSON.stringify(greet?.say)).toContain('Vous rencontrez un souci technique')
    expect(greet?.events).toMatchObject([{ kind: 'answer', type: 'greet.confirm', label: expect.any(String) }])
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1]
      if (next) expect(step.enteredMs + step.durationMs).toBe(next.enteredMs)
    }
    expect(steps.at(-1)).toMatchObject({ stepId: 'closed-resolved', leftBy: null })
    expect(durationMs).toBe(journal.at(-1)?.elapsedMs)
    const rows = await backend.db
      .selectFrom('call_step')
      .innerJoin('call_log', 'call_log.place', 'call_step.place')
      .select(['step_id', 'left_by', 'next_step_id', 'call_step.duration_ms'])
      .where('call_id', '=', id)
      .orderBy('position')
      .execute()
    expect(rows).toEqual(
      steps.map(({ stepId, leftBy, durationMs: lasted }, index) => ({
        ...{ step_id: stepId, left_by: leftBy, duration_ms: lasted },
        next_step_id: steps[index + 1]?.stepId ?? null,
      })),
    )
  })

  it('shows the answers taken back for what they are', async () => {
    const { id } = await record('retour-en-arriere')
    const { steps } = await read(id)
    const back = steps.findIndex(({ leftBy }) => leftBy === 'back')
    const again = steps[back + 1]?.stepId
    expect(back).toBeGreaterThan(0)
    expect(steps[back]).toMatchObject({ isTakenBack: false, events: [{ kind: 'back' }] })
    const answered = steps.findLastIndex(({ stepId }, index) => index < back && stepId === again)
    expect(steps.slice(answered, back).map(({ isTakenBack }) => isTakenBack)).not.toContain(false)
    expect(steps.slice(0, answered).map(({ isTakenBack }) => isTakenBack)).not.toContain(true)
  })

  it('shows what the platform was then, whatever it is now', async () => {
    const technician = await backend.signIn('technician')
    const declared = await backend.ask('declareIncident', {
      body: newIncident({ startedAt: '2025-12-19T09:30:00.000Z' }),
      token: technician.token,
    })
    const during = await record('page-blanche-cache', {}, '2025-12-19T09:45:00.000Z')
    const before = await record('page-blanche-cache', {}, '2025-12-19T09:10:00.000Z')
    const incidentId = declared.json().id
    expect((await read(during.id)).platform).toMatchObject({
      incidents: [{ id: incidentId, resolvedAt: null }],
      services: expect.arrayContaining([
        { id: 'portail-client', name: 'Portail client', periods: [expect.objectContaining({ level: 'degraded' })] },
      ]),
    })
    expect((await read(before.id)).platform.incidents).toEqual([])
  })

  it('whose journal its script does not allow says so, and is listed all the same', async () => {
    const body = ledCall('page-blanche-cache', { agentId: lea.id, endedAt: '2025-12-19T09:20:00.000Z' })
    const forged = { ...body, journal: body.journal.map((one) => ({ ...one, stepId: 'greet' })) }
    await backend.ask('recordCall', { params: { id: body.call.id }, body: forged, token: lea.deliveryToken })
    expect(await read(body.call.id)).toMatchObject({
      ...{ folding: 'unreadable', steps: [], closing: 'resolved', phases: [] },
      fault: expect.stringContaining('Journal illisible'),
    })
  })
})

describe('a look at a call', () => {
  it('is recorded, and listed by call and by who looked', async () => {
    const { id } = await record('page-blanche-cache')
    const hugo = await backend.signIn('supervisor')
    await read(id)
    backend.clock.advance(60)
    await read(id, hugo)
    await read(id, lea)
    const looks = async (name: 'listCallLooks' | 'listLooksBy', of: string) =>
      (await backend.ask(name, { params: { id: of }, token: claire.token })).json()
    const { looks: all, next } = await looks('listCallLooks', id)
    expect(all.map(({ by }: { by: { id: string } }) => by.id).toSorted()).toEqual(
      [claire.id, hugo.id, lea.id].toSorted(),
    )
    expect(all.at(-1).by.id).toBe(claire.id)
    expect(next).toBeNull()
    expect((await looks('listLooksBy', hugo.id)).looks).toMatchObject([
      { callId: id, by: { displayName: hugo.displayName }, at: '2025-12-19T10:01:00.000Z' },
    ])
    expect((await backend.ask('listCallLooks', { params: { id }, token: lea.token })).statusCode).toBe(403)
  })
})
