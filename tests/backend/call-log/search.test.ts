import { describe, expect, it } from 'vitest'
import type { CallLine } from '#shared/domain/call-log.ts'
import { newTicket } from '../samples.ts'
import { openCallLogDesk } from './call-log-desk.ts'
import { definition, flowHash } from './led-calls.ts'

const desk = openCallLogDesk()
const { record } = desk

const search = async (query: Record<string, string> = {}, by = desk.claire) =>
  (await desk.backend.ask('searchCalls', { query, token: by.token })).json() as {
    calls: CallLine[]
    next: string | null
  }
const found = async (query: Record<string, string> = {}, by = desk.claire) =>
  (await search(query, by)).calls.map(({ id }) => id)
const count = async (query: Record<string, string> = {}, by = desk.claire) =>
  (await desk.backend.ask('countCalls', { query, token: by.token })).json()

/** A call recorded, and so many in all as if it had been again and again, found by one word. */
async function recordAlike(total: number): Promise<void> {
  const template = await record('page-blanche-cache')
  const { db } = desk.backend
  const call = await db.selectFrom('call').selectAll().executeTakeFirstOrThrow()
  const line = await db.selectFrom('call_log').selectAll().executeTakeFirstOrThrow()
  const atOnce = 500
  for (let from = 1; from < total; from += atOnce) {
    const copies = Array.from({ length: Math.min(atOnce, total - from) }, (_, index) => ({
      id: `${template.slice(0, -12)}${String(from + index).padStart(12, '0')}`,
      place: line.place + from + index,
      duration_ms: index % 7,
    }))
    const lines = copies.map(({ id, ...copy }) => ({ ...line, ...copy, call_id: id }))
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('call')
        .values(copies.map(({ id }) => ({ ...call, id, journal: '[]' })))
        .execute()
      await trx.insertInto('call_log').values(lines).execute()
      await trx
        .insertInto('call_text')
        .values(copies.map(({ place }) => ({ place, words: 'cache' })))
        .execute()
    })
  }
}

it('finds the calls of days that move with the days, as Paris lives them', async () => {
  // A minute before and a minute after Paris's midnight of the day that it is.
  const yesterday = await record('page-blanche-cache', { minute: -601 })
  const today = await record('page-blanche-cache', { minute: -599 })
  expect([await found({ when: 'today' }), await count({ when: 'week' })]).toEqual([
    ...[[today], { count: 2, isExact: true }],
  ])
  expect([await found({ when: 'month' }), await found({ when: 'lastMonth' })]).toEqual([[today, yesterday], []])
})

describe('words', () => {
  it('are found without accents, capitals or elisions, in their French forms, the last one unfinished', async () => {
    const id = await record('page-blanche-cache', {
      values: {
        notes: 'L’ADSL de l’école était coupée hier ; rappeler Mme Lefèvre-Dupré',
        'client.displayName': 'Zoé Œuvrard',
      },
    })
    await record('ticket-ecrit', { minute: 1 })
    for (const q of [
      ...["l'adsl", 'adsl', 'd’adsl', 'ADSL', 'ecole', 'l’École', 'coupé', 'coupees', 'couper adsl', 'adsl coup'],
      ...['lefevre', 'LEFÈVRE dupré', 'Lefèvre-Dupré', 'oeuvrard', 'Œuvr', 'zoe'],
    ])
      expect([q, await found({ q })]).toEqual([q, [id]])
    for (const q of ['fibre', 'adsl fibre', 'dsl', 'cou adsl', 'efevre'])
      expect([q, await found({ q })]).toEqual([q, []])
  })

  it.each([
    '"',
    "'",
    "l'",
    '(',
    'a OR',
    'NOT',
    'NEAR(a b)',
    '*',
    'a*',
    ':',
    '-',
    '\\',
    "'; drop table call; --",
    '!&|',
    '^',
    '😀',
  ])('are never a command: %s', async (q) => {
    await record('page-blanche-cache')
    expect((await search({ q })).calls.length).toBeLessThanOrEqual(1)
  })

  it('said by the script, answered by the client, of an error message and of a ticket count too', async () => {
    const id = await record('page-blanche-cache', { values: { errorMessage: 'HTTP 502 Bad Gateway' } })
    const other = await record('box-a-redemarrer', { minute: 1 })
    expect(await found({ q: 'vider le cache' })).toEqual([id])
    expect(await found({ q: 'redémarrez votre box' })).toEqual([other])
    expect(await found({ q: '502 gateway' })).toEqual([id])
    const filed = await desk.backend.ask('fileTicket', { body: newTicket({ callId: id }), token: desk.lea.token })
    expect(await found({ q: filed.json().number })).toEqual([id])
    expect((await search({ q: '502' })).calls).toMatchObject([{ tickets: [filed.json().number] }])
  })

  it('leave with a call that is anonymised', async () => {
    const id = await record('page-blanche-cache', {
      values: { notes: 'Camille', 'contact.email': 'camille@exemple.fr' },
    })
    await desk.backend.ask('fileTicket', {
      body: newTicket({ callId: id, contact: { name: 'Camille', email: 'camille@exemple.fr', phone: null } }),
      token: desk.lea.token,
    })
    expect(await found({ q: 'camille' })).toEqual([id])
    const admin = await desk.backend.signIn('admin')
    const subject = { email: 'camille@exemple.fr' }
    const asked = await desk.backend.ask('erasePersonalData', { body: { subject }, token: admin.token })
    await desk.backend.ask('erasePersonalData', {
      body: { subject, confirmation: asked.json().confirmation },
      token: admin.token,
    })
    expect(await found({ q: 'camille' })).toEqual([])
    expect((await search()).calls).toMatchObject([{ id, clientName: '', isAnonymised: true, closing: 'resolved' }])
  })
})

