import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident, NewIncident } from '#shared/domain/incident.ts'
import { tellAll } from './notifications/promise.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { addAccount, newIncident, newTicket } from './samples.ts'

let backend: TestBackend
let technician: SignedIn
let agent: SignedIn
beforeEach(async () => {
  backend = await openBackend()
  technician = await backend.signIn('technician')
  agent = await backend.signIn('hotliner')
})
afterEach(() => backend.close())

async function declare(change: Partial<NewIncident> = {}): Promise<Incident> {
  const response = await backend.ask('declareIncident', { body: newIncident(change), token: technician.token })
  expect(response.statusCode).toBe(201)
  return response.json()
}
type At = Pick<Incident, 'id' | 'version'>
const update = ({ id, version }: At, change: object) =>
  backend.ask('updateIncident', { params: { id }, body: { version, ...change }, token: technician.token })
const resolve = ({ id, version }: At, key: string = uuid()) =>
  backend.ask('resolveIncident', {
    params: { id },
    body: { version, resolution: 'Optimisation infrastructure' },
    token: technician.token,
    key,
  })
const list = async (state: string): Promise<Incident[]> =>
  (await backend.ask('listIncidents', { query: { state }, token: agent.token })).json().incidents
const subscribe = (incidentId: string, accountId: string, id: string = uuid()) =>
  backend.ask('subscribe', { body: { id, incidentId, accountId, callId: uuid() }, token: agent.token })
const report = (change: Parameters<typeof newTicket>[0]) =>
  backend.ask('fileTicket', { body: newTicket(change), token: agent.token })
const told = async (incidentId: string) => {
  await tellAll(backend)
  return backend.db
    .selectFrom('notification')
    .select(['recipient', 'data'])
    .where('kind', '=', 'incident-resolved')
    .where('subject_id', '=', incidentId)
    .orderBy('recipient')
    .execute()
}
const toldTo = async (incidentId: string) => (await told(incidentId)).map(({ recipient }) => recipient)

const portal = { id: 'portail-client', level: 'degraded' } as const

