import { v7 as uuid } from 'uuid'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepExamples } from '#backend/comparisons/comparisons.ts'
import { hashOf } from '#node/flows/read.ts'
import type { FlowComparison } from '#shared/domain/flow-comparison.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { leadTo, removeAnswer } from '#shared/flow/editing/answers.ts'
import { openCallLogDesk } from '../call-log/call-log-desk.ts'
import { definition, flowHash } from '../call-log/led-calls.ts'
import type { SignedIn } from '../open-backend.ts'

const desk = openCallLogDesk()
let trainer: SignedIn
beforeAll(async () => {
  trainer = await desk.backend.signIn('trainer')
})
beforeEach(async () => {
  await desk.backend.db.deleteFrom('flow_comparison').execute()
})

/** A version that the backend knows; its hash. */
async function known(changed: FlowDefinition): Promise<string> {
  const hash = hashOf(changed)
  await desk.backend.ask('keepFlow', { params: { hash }, body: changed, token: trainer.token })
  return hash
}
const diverted = () =>
  known(leadTo(definition, { stepId: 'describe', answerId: 'describe.blank-page', index: 0 }, 'escalate'))

const start = (afterHash: string, by = trainer, period = { from: '2025-12-01', to: '2026-01-01' }) =>
  desk.backend.ask('startFlowComparison', {
    body: { beforeHash: flowHash, afterHash, ...period },
    token: by.token,
  })
const read = async (id: string, by = trainer): Promise<FlowComparison> =>
  (await desk.backend.ask('readFlowComparison', { params: { id }, token: by.token })).json()
const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const comparison = await read(id)
      expect(comparison.state).not.toBe('running')
      return comparison
    },
    { timeout: 15_000, interval: 50 },
  )

