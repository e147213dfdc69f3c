import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident, IncidentDetails } from '#shared/domain/incident.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount, incidentDetails, newTicket } from './samples.ts'

let backend: TestBackend
let technician: SignedIn
let agent: SignedIn
beforeEach(async () => {
  backend = await openBackend()
  technician = await backend.signIn('technician')
  agent = await backend.signIn('hotliner')
})
afterEach(() => backend.close())

async function declare(change: Partial<IncidentDetails> = {}): Promise<Incident> {
  const response = await backend.ask('declareIncident', { body: incidentDetails(change), token: technician.token })
  expect(response.statusCode).toBe(201)
  return response.json()
}
const update = (id: string, body: unknown) =>
  backend.ask('updateIncident', { params: { id }, body, token: technician.token })
const resolve = (id: string, key: string = uuid()) =>
  backend.ask('resolveIncident', {
    params: { id },
    body: { resolution: 'Optimisation infrastructure' },
    token: technician.token,
    key,
  })
const list = async (state: string): Promise<Incident[]> =>
  (await backend.ask('listIncidents', { query: { state }, token: agent.token })).json().incidents
const subscribe = (incidentId: string, accountId: string, id: string = uuid()) =>
  backend.ask('subscribe', { body: { id, incidentId, accountId, callId: uuid() }, token: agent.token })
const report = (change: Parameters<typeof newTicket>[0]) =>
  backend.ask('fileTicket', { body: newTicket(change), token: agent.token })
const told = async (incidentId: string) =>
  backend.db
    .selectFrom('notification')
    .select(['recipient', 'data'])
    .where('kind', '=', 'incident-resolved')
    .where('subject_id', '=', incidentId)
    .orderBy('recipient')
    .execute()
const toldTo = async (incidentId: string) => (await told(incidentId)).map(({ recipient }) => recipient)

describe('an incident', () => {
  it('is declared as it was written, under investigation', async () => {
    const incident = await declare()
    expect(incident).toEqual({
      ...incidentDetails(),
      id: expect.any(String),
      number: null,
      state: 'investigating',
      resolvedAt: null,
      resolution: null,
      updatedAt: '2025-12-19T10:00:00.000Z',
    })
    expect(await list('open')).toEqual([incident])
  })

  it('is major, and numbered, over half of the users only', async () => {
    const numbers = []
    for (const affectedPercent of [50, 50.1, null, 80]) numbers.push((await declare({ affectedPercent })).number)
    expect(numbers).toEqual([null, 'INC-MAJOR-001', null, 'INC-MAJOR-002'])
  })

  it('gets its number when it grows, and keeps it when it shrinks', async () => {
    const { id } = await declare({ affectedPercent: 10 })
    expect((await update(id, { affectedPercent: 60 })).json().number).toBe('INC-MAJOR-001')
    expect((await update(id, { affectedPercent: 10 })).json().number).toBe('INC-MAJOR-001')
    expect((await update(id, { affectedPercent: 90 })).json().number).toBe('INC-MAJOR-001')
  })

  it('changes in what is said of it and in nothing else', async () => {
    const declared = await declare()
    backend.clock.advance(300)
    const changed = await update(declared.id, { state: 'workaround', workaround: 'Application mobile' })
    expect(changed.json()).toEqual({
      ...declared,
      state: 'workaround',
      workaround: 'Application mobile',
      updatedAt: '2025-12-19T10:05:00.000Z',
    })
  })

  it.each([
    ['serviceIds.1', { serviceIds: ['portail-client', 'imprimante'] }],
    ['estimatedEndAt', { estimatedEndAt: '2025-12-19T09:00:00.000Z' }],
    ['nature', { nature: ' ' }],
    ['affectedPercent', { affectedPercent: 101 }],
  ])('with a wrong %s is refused', async (path, change) => {
    const response = await backend.ask('declareIncident', { body: incidentDetails(change), token: technician.token })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields).toEqual([{ path, message: expect.stringMatching(/\S/) }])
  })

  it('is resolved once, then changes no more', async () => {
    const { id } = await declare()
    backend.clock.advance(2700)
    const resolved = await resolve(id)
    expect(resolved.json()).toMatchObject({
      state: 'resolved',
      resolution: 'Optimisation infrastructure',
      resolvedAt: '2025-12-19T10:45:00.000Z',
    })
    expect((await resolve(id)).json().code).toBe('conflict')
    expect((await update(id, { nature: 'autre' })).json().code).toBe('conflict')
    expect(await list('open')).toEqual([])
    expect(await list('all')).toHaveLength(1)
  })

  it('cannot be resolved by an update', async () => {
    const { id } = await declare()
    expect((await update(id, { state: 'resolved' })).statusCode).toBe(400)
  })

  it('that does not exist is not found', async () => {
    expect((await update(uuid(), {})).statusCode).toBe(404)
    expect((await resolve(uuid())).statusCode).toBe(404)
  })
})