describe('filters', () => {
  it('hold together', async () => {
    const blank = await record('page-blanche-cache')
    const box = await record('box-a-redemarrer', { minute: 10, by: desk.hugo })
    const escalated = await record('page-blanche-escalade', { minute: 20 })
    const gone = await record('raccroche-au-diagnostic', { minute: 3 * 24 * 60, by: desk.hugo })
    const written = await record('ticket-ecrit', { minute: 30 })
    expect(await found()).toEqual([gone, written, escalated, box, blank])
    expect(await found({ direction: 'asc' })).toEqual([blank, box, escalated, written, gone])
    expect(await found({ agentId: desk.hugo.id })).toEqual([gone, box])
    expect(await found({ closing: 'gone' })).toEqual([gone])
    expect(await found({ channel: 'written' })).toEqual([written])
    expect(await found({ phaseId: 'connexion' })).toEqual([box])
    expect(await found({ stepId: 'clear-cache', ticket: 'without' })).toEqual([blank])
    expect(await found({ ticket: 'with', agentId: desk.lea.id })).toEqual([written, escalated])
    expect(await found({ from: '2025-12-20' })).toEqual([gone])
    expect(await found({ from: '2025-12-19', to: '2025-12-20', ticket: 'without' })).toEqual([box, blank])
    expect(await found({ flowHash: 'f'.repeat(64) })).toEqual([])
    expect(await found({ q: 'cache', ticket: 'with', channel: 'phone' })).toEqual([escalated])
    const { calls } = await search({ sort: 'duration' })
    const durations = calls.map(({ durationMs }) => durationMs)
    expect(durations).toEqual(durations.toSorted((a, b) => b - a))
    const [longest = 0, second = 0] = durations
    expect(await found({ minSeconds: String(Math.floor(longest / 1000)) })).toEqual([calls[0]?.id])
    expect(await count({ maxSeconds: String(Math.ceil(second / 1000)) })).toEqual({ count: 4, isExact: true })
    expect(await count()).toEqual({ count: 5, isExact: true })
    expect(await count({ q: 'cache' })).toMatchObject({ isExact: true })
  })

  it('show a line of each: who, how it ended, the phases it went through', async () => {
    await record('page-blanche-escalade')
    const [line] = (await search()).calls
    expect(line).toMatchObject({
      agent: { id: desk.lea.id, displayName: desk.lea.displayName },
      ...{ closing: 'persisting', folding: 'folded', flowVersion: definition.version, hasTicket: true, tickets: [] },
      clientName: expect.stringMatching(/\S/),
    })
    expect(line?.phases.map(({ number }) => number)).toEqual(['1', '2B', '4', '5'])
  })

  it('page through everything once, in both orders, and jump', async () => {
    await recordAlike(251)
    for (const sort of ['date', 'duration'])
      for (const direction of ['asc', 'desc']) {
        const all: string[] = []
        for (let after: string | null = null; ; ) {
          const page = await search({ sort, direction, ...(after && { after }) })
          all.push(...page.calls.map(({ id }) => id))
          after = page.next
          if (after === null) break
        }
        expect(new Set(all).size).toBe(251)
        expect(all).toHaveLength(251)
        expect(await found({ sort, direction, skip: '130' })).toEqual(all.slice(130, 230))
      }
  })
})

it('counts no more than ten thousand calls that words find, and says that there are more', async () => {
  await recordAlike(10_001)
  expect(await count({ q: 'cache' })).toEqual({ count: 10_000, isExact: false })
  expect(await count({ q: 'cache', minSeconds: '1' })).toEqual({ count: 1, isExact: true })
  expect(await count()).toEqual({ count: 10_001, isExact: true })
})

describe('an agent', () => {
  it('finds their own calls alone', async () => {
    const own = await record('page-blanche-cache')
    const other = await record('page-blanche-cache', { by: desk.hugo, minute: 1 })
    expect(await found({}, desk.lea)).toEqual([own])
    expect(await found({ agentId: desk.hugo.id }, desk.lea)).toEqual([])
    expect(await count({ agentId: desk.hugo.id }, desk.lea)).toEqual({ count: 0, isExact: true })
    expect(await found({ q: 'cache' }, desk.lea)).toEqual([own])
    expect((await desk.backend.ask('readCall', { params: { id: other }, token: desk.lea.token })).statusCode).toBe(404)
    const { agents, flows } = (await desk.backend.ask('readCallChoices', { token: desk.lea.token })).json()
    expect(agents).toEqual([{ id: desk.lea.id, displayName: desk.lea.displayName }])
    expect(flows).toMatchObject([{ hash: flowHash, flowId: 'bug-technique', version: definition.version }])
  })
})