describe('two versions compared over recorded calls', () => {
  it('say how many calls part, where, and what each version comes to', async () => {
    await desk.record('page-blanche-cache', { minute: 0 })
    await desk.record('page-blanche-escalade', { minute: 1 })
    await desk.record('incident-notification', { minute: 2 })
    const { id, state } = (await start(await diverted())).json()
    expect(state).toBe('running')
    const { figures, ...comparison } = await ended(id)
    expect(comparison).toMatchObject({ state: 'done', total: 3, done: 3 })
    expect(figures).toMatchObject({ calls: 3, same: 1, elsewhere: 2, unknown: 0, unreadable: 0 })
    expect(figures?.partings).toMatchObject([
      {
        ...{ kind: 'elsewhere', stepId: 'describe', event: 'describe.blank-page', calls: 2 },
        afterStep: 'escalate',
      },
    ])
    expect(figures?.effects.calls).toBeGreaterThanOrEqual(1)
  })

  it('show some of those calls, the latest first, of which nobody is named', async () => {
    const first = await desk.record('page-blanche-cache', { minute: 0 })
    const second = await desk.record('page-blanche-escalade', { minute: 1 })
    const { id } = (await start(await diverted())).json()
    await ended(id)
    const asked = { params: { id }, query: { parting: '1' } }
    const answer = await desk.backend.ask('listPartedCalls', { ...asked, token: trainer.token })
    expect(answer.json()).toMatchObject({
      calls: [
        { callId: second, before: { closing: 'persisting', filesTicket: true } },
        { callId: first, before: { closing: 'resolved', filesTicket: false } },
      ],
      next: null,
    })
    expect(answer.body).not.toContain(desk.lea.id)
    const { statusCode } = await desk.backend.ask('listPartedCalls', { ...asked, token: desk.claire.token })
    expect(statusCode).toBe(404)
  })

  it('show them a page at a time, each once', async () => {
    const recorded: string[] = []
    for (let minute = 0; minute < 45; minute += 1) recorded.push(await desk.record('page-blanche-cache', { minute }))
    const { id } = (await start(await diverted())).json()
    await ended(id)
    const found: string[] = []
    let after: number | null | undefined
    do {
      const query = { parting: '1', ...(after !== undefined && { after: String(after) }) }
      const page = (await desk.backend.ask('listPartedCalls', { params: { id }, query, token: trainer.token })).json()
      found.push(...page.calls.map(({ callId }: { callId: string }) => callId))
      after = page.next
    } while (after !== null)
    expect(found).toEqual(recorded.reverse())
  })

  it('count apart what cannot be told, and what cannot be read', async () => {
    await desk.record('page-blanche-cache', { minute: 0 })
    const broken = await desk.record('page-blanche-cache', { minute: 1 })
    const torn = await desk.record('page-blanche-cache', { minute: 2 })
    const { db } = desk.backend
    await db.updateTable('call').set({ journal: '[{"event":null}]' }).where('id', '=', broken).execute()
    await db.updateTable('call').set({ journal: '[{' }).where('id', '=', torn).execute()
    const { id } = (await start(await known(removeAnswer(definition, 'describe', 'describe.blank-page')))).json()
    const { figures, state } = await ended(id)
    expect(state).toBe('done')
    expect(figures).toMatchObject({ calls: 3, same: 0, elsewhere: 0, unknown: 1, unreadable: 2 })
    expect(figures?.partings).toMatchObject([{ kind: 'unknown', stepId: 'describe', afterStep: null, calls: 1 }])
  })

  it('leave aside the calls whose own version is not known, and say how many', async () => {
    const [known, unknown] = [await desk.record('page-blanche-cache'), await desk.record('page-blanche-cache')]
    const { db } = desk.backend
    const waiting = { folding: 'waiting' } as const
    await db.updateTable('call_log').set(waiting).where('call_id', '=', known).execute()
    await db
      .updateTable('call_log')
      .set({ ...waiting, flow_hash: '0'.repeat(64) })
      .where('call_id', '=', unknown)
      .execute()
    const { id } = (await start(await diverted())).json()
    expect((await ended(id)).figures).toMatchObject({ calls: 2, elsewhere: 1, unreadable: 0, waiting: 1 })
  })

  it('show the latest of a parting, where it has too many to be shown', async () => {
    const first = await desk.record('page-blanche-cache')
    const { db } = desk.backend
    const call = await db.selectFrom('call').selectAll().where('id', '=', first).executeTakeFirstOrThrow()
    const line = await db.selectFrom('call_log').selectAll().where('call_id', '=', first).executeTakeFirstOrThrow()
    const ids = Array.from({ length: 200 }, () => uuid())
    await db
      .insertInto('call')
      .values(ids.map((id) => ({ ...call, id })))
      .execute()
    await db
      .insertInto('call_log')
      .values(ids.map((id, index) => ({ ...line, call_id: id, place: line.place + index + 1 })))
      .execute()
    const { id } = (await start(await diverted())).json()
    expect((await ended(id)).figures?.partings).toMatchObject([{ calls: 201 }])
    const shown = await db.selectFrom('flow_comparison_call').select('call_id').orderBy('place').execute()
    expect(shown.map(({ call_id }) => call_id)).toEqual(ids)
  })

  it('leave out the calls of other days', async () => {
    await desk.record('page-blanche-cache')
    const { id } = (await start(await diverted(), trainer, { from: '2025-12-01', to: '2025-12-19' })).json()
    expect((await ended(id)).figures).toMatchObject({ calls: 0, partings: [] })
  })

  it('run one at a time for each who asks, and another once it is stopped', async () => {
    const afterHash = await diverted()
    const at = desk.backend.clock.now().toISOString()
    const { id } = (await start(afterHash)).json()
    await ended(id)
    const running = { state: 'running', ended_at: null, figures: null, seen_at: at } as const
    await desk.backend.db.updateTable('flow_comparison').set(running).where('id', '=', id).execute()
    const refused = await start(afterHash)
    expect(refused.statusCode).toBe(409)
    expect(refused.json().detail).toContain('encore en cours')
    expect((await start(afterHash, desk.claire)).statusCode).toBe(201)

    const cancelled = await desk.backend.ask('cancelFlowComparison', { params: { id }, token: trainer.token })
    expect(cancelled.json()).toMatchObject({ state: 'cancelled', endedAt: at })
    expect((await start(afterHash)).statusCode).toBe(201)
  })

  it('stay stopped, whatever the thread had found meanwhile', async () => {
    await desk.record('page-blanche-cache')
    const afterHash = await diverted()
    const { id } = (await start(afterHash)).json()
    await desk.backend.ask('cancelFlowComparison', { params: { id }, token: trainer.token })
    await ended((await start(afterHash)).json().id)
    expect(await read(id)).toMatchObject({ state: 'cancelled', figures: null })
  })

  it('keep none of the calls that they had found once they are stopped, or lost', async () => {
    await desk.record('page-blanche-cache')
    const { db, clock } = desk.backend
    const at = clock.now().toISOString()
    const shown = () => db.selectFrom('flow_comparison_call').selectAll().execute()
    const stopped = {
      cancelled: (id: string) => desk.backend.ask('cancelFlowComparison', { params: { id }, token: trainer.token }),
      failed: (id: string) =>
        db.updateTable('flow_comparison').set({ seen_at: '2025-12-19T08:00:00.000Z' }).where('id', '=', id).execute(),
    }
    for (const [state, stop] of Object.entries(stopped)) {
      const { id } = (await start(await diverted())).json()
      await ended(id)
      const [found] = await shown()
      expect(found).toMatchObject({ comparison_id: id, parting: 1 })
      const running = { state: 'running', ended_at: null, figures: null, seen_at: at } as const
      await db.updateTable('flow_comparison').set(running).where('id', '=', id).execute()
      await stop(id)
      expect((await read(id)).state).toBe(state)
      expect(await shown()).toEqual([])
      await keepExamples(db, id, [{ parting: 1, place: 1, callId: id, endedAt: at, before: null, after: null }])
      expect(await shown()).toEqual([])
    }
  })

  it('have failed where the process that ran them is not heard of any more', async () => {
    const { id } = (await start(await diverted())).json()
    await ended(id)
    const lost = { state: 'running', ended_at: null, seen_at: '2025-12-19T09:58:00.000Z' } as const
    await desk.backend.db.updateTable('flow_comparison').set(lost).where('id', '=', id).execute()
    expect((await read(id)).state).toBe('failed')
  })

  it('are refused for what is no version, twice the same, or another script', async () => {
    const other = await known({ ...definition, machine: { ...definition.machine, id: 'autre-script' } })
    for (const afterHash of ['0'.repeat(64), flowHash, other])
      expect((await start(afterHash)).json().fields).toEqual([expect.objectContaining({ path: 'afterHash' })])
  })
})
