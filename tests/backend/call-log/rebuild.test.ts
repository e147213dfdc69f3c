import { v7 as uuid } from 'uuid'
import { describe, expect, it } from 'vitest'
import { foldWaiting } from '#backend/call-log/fold-waiting.ts'
import { type Rebuilt, rebuildSteps } from '#backend/call-log/rebuild.ts'
import { recountDay } from '#backend/call-log/visit-counts.ts'
import { openFlowLibrary } from '#backend/flows/library.ts'
import { anonymiseCall } from '#backend/personal-data/anonymise.ts'
import { startProgram } from '../backend-program.ts'
import { openCallLogDesk } from './call-log-desk.ts'
import { definition } from './led-calls.ts'

const desk = openCallLogDesk()

async function rebuild(after?: string) {
  const told: Rebuilt[] = []
  const { db } = desk.backend
  const tell = (done: Rebuilt) => void told.push(done)
  const counts = await rebuildSteps(db, openFlowLibrary(), after === undefined ? { tell } : { after, tell })
  return { counts, told }
}

const written = async () => {
  const { db } = desk.backend
  return {
    lines: await db.selectFrom('call_log').selectAll().orderBy('place').execute(),
    steps: await db.selectFrom('call_step').selectAll().orderBy('place').orderBy('position').execute(),
    counts: await db
      .selectFrom('call_visit_count')
      .selectAll()
      .orderBy('step_id')
      .orderBy('next_step_id')
      .orderBy('left_by')
      .orderBy('seconds')
      .execute(),
    words: await db.selectFrom('call_text').selectAll().orderBy('place').execute(),
  }
}

const found = async (q: string): Promise<string[]> => {
  const answer = await desk.backend.ask('searchCalls', { query: { q }, token: desk.claire.token })
  return answer.json().calls.map(({ id }: { id: string }) => id)
}

/** Copies a call as often as wanted, none of the copies told. @returns their ids, in order */
async function copied(id: string, times: number): Promise<string[]> {
  const { db } = desk.backend
  const call = await db.selectFrom('call').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const ids = Array.from({ length: times }, () => uuid())
  await db
    .insertInto('call')
    .values(ids.map((copy) => ({ ...call, id: copy })))
    .execute()
  return ids
}

describe('rebuild-steps', () => {
  it('makes what was lost or wrong again, each call in its place', async () => {
    const id = await desk.record('page-blanche-escalade', { values: { notes: 'très patiente' } })
    await desk.record('page-blanche-cache', { minute: 1 })
    const before = await written()
    const { db } = desk.backend
    await db.deleteFrom('call_step').execute()
    await db.deleteFrom('call_text').execute()
    await db.updateTable('call_visit_count').set({ visits: 7 }).execute()
    await db
      .updateTable('call_log')
      .set({ folding: 'waiting', phases: '', reason: null, client_name: 'Nobody' })
      .execute()
    expect(await found('patiente')).toEqual([])

    expect((await rebuild()).counts).toEqual({ folded: 2, waiting: 0, unreadable: 0 })
    expect(await written()).toEqual(before)
    expect(await found('patiente')).toEqual([id])
    await rebuild()
    expect(await written()).toEqual(before)
  })

  it('says which calls cannot be read, and which wait for their script', async () => {
    const [broken, unknown] = [await desk.record('page-blanche-cache'), await desk.record('page-blanche-cache')]
    const { db } = desk.backend
    const { journal } = await db.selectFrom('call').select('journal').where('id', '=', broken).executeTakeFirstOrThrow()
    const cut = JSON.stringify(JSON.parse(journal).toSpliced(2, 1))
    await db.updateTable('call').set({ journal: cut }).where('id', '=', broken).execute()
    await db
      .updateTable('call')
      .set({ flow_hash: '0'.repeat(64) })
      .where('id', '=', unknown)
      .execute()
    expect((await rebuild()).counts).toEqual({ folded: 0, waiting: 1, unreadable: 1 })
    const { lines } = await written()
    expect(lines.find(({ call_id }) => call_id === broken)?.fault).toEqual(expect.any(String))
  })

  it('counts together the calls of one definition, whatever their workplaces said its flow was', async () => {
    const id = await desk.record('page-blanche-cache')
    await desk.record('page-blanche-cache', { minute: 1 })
    const { counts } = await written()
    const { db } = desk.backend
    await db.updateTable('call').set({ flow_id: 'x' }).where('id', '=', id).execute()
    await db.updateTable('call_log').set({ flow_id: 'x' }).where('call_id', '=', id).execute()
    await recountDay(db, '2025-12-19')
    expect((await written()).counts.map(({ visits }) => visits)).toEqual(counts.map(({ visits }) => visits))
    await rebuild()
    expect((await written()).counts).toEqual(counts)
  })

  it('goes on past a definition that does not compile any more: its calls are unreadable, and why is said', async () => {
    const id = await desk.record('page-blanche-cache')
    const { db, clock } = desk.backend
    const hash = '1'.repeat(64)
    const kept = { ...definition, machine: { ...definition.machine, initial: 'ailleurs' } }
    await db
      .insertInto('flow_definition')
      .values({ hash, flow_id: 'old', definition: JSON.stringify(kept), received_at: clock.now().toISOString() })
      .execute()
    await db.updateTable('call').set({ flow_hash: hash }).where('id', '=', id).execute()
    expect((await rebuild()).counts).toEqual({ folded: 0, waiting: 0, unreadable: 1 })
    await db.updateTable('call_log').set({ folding: 'waiting', fault: null }).execute()
    expect(await foldWaiting(db, openFlowLibrary(), hash)).toBe(1)
    const report = await desk.backend.ask('readCall', { params: { id }, token: desk.claire.token })
    expect(report.json()).toMatchObject({ folding: 'unreadable', fault: expect.stringContaining('« ailleurs »') })
  })

  it('keeps some at a time, and can be taken up after any of them', async () => {
    const first = await desk.record('page-blanche-cache')
    const ids = [first, ...(await copied(first, 204))]
    const { told } = await rebuild()
    expect(told).toEqual([
      { calls: 100, last: ids[99] },
      { calls: 200, last: ids[199] },
      { calls: 205, last: ids[204] },
    ])
    await desk.backend.db.deleteFrom('call_step').execute()
    expect((await rebuild(ids[199])).told).toEqual([{ calls: 5, last: ids[204] }])
    const { lines, steps } = await written()
    const placeOf = new Map(lines.map(({ place, call_id }) => [place, call_id]))
    const again = [...new Set(steps.map(({ place }) => placeOf.get(place)))]
    expect(again.toSorted()).toEqual(ids.slice(200))
  })

  it('gives no words back to a call that has been anonymised', async () => {
    const id = await desk.record('page-blanche-cache', { values: { notes: 'très patiente' } })
    const { db, clock } = desk.backend
    const { journal } = await db.selectFrom('call').select('journal').where('id', '=', id).executeTakeFirstOrThrow()
    await db.transaction().execute((trx) => anonymiseCall(trx, id, journal, clock.now()))
    await rebuild()
    const { lines, words } = await written()
    expect(lines).toMatchObject([{ call_id: id, client_name: '', is_anonymised: 1, folding: 'folded' }])
    expect(words).toEqual([])
  })

  it('is a command', async () => {
    const program = await startProgram()
    expect(program.run(['rebuild-steps'])).toContain('Lus : 0. En attente de leur script : 0. Illisibles : 0.')
  })
})