describe('an incident', () => {
  it('is declared as it was written, under investigation', async () => {
    const incident = await declare()
    expect(incident).toEqual({
      ...newIncident(),
      id: expect.any(String),
      number: null,
      state: 'investigating',
      declaredAt: '2025-12-19T10:00:00.000Z',
      resolvedAt: null,
      resolution: null,
      updatedAt: '2025-12-19T10:00:00.000Z',
      version: 1,
      notes: [],
    })
    expect(await list('open')).toEqual([incident])
  })

  it('is major, and numbered, over half of the users only', async () => {
    const numbers = []
    for (const affectedPercent of [50, 50.1, null, 80]) numbers.push((await declare({ affectedPercent })).number)
    expect(numbers).toEqual([null, 'INC-MAJOR-001', null, 'INC-MAJOR-002'])
  })

  it('gets its number when it grows, and keeps it when it shrinks', async () => {
    let incident = await declare({ affectedPercent: 10 })
    for (const affectedPercent of [60, 10, 90]) {
      incident = (await update(incident, { affectedPercent })).json()
      expect(incident.number).toBe('INC-MAJOR-001')
    }
  })

  it('changes in what is said of it and in nothing else', async () => {
    const declared = await declare()
    backend.clock.advance(300)
    const changed = await update(declared, { state: 'identified', workarounds: ['Application mobile'] })
    expect(changed.json()).toEqual({
      ...declared,
      state: 'identified',
      workarounds: ['Application mobile'],
      updatedAt: '2025-12-19T10:05:00.000Z',
      version: 2,
    })
  })

  it.each<[string, Partial<NewIncident>]>([
    ['services.1.id', { services: [portal, { id: 'imprimante', level: 'down' }] }],
    ['services.1.id', { services: [portal, { id: 'portail-client', level: 'down' }] }],
    ['services.0.level', { services: [{ id: 'portail-client', level: 'maintenance' }] }],
    ['estimatedEndAt', { estimatedEndAt: '2025-12-19T09:00:00.000Z' }],
    ['nature', { nature: ' ' }],
    ['affectedPercent', { affectedPercent: 101 }],
  ])('with a wrong %s is refused', async (path, change) => {
    const response = await backend.ask('declareIncident', { body: newIncident(change), token: technician.token })
    expect(response.statusCode).toBe(400)
    expect(response.json().fields).toEqual([{ path, message: expect.stringMatching(/\S/) }])
  })

  it('changed by two at once keeps the first change, and tells the second what it was', async () => {
    const read = await declare()
    const { token } = await backend.signIn('technician')
    const other = (change: object) =>
      backend.ask('updateIncident', { params: { id: read.id }, body: { version: 1, ...change }, token })
    const answers = await Promise.all([update(read, { cause: 'Surcharge serveur' }), other({ impact: 'Lenteurs' })])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const refused = answers.find(({ statusCode }) => statusCode === 409)?.json()
    const [kept] = await list('open')
    const won = kept?.cause
      ? { by: technician.displayName, fields: [{ field: 'cause', before: null, after: 'Surcharge serveur' }] }
      : { fields: [{ field: 'impact', before: 'Connexion impossible', after: 'Lenteurs' }] }
    expect(refused.changes).toEqual([expect.objectContaining({ version: 2, kind: 'updated', ...won })])
    expect(refused.detail).toContain('a modifié cet incident à 11:00')
  })

  it('told of without changing is a version of its own, newest first among what clients read', async () => {
    const declared = await declare()
    await update(declared, { note: 'Nous cherchons la cause.', state: 'investigating' })
    backend.clock.advance(60)
    const told = await update({ ...declared, version: 2 }, { note: 'La cause est trouvée.', state: 'identified' })
    expect(told.json()).toMatchObject({
      version: 3,
      notes: [
        { at: '2025-12-19T10:01:00.000Z', text: 'La cause est trouvée.', state: 'identified' },
        { at: '2025-12-19T10:00:00.000Z', text: 'Nous cherchons la cause.', state: 'investigating' },
      ],
    })
  })

  it('keeps its version where nothing changes', async () => {
    const declared = await declare()
    expect((await update(declared, { nature: declared.nature })).json()).toEqual(declared)
  })

  it('keeps how long each service was at each level', async () => {
    const declared = await declare()
    backend.clock.advance(300)
    await update(declared, {
      services: [
        { ...portal, level: 'down' },
        { ...portal, id: 'notifications-email' },
      ],
    })
    const periods = await backend.db
      .selectFrom('incident_service')
      .select(['service_id', 'level', 'since', 'until'])
      .orderBy('position')
      .execute()
    const changedAt = '2025-12-19T10:05:00.000Z'
    expect(periods).toEqual([
      { service_id: 'portail-client', level: 'down', since: changedAt, until: null },
      { service_id: 'notifications-email', level: 'degraded', since: changedAt, until: null },
      { service_id: 'portail-client', level: 'degraded', since: '2025-12-19T09:45:00.000Z', until: changedAt },
    ])
  })

  it('is resolved once, then changes no more', async () => {
    const declared = await declare()
    backend.clock.advance(2700)
    const resolved = await resolve(declared)
    expect(resolved.json()).toMatchObject({
      state: 'resolved',
      resolution: 'Optimisation infrastructure',
      resolvedAt: '2025-12-19T10:45:00.000Z',
    })
    expect((await resolve(resolved.json())).json().code).toBe('conflict')
    expect((await update(resolved.json(), { nature: 'autre' })).json().code).toBe('conflict')
    expect(await list('open')).toEqual([])
    expect(await list('all')).toHaveLength(1)
  })

  it('cannot be resolved by an update', async () => {
    expect((await update(await declare(), { state: 'resolved' })).statusCode).toBe(400)
  })

  it('that does not exist is not found', async () => {
    const nowhere = { id: uuid(), version: 1 }
    expect((await update(nowhere, {})).statusCode).toBe(404)
    expect((await resolve(nowhere)).statusCode).toBe(404)
  })
})

describe('the end of an incident', () => {
  it('is told once to each subscriber and to each who reported it', async () => {
    const incident = await declare()
    const { id } = incident
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
    await resolve(incident, key)
    await resolve(incident, key)
    expect(await toldTo(id)).toEqual([
      'a-les-deux@laposte.example',
      'b-abonnee@laposte.example',
      'c-signale@laposte.example',
      'd-inconnu@exemple.example',
    ])
  })

  it('is told with its service, its times and its cause', async () => {
    const incident = await declare({ cause: 'Surcharge serveur' })
    const { id } = incident
    await subscribe(id, await addAccount(backend.db))
    backend.clock.advance(1800)
    await resolve(incident)
    expect(JSON.parse((await told(id))[0]?.data ?? '')).toEqual({ firstName: 'Sophie' })
    const { data } = await backend.db
      .selectFrom('announcement')
      .select('data')
      .where('event', '=', 'resolved')
      .where('incident_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(data)).toMatchObject({
      services: [{ id: 'portail-client', name: 'Portail client' }],
      startedAt: '2025-12-19T09:45:00.000Z',
      resolvedAt: '2025-12-19T10:30:00.000Z',
      cause: 'Surcharge serveur',
      resolution: 'Optimisation infrastructure',
    })
  })

  it('is told to those whose ticket or subscription arrives after it', async () => {
    const incident = await declare()
    const { id } = incident
    await resolve(incident)
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
