import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { logCallAgain } from '#backend/call-log/log-call.ts'
import type { FlowHeat } from '#shared/domain/call-log.ts'
import { openCallLogDesk } from './call-log-desk.ts'
import { definition, flowHash } from './led-calls.ts'

const desk = openCallLogDesk()
const days = { from: '2025-12-19', to: '2025-12-20' }
const scenarios = [
  ...['page-blanche-cache', 'box-a-redemarrer', 'page-blanche-escalade', 'raccroche-au-diagnostic'],
  ...['ticket-ecrit', 'retour-en-arriere', 'incident-avec-estimation', 'raccroche-avec-ticket'],
]

interface Figures {
  counts: Record<string, number>
  values: Record<string, number | null>
}
const figures = async (by = desk.claire) => {
  const answer = (await desk.backend.ask('readAgentFigures', { query: days, token: by.token })).json()
  return answer as { agents: (Figures & { agent: { id: string } })[]; all: Figures; definitions: { id: string }[] }
}
const heat = async (query: Record<string, string> = {}): Promise<FlowHeat> =>
  (
    await desk.backend.ask('readFlowHeat', {
      query: { ...days, flowId: 'bug-technique', ...query },
      token: desk.claire.token,
    })
  ).json()
const all = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(desk.backend.db)).rows

describe('an agent’s figures', () => {
  it('agree with the calls themselves, whatever they are', async () => {
    const calls = fc.array(
      fc.record({ scenario: fc.constantFrom(...scenarios), minute: fc.integer({ min: -700, max: 100 }) }),
      {
        minLength: 12,
        maxLength: 12,
      },
    )
    const [led = []] = fc.sample(calls, { numRuns: 1, seed: 20251219 })
    for (const [index, { scenario, minute }] of led.entries())
      await desk.record(scenario, { minute, by: index % 3 === 0 ? desk.hugo : desk.lea })
    const { agents, all: together } = await figures()
    for (const { agent, counts, values } of [...agents, { agent: { id: '%' }, ...together }]) {
      // From what was received alone: dates, durations, closings, and the journals' own words.
      const rows = await all(
        sql<{ duration_ms: number; closing: string; journal: string }>`select duration_ms, closing, journal from call
          where agent_id like ${agent.id} and ended_at >= '2025-12-18T23:00:00.000Z'
          and ended_at < '2025-12-19T10:00:00.000Z'`,
      )
      const filed = ({ journal }: { journal: string }) => /"ticket":"(numbered|queued)"/.test(journal)
      expect(counts).toEqual({
        handled: rows.length,
        withinTarget: rows.filter((row) => row.duration_ms >= 180_000 && row.duration_ms <= 420_000).length,
        resolvedWithoutTicket: rows.filter((row) => row.closing === 'resolved' && !filed(row)).length,
        escalated: rows.filter(({ journal }) => journal.includes('"stepId":"escalate"')).length,
      })
      const mean = rows.reduce((sum, row) => sum + row.duration_ms, 0) / rows.length / 60_000
      expect(values['average-time']).toBeCloseTo(mean, 9)
    }
    expect(agents.map(({ agent }) => agent.id).toSorted()).toEqual([desk.lea.id, desk.hugo.id].toSorted())
  })

  it('leave out a call that was left open, which the workplace ended', async () => {
    await desk.record('page-blanche-cache')
    const id = await desk.record('page-blanche-escalade', { minute: 1, leftOpen: true })
    const { all: together } = await figures()
    expect(together.counts).toMatchObject({ handled: 1, escalated: 0 })
    const report = (await desk.backend.ask('readCall', { params: { id }, token: desk.claire.token })).json()
    expect(report).toMatchObject({ closing: 'left-open', folding: 'folded' })
    expect(report.steps.at(-1).events.at(-1)).toMatchObject({ kind: 'left-open' })
    const { callDuration } = (await desk.backend.ask('readKpis', { query: days, token: desk.claire.token })).json()
    expect(callDuration.counted[0]).toMatchObject({ count: 1 })
    expect(callDuration.leftOut).toEqual([{ what: 'appels laissés ouverts, terminés par le poste', count: 1 }])
    const events = { params: { id: 'call-duration' }, query: days, token: desk.claire.token }
    const listed = (await desk.backend.ask('listKpiEvents', events)).json().events
    expect(listed.map(({ isCounted }: { isCounted: boolean }) => isCounted)).toEqual([true, false])
  })

  it('are their own alone for an agent, and say nothing of nothing', async () => {
    await desk.record('page-blanche-cache', { by: desk.hugo })
    const { agents, all: own, definitions } = await figures(desk.lea)
    expect(agents).toEqual([])
    expect(own.values).toMatchObject({ handled: 0, 'average-time': null, escalated: null })
    expect(definitions).toHaveLength(5)
    expect((await figures(desk.hugo)).agents).toMatchObject([{ counts: { handled: 1 } }])
  })
})

