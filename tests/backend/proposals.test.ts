import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallSigns, IncidentProposal } from '#shared/domain/incident-proposal.ts'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { tellAll } from './notifications/promise.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { callRecord, newIncident, newTicket } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
let technician: SignedIn
beforeEach(async () => {
  backend = await openBackend({ proposals: { minimum: 3, minutes: 10 } })
  agent = await backend.signIn('hotliner')
  technician = await backend.signIn('technician')
})
afterEach(() => backend.close())

/** Three people, one after the other, unless told. */
async function file(count = 3, change: Partial<NewTicket> = {}): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const contact = { name: 'Jean', email: `jean-${uuid()}@exemple.example`, phone: null }
    const sent = await backend.ask('fileTicket', { body: newTicket({ contact, ...change }), token: agent.token })
    ids.push(sent.json().id)
    backend.clock.advance(10)
  }
  return ids
}

const list = async (): Promise<IncidentProposal[]> =>
  (await backend.ask('listIncidentProposals', { token: technician.token })).json().proposals

const tellSigns = (id: string, signs: Partial<CallSigns> = {}) =>
  backend.ask('reportCallSigns', {
    ...{ params: { id }, token: agent.token },
    body: { kind: 'system', errorCode: '500', page: null, secondsAgo: 0, ...signs },
  })

describe('alike reports', () => {
  it('propose an incident within the configured minutes, and no longer', async () => {
    await file(2)
    expect(await list()).toEqual([])
    await file(1)
    const [found] = await list()
    expect(found).toMatchObject({ signature: 'error/500', reports: 3, callsUnderWay: 0 })
    expect(found?.tickets.map(({ number }) => number)).toEqual([1, 2, 3].map((rank) => `INC-20251219-000${rank}`))
    backend.clock.advance(590)
    expect(await list()).toEqual([])
  })

  it('are not those of one client, nor those already taken care of', async () => {
    await file(3, { contact: { name: 'Jean', email: 'jean@exemple.example', phone: null } })
    expect(await list()).toEqual([])
    const [solved = ''] = await file(3)
    await backend.ask('solveTicket', { params: { id: solved }, body: { explanation: 'Fait' }, token: technician.token })
    expect(await list()).toMatchObject([{ reports: 3 }])
  })

  it('are those of calls under way too, until their ticket or their end', async () => {
    await file(1)
    const [first, second] = [uuid(), uuid()]
    for (const id of [first, second, second]) await tellSigns(id)
    expect(await list()).toMatchObject([{ reports: 3, callsUnderWay: 2 }])
    await file(1, { callId: first })
    expect(await list()).toMatchObject([{ reports: 3, callsUnderWay: 1 }])
    await backend.ask('recordCall', { params: { id: second }, body: callRecord(agent.id, second), token: agent.token })
    expect(await list()).toEqual([])
  })

  it('count from when a call learnt them, however late they are told and however often', async () => {
    await file(1)
    await tellSigns(uuid(), { secondsAgo: 601 })
    await tellSigns(uuid(), { secondsAgo: 595 })
    const call = uuid()
    await tellSigns(call, { secondsAgo: 300 })
    expect(await list()).toMatchObject([{ reports: 3, callsUnderWay: 2 }])
    backend.clock.advance(10)
    await tellSigns(call, { page: 'mes tickets' })
    expect(await list()).toEqual([])
    await tellSigns(uuid())
    const [found] = await list()
    // The one that only told more is as old as it was.
    const age = (found ? backend.clock.now().getTime() - Date.parse(found.firstAt) : 0) / 1000
    expect([found?.reports, age]).toEqual([3, 310])
  })

  it('are nothing to propose once their call knows better', async () => {
    await file(2)
    const call = uuid()
    await tellSigns(call)
    await tellSigns(call, { kind: 'other', errorCode: null })
    expect(await list()).toEqual([])
  })

  it('are heard of one agent so often at most: nobody makes an incident up alone', async () => {
    const answers: number[] = []
    for (let told = 0; told < 121; told += 1) answers.push((await tellSigns(uuid())).statusCode)
    expect(answers.filter((status) => status === 204)).toHaveLength(120)
    expect(answers.at(-1)).toBe(429)
  })

  it('tell of the trouble alone: what may name somebody is refused', async () => {
    for (const signs of [{ page: 'sophie@exemple.fr' }, { page: 'dossier 20251219' }, { errorCode: 'jean' }])
      expect((await tellSigns(uuid(), signs)).statusCode).toBe(400)
  })
})