describe('the end of an incident', () => {
  it('is told once to each subscriber and to each who reported it', async () => {
    const { id } = await declare()
    const both = await addAccount(backend.db, { email: 'a-les-deux@laposte.example' })
    const subscriber = await addAccount(backend.db, { email: 'b-abonnee@laposte.example' })
    const reporter = await addAccount(backend.db, { email: 'c-signale@laposte.example' })
    await subscribe(id, both)
    await subscribe(id, subscriber)
    const nobody = { name: '', email: null, phone: null }
    await report({ incidentId: id, accountId: both })
    await report({ incidentId: id, accountId: both })
    await report({ incidentId: id, accountId: reporter })
    await report({ incidentId: id, contact: { name: 'Jean', email: 'd-inconnu@exemple.example', phone: null } })
    await report({ incidentId: id, contact: nobody })
    await report({ contact: { name: 'Autre', email: 'e-sans-rapport@exemple.example', phone: null } })
    const key = uuid()
    await resolve(id, key)
    await resolve(id, key)
    expect(await toldTo(id)).toEqual([
      'a-les-deux@laposte.example',
      'b-abonnee@laposte.example',
      'c-signale@laposte.example',
      'd-inconnu@exemple.example',
    ])
  })

  it('is told with its service, its times and its cause', async () => {
    const { id } = await declare({ cause: 'Surcharge serveur' })
    await subscribe(id, await addAccount(backend.db))
    backend.clock.advance(1800)
    await resolve(id)
    expect(JSON.parse((await told(id))[0]?.data ?? '')).toEqual({
      firstName: 'Sophie',
      incidentId: id,
      services: [{ id: 'portail-client', name: 'Portail client' }],
      startedAt: '2025-12-19T09:45:00.000Z',
      resolvedAt: '2025-12-19T10:30:00.000Z',
      cause: 'Surcharge serveur',
      resolution: 'Optimisation infrastructure',
    })
  })

  it('is told to those whose ticket or subscription arrives after it', async () => {
    const { id } = await declare()
    await resolve(id)
    await subscribe(id, await addAccount(backend.db, { email: 'a-tard@laposte.example' }))
    await report({ incidentId: id, contact: { name: 'J', email: 'b-tard@exemple.example', phone: null } })
    expect(await toldTo(id)).toEqual(['a-tard@laposte.example', 'b-tard@exemple.example'])
  })
})

describe('a subscription', () => {
  it('of the same account to the same incident is one', async () => {
    const { id } = await declare()
    const accountId = await addAccount(backend.db)
    const first = await subscribe(id, accountId)
    expect(first.statusCode).toBe(201)
    expect((await subscribe(id, accountId)).json()).toEqual(first.json())
    expect(await backend.db.selectFrom('subscription').select('id').execute()).toHaveLength(1)
  })

  it('promises nothing to an account without an address', async () => {
    const { id } = await declare()
    const refused = await subscribe(id, await addAccount(backend.db, { email: null }))
    expect(refused.json().code).toBe('not-applicable')
  })

  it('of or to something unknown is not found', async () => {
    const { id } = await declare()
    expect((await subscribe(id, uuid())).statusCode).toBe(404)
    expect((await subscribe(uuid(), await addAccount(backend.db))).statusCode).toBe(404)
  })

  it('does not take the id of another', async () => {
    const { id } = await declare()
    const taken = uuid()
    await subscribe(id, await addAccount(backend.db), taken)
    const refused = await subscribe(id, await addAccount(backend.db), taken)
    expect(refused.json().fields).toEqual([expect.objectContaining({ path: 'id' })])
  })
})