describe('a flow from above', () => {
  it('agrees with its steps, one by one', async () => {
    for (const [minute, scenario] of [...scenarios, ...scenarios].entries()) await desk.record(scenario, { minute })
    const { calls, versions, steps, ways } = await heat()
    expect(calls).toBe(16)
    expect(versions).toEqual([{ hash: flowHash, version: definition.version, calls: 16 }])
    const rows = await all(
      sql<{
        call_id: string
        step_id: string
        left_by: string | null
        next_step_id: string
        duration_ms: number
        ticket: number
      }>`
        select call_id, step_id, left_by, next_step_id, call_step.duration_ms, has_ticket as ticket
        from call_step join call_log on call_log.place = call_step.place`,
    )
    expect(steps.map(({ stepId }) => stepId).toSorted()).toEqual(
      [...new Set(rows.map((row) => row.step_id))].toSorted(),
    )
    for (const step of steps) {
      const own = rows.filter(({ step_id }) => step_id === step.stepId)
      const durations = own
        .filter(({ left_by }) => left_by !== null)
        .map(({ duration_ms }) => Math.floor(duration_ms / 1000) * 1000)
        .sort((a, b) => a - b)
      expect(step).toMatchObject({
        calls: new Set(own.map(({ call_id }) => call_id)).size,
        visits: own.length,
        medianMs: durations[Math.ceil(durations.length / 2) - 1] ?? null,
        abandoned: own.filter(({ left_by }) => left_by === 'caller-gone').length,
        ticketCalls: new Set(own.filter(({ ticket }) => ticket === 1).map(({ call_id }) => call_id)).size,
      })
    }
    for (const { from, to, by, visits, ticketVisits } of ways) {
      const own = rows.filter((row) => row.step_id === from && row.next_step_id === to && row.left_by === by)
      expect([own.length, own.filter(({ ticket }) => ticket === 1).length]).toEqual([visits, ticketVisits])
    }
    expect(ways.reduce((sum, { visits }) => sum + visits, 0)).toBe(rows.filter((row) => row.left_by !== null).length)
    expect(steps.some(({ abandoned }) => abandoned > 0)).toBe(true)
  })

  it('counts a call once however often it is written, and as it is now', async () => {
    const id = await desk.record('page-blanche-cache')
    const { db, server } = desk.backend
    const before = await heat()
    await logCallAgain(db, server.backend.flows, id)
    expect(await heat()).toEqual(before)
    const { journal } = await db.selectFrom('call').select('journal').where('id', '=', id).executeTakeFirstOrThrow()
    const slower = JSON.stringify(
      JSON.parse(journal).map((record: { elapsedMs: number }) => ({ ...record, elapsedMs: record.elapsedMs * 2 })),
    )
    await db.updateTable('call').set({ journal: slower }).where('id', '=', id).execute()
    await logCallAgain(db, server.backend.flows, id)
    const { steps, calls } = await heat()
    expect(calls).toBe(1)
    expect(steps.map(({ stepId, visits }) => [stepId, visits]).toSorted()).toEqual(
      before.steps.map(({ stepId, visits }) => [stepId, visits]).toSorted(),
    )
    const medianOf = (all: typeof steps) => Math.max(...all.map(({ medianMs }) => medianMs ?? 0))
    expect(medianOf(steps)).toBeGreaterThan(medianOf(before.steps))
  })

  it('is of one period, one flow, one version', async () => {
    await desk.record('page-blanche-cache')
    expect((await heat({ versions: flowHash })).calls).toBe(1)
    expect((await heat({ versions: 'f'.repeat(64) })).steps).toEqual([])
    expect((await heat({ flowId: 'another' })).calls).toBe(0)
    expect((await heat({ from: '2025-12-10', to: '2025-12-19' })).calls).toBe(0)
    const refused = await desk.backend.ask('readFlowHeat', {
      query: { ...days, flowId: 'bug-technique', versions: 'nothing' },
      token: desk.claire.token,
    })
    expect(refused.statusCode).toBe(400)
  })
})

describe('an export', () => {
  const exported = async (query: Record<string, string> = {}) =>
    (await desk.backend.ask('exportCalls', { query, token: desk.claire.token })).body

  it('is what a French spreadsheet reads, and never a formula', async () => {
    const id = await desk.record('page-blanche-escalade', { values: { 'client.displayName': '=1+1;"x"' } })
    const lines = (await exported()).split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFFJour;Heure de fin;Agent;Client;/)
    expect(lines[1]).toContain(
      `19/12/2025;10:00;${desk.lea.displayName};"'=1+1;""x""";Téléphone;bug-technique;${definition.version};`,
    )
    expect(lines[1]).toContain(id)
    expect(lines).toHaveLength(3)
    const { action, user_id } = await desk.backend.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'calls-exported')
      .executeTakeFirstOrThrow()
    expect({ action, user_id }).toEqual({ action: 'calls-exported', user_id: desk.claire.id })
  })

  it('holds all that the filters let through, page after page', async () => {
    const kept = await desk.record('page-blanche-cache')
    const line = await desk.backend.db.selectFrom('call_log').selectAll().executeTakeFirstOrThrow()
    const call = await desk.backend.db.selectFrom('call').selectAll().executeTakeFirstOrThrow()
    for (let index = 0; index < 230; index += 1) {
      const id = `${kept.slice(0, -12)}${String(index).padStart(12, '0')}`
      await desk.backend.db
        .insertInto('call')
        .values({ ...call, id })
        .execute()
      await desk.backend.db
        .insertInto('call_log')
        .values({ ...line, call_id: id, place: line.place + 1 + index, closing: index < 200 ? 'gone' : 'resolved' })
        .execute()
    }
    expect((await exported({ closing: 'gone' })).split('\r\n')).toHaveLength(202)
    expect((await exported()).split('\r\n')).toHaveLength(233)
  })
})