describe('a proposal', () => {
  it('that is dismissed comes back only with as many new reports', async () => {
    await file(4)
    const said = { body: { signature: 'error/500' }, token: technician.token }
    expect((await backend.ask('dismissIncidentProposal', said)).statusCode).toBe(204)
    expect(await list()).toEqual([])
    backend.clock.advance(1)
    await file(2)
    expect(await list()).toEqual([])
    await file(1)
    expect(await list()).toMatchObject([{ reports: 3 }])
    expect((await backend.ask('dismissIncidentProposal', said)).statusCode).toBe(204)
    expect(await list()).toEqual([])
  })

  it('that is dismissed stays so when its calls under way come to their tickets', async () => {
    const calls = [uuid(), uuid(), uuid()]
    for (const id of calls) await tellSigns(id)
    await backend.ask('dismissIncidentProposal', { body: { signature: 'error/500' }, token: technician.token })
    backend.clock.advance(1)
    for (const callId of calls) await file(1, { callId })
    await file(2)
    expect(await list()).toEqual([])
    await file(1)
    expect(await list()).toMatchObject([{ reports: 3 }])
  })

  it('becomes an incident, its tickets attached: whoever reported it is told of its end', async () => {
    const ticketIds = await file(3)
    await tellSigns(uuid())
    const body = { ...newIncident(), proposal: { signature: 'error/500', ticketIds } }
    const declared = (await backend.ask('declareIncident', { body, token: technician.token })).json()
    const params = { id: declared.id }
    const attached = await backend.ask('listIncidentTickets', { params, token: agent.token })
    expect(
      attached
        .json()
        .tickets.map(({ id }: { id: string }) => id)
        .sort(),
    ).toEqual(ticketIds.toSorted())
    expect(await list()).toEqual([])
    const story = (await backend.ask('readTimeline', { params, token: technician.token })).json()
    expect(story.entries.filter(({ action }: { action?: string }) => action === 'attached')).toHaveLength(3)

    const told = async (kind: 'incident-started' | 'incident-resolved') => {
      await tellAll(backend)
      const of = backend.db.selectFrom('notification').select('recipient').where('kind', '=', kind)
      return (await of.where('audience', '=', 'attached').orderBy('recipient').execute()).map((to) => to.recipient)
    }
    const tickets = await backend.db.selectFrom('ticket').select('contact_email').orderBy('contact_email').execute()
    const callers = tickets.map((of) => of.contact_email)
    expect(await told('incident-started')).toEqual(callers)
    await backend.ask('resolveIncident', { params, body: { version: 1, resolution: 'Fait' }, token: technician.token })
    expect(await told('incident-resolved')).toEqual(callers)
  })

  it('leaves alone what was attached, solved or merged meanwhile', async () => {
    const ticketIds = await file(3)
    const [other = '', solved = ''] = ticketIds
    const { token } = technician
    const { id } = (await backend.ask('declareIncident', { body: newIncident(), token })).json()
    await backend.ask('attachTicket', { params: { id, ticketId: other }, token })
    await backend.ask('solveTicket', { params: { id: solved }, body: { explanation: 'Fait' }, token })
    const body = { ...newIncident(), proposal: { signature: 'error/500', ticketIds } }
    const declared = (await backend.ask('declareIncident', { body, token })).json()
    const attached = await backend.ask('listIncidentTickets', { params: { id: declared.id }, token })
    expect(attached.json().tickets).toMatchObject([{ id: ticketIds[2] }])
  })

  it('with a ticket that does not exist is refused whole', async () => {
    const body = { ...newIncident(), proposal: { signature: 'error/500', ticketIds: [uuid()] } }
    const refused = await backend.ask('declareIncident', { body, token: technician.token })
    expect(refused.json().fields).toEqual([expect.objectContaining({ path: 'proposal.ticketIds.0' })])
    const listed = await backend.ask('listIncidents', { token: technician.token })
    expect(listed.json().incidents).toEqual([])
  })
})
