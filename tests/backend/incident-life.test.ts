import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepCalendar } from '#backend/incidents/calendar.ts'
import { keepEvidence } from '#backend/services/repository.ts'
import type { Incident, NewIncident } from '#shared/domain/incident.ts'
import { workshopOf } from './incident-workshop.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { newIncident } from './samples.ts'

let backend: TestBackend
let technician: SignedIn
let agent: SignedIn
let work: ReturnType<typeof workshopOf>
beforeEach(async () => {
  backend = await openBackend()
  technician = await backend.signIn('technician')
  agent = await backend.signIn('hotliner')
  work = workshopOf(backend, technician, agent)
})
afterEach(() => backend.close())

const list = async (query: Record<string, string>): Promise<Incident[]> =>
  (await backend.ask('listIncidents', { query, token: agent.token })).json().incidents
const journal = async (id: string) =>
  (
    await backend.db
      .selectFrom('incident_change')
      .selectAll()
      .where('incident_id', '=', id)
      .orderBy('version')
      .execute()
  ).map(({ kind, fields, reason }) => ({ kind, fields: JSON.parse(fields), ...(reason && { reason }) }))

describe('an incident that was not over', () => {
  it('is opened again with what clients are told, and has gone on since its start', async () => {
    const resolved: Incident = (await work.resolve(await work.declare())).json()
    backend.clock.advance(600)
    const reopened = await work.reopen(resolved, { note: 'Le défaut est revenu.' })
    expect(reopened.json()).toMatchObject({
      ...{ state: 'investigating', resolvedAt: null, resolution: null, version: 3, startedAt: resolved.startedAt },
      notes: [
        { text: 'Le défaut est revenu.', state: 'investigating' },
        { text: 'Optimisation infrastructure', state: 'resolved' },
      ],
    })
    expect(await list({ state: 'open' })).toHaveLength(1)
    expect((await work.resolve(reopened.json())).statusCode).toBe(200)
  })

  it('is not opened again while it is open, nor on an old version', async () => {
    const declared = await work.declare()
    const resolved: Incident = (await work.resolve(declared)).json()
    expect((await work.reopen(declared, { note: 'x' })).json()).toMatchObject({
      code: 'conflict',
      changes: [{ version: 2, kind: 'resolved' }],
    })
    const reopened = (await work.reopen(resolved, { note: 'x' })).json()
    expect((await work.reopen(reopened, { note: 'x' })).json().code).toBe('conflict')
  })

  it('is planned again when it is a maintenance called off before its time, and under way once that has come', async () => {
    const planned = await work.declare({
      ...{ kind: 'maintenance', services: [{ id: 'portail-client', level: 'maintenance' }] },
      ...{ startedAt: '2025-12-19T12:00:00.000Z', estimatedEndAt: '2025-12-19T14:00:00.000Z' },
    })
    const calledOff: Incident = (await work.resolve(planned, 'Reportée')).json()
    const again: Incident = (await work.reopen(calledOff, { note: 'Elle aura bien lieu.' })).json()
    expect(again).toMatchObject({ state: 'scheduled', resolvedAt: null, resolution: null })
    expect((await list({ state: 'scheduled' })).map(({ id }) => id)).toEqual([planned.id])
    const calledOffAgain: Incident = (await work.resolve(again, 'Reportée')).json()
    backend.clock.set('2025-12-19T12:30:00.000Z')
    const begun: Incident = (await work.reopen(calledOffAgain, { note: 'Elle a lieu.' })).json()
    expect(begun).toMatchObject({ state: 'inProgress', startedAt: planned.startedAt })
  })

  it('takes its tickets with it, at its end and at its return; those solved before stay so', async () => {
    const declared = await work.declare()
    const [before, open] = [
      await work.report({ incidentId: declared.id }),
      await work.report({ incidentId: declared.id }),
    ]
    await backend.ask('solveTicket', {
      ...{ params: { id: before.id }, body: { explanation: 'Vu au téléphone' }, token: technician.token },
    })
    backend.clock.advance(60)
    const resolved: Incident = (await work.resolve(declared)).json()
    expect(await work.ticket(open.id)).toMatchObject({ state: 'solved', solvedAt: resolved.resolvedAt })
    await work.reopen(resolved, { note: 'Le défaut est revenu.' })
    expect(await work.ticket(open.id)).toMatchObject({ state: 'open', solvedAt: null })
    expect(await work.ticket(before.id)).toMatchObject({ state: 'solved' })
    const told = await backend.db
      .selectFrom('notification')
      .select('subject_id')
      .where('kind', '=', 'ticket-solved')
      .execute()
    expect(told).toEqual([{ subject_id: before.id }])
  })
})

describe('a correction', () => {
  it('of what is over is kept apart from what happened, with its reason, and told to nobody', async () => {
    const resolved: Incident = (await work.resolve(await work.declare())).json()
    const count = async () => (await backend.db.selectFrom('notification').select('id').execute()).length
    const before = await count()
    const corrected = await work.correct(resolved, {
      cause: 'Surcharge serveur',
      services: [{ id: 'portail-client', level: 'down' }],
      startedAt: '2025-12-19T09:30:00Z',
      resolvedAt: '2025-12-19T09:50:00Z',
      reason: 'Heures relevées dans les journaux',
    })
    expect(corrected.json()).toMatchObject({
      ...{ state: 'resolved', cause: 'Surcharge serveur', startedAt: '2025-12-19T09:30:00.000Z' },
      resolvedAt: '2025-12-19T09:50:00.000Z',
      notes: resolved.notes,
    })
    expect((await journal(resolved.id)).at(-1)).toMatchObject({
      kind: 'corrected',
      reason: 'Heures relevées dans les journaux',
      fields: [{ field: 'services' }, { field: 'startedAt' }, { field: 'cause' }, { field: 'resolvedAt' }],
    })
    expect(await count()).toBe(before)
    const periods = await backend.db.selectFrom('incident_service').select(['level', 'since', 'until']).execute()
    expect(periods).toEqual([{ level: 'down', since: '2025-12-19T09:30:00.000Z', until: null }])
  })

  it.each([
    ['resolvedAt', { resolvedAt: '2025-12-19T09:00:00.000Z' }],
    ['resolvedAt', { resolvedAt: '2025-12-19T12:00:00.000Z' }],
    ['reason', { reason: '' }],
    ['services.0.id', { services: [{ id: 'imprimante', level: 'down' }] }],
  ])('with a wrong %s is refused', async (path, change) => {
    const resolved: Incident = (await work.resolve(await work.declare())).json()
    const refused = await work.correct(resolved, { reason: 'x', ...change })
    expect(refused.json().fields).toEqual([expect.objectContaining({ path })])
    expect(await work.read(resolved.id)).toEqual(resolved)
  })

  it('is not for what is still open', async () => {
    expect((await work.correct(await work.declare(), { reason: 'x' })).json().code).toBe('conflict')
  })

  it('of a public note changes its words; the former ones stay in the journal', async () => {
    const told: Incident = (await work.update(await work.declare(), { note: 'Sophie L. nous l’a signalé.' })).json()
    const reword = (noteId: string, version: number) =>
      backend.ask('correctIncidentNote', {
        params: { id: told.id, noteId },
        body: { version, text: 'Un client nous l’a signalé.' },
        token: technician.token,
      })
    const noteId = told.notes[0]?.id ?? ''
    expect((await reword(noteId, 1)).json().code).toBe('conflict')
    expect((await reword(uuid(), 2)).statusCode).toBe(404)
    expect((await reword(noteId, 2)).json()).toMatchObject({
      version: 3,
      notes: [{ id: noteId, text: 'Un client nous l’a signalé.' }],
    })
    expect((await journal(told.id)).at(-1)?.fields).toEqual([
      { field: 'note', before: 'Sophie L. nous l’a signalé.', after: 'Un client nous l’a signalé.' },
    ])
  })
})

describe('an internal note', () => {
  it('is in nothing that others than the team read, and makes no new version', async () => {
    const declared = await work.declare()
    const noted = await backend.ask('addInternalNote', {
      ...{ params: { id: declared.id }, body: { text: 'Le serveur 3 est saturé' }, token: technician.token },
    })
    expect(noted.statusCode).toBe(201)
    expect(await work.read(declared.id)).toEqual(declared)
    expect(await list({ state: 'all' })).toEqual([declared])
    const page = await backend.server.inject('/statut')
    expect(page.body).not.toContain('serveur 3')
  })
})

describe('the incidents that are over', () => {
  it('are read page by page, the last to start first', async () => {
    const ids = []
    for (const hour of ['07', '08', '09', '09']) {
      const { json } = await work.resolve(await work.declare({ startedAt: `2025-12-19T${hour}:00:00.000Z` }))
      ids.unshift(json().id)
    }
    await work.declare()
    const first = await list({ state: 'ended', limit: '3' })
    const then = await list({ state: 'ended', limit: '3', after: first[2]?.id ?? '' })
    expect([...first, ...then].map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect([...first, ...then].map(({ startedAt }) => startedAt.slice(11, 13))).toEqual(['09', '09', '08', '07'])
  })
})

describe('a maintenance', () => {
  const planned = (change: Partial<NewIncident> = {}): Partial<NewIncident> => ({
    kind: 'maintenance',
    services: [{ id: 'portail-client', level: 'maintenance' }],
    startedAt: '2025-12-19T11:00:00.000Z',
    estimatedEndAt: '2025-12-19T12:00:00.000Z',
    affectedPercent: 100,
    ...change,
  })
  const keep = (at: string) => {
    backend.clock.set(at)
    return keepCalendar(backend.db, backend.clock.now())
  }

  it('touches nobody before its time, then begins and ends by itself, and is never major', async () => {
    const { id, number, state } = await work.declare(planned())
    expect([number, state]).toEqual([null, 'scheduled'])
    expect(await keep('2025-12-19T10:59:59.000Z')).toBe(false)
    expect([await list({ state: 'open' }), (await list({ state: 'scheduled' })).length]).toEqual([[], 1])
    expect(await keep('2025-12-19T11:00:00.000Z')).toBe(true)
    expect((await list({ state: 'open' })).map((of) => of.state)).toEqual(['inProgress'])
    expect(await keep('2025-12-19T11:59:00.000Z')).toBe(false)
    expect(await keep('2025-12-19T12:00:03.000Z')).toBe(true)
    expect(await work.read(id)).toMatchObject({ state: 'completed', resolvedAt: '2025-12-19T12:00:03.000Z' })
    expect((await journal(id)).map(({ kind }) => kind)).toEqual(['declared', 'updated', 'resolved'])
  })

  it('that somebody has touched, or whose service fails, is verified rather than ended', async () => {
    const { id } = await work.declare(planned())
    const other = await work.declare(planned({ services: [{ id: 'notifications-email', level: 'maintenance' }] }))
    await keep('2025-12-19T11:00:00.000Z')
    await work.update(await work.read(other.id), { team: 'Équipe DevOps' })
    backend.clock.set('2025-12-19T12:00:00.000Z')
    await keepEvidence(backend.db, 'portail-client', {
      ...{ level: 'down', note: null, validForSeconds: 60, checkedAt: backend.clock.now().toISOString() },
      source: { kind: 'probe', name: 'portail' },
    })
    await keep('2025-12-19T12:00:00.000Z')
    expect((await work.read(id)).state).toBe('verifying')
    expect((await work.read(other.id)).state).toBe('verifying')
    expect(await keep('2025-12-19T13:00:00.000Z')).toBe(false)
    expect((await work.resolve(await work.read(id), 'Terminée')).json().state).toBe('completed')
  })

  it('begun before its time starts when it begins', async () => {
    const begun = await work.update(await work.declare(planned()), { state: 'inProgress' })
    expect(begun.json()).toMatchObject({ state: 'inProgress', startedAt: '2025-12-19T10:00:00.000Z' })
  })

  it('given up before its time never took place', async () => {
    const given = await work.declare(planned())
    const resolved = await work.resolve(given, 'Reportée')
    expect(resolved.json()).toMatchObject({ state: 'completed' })
    expect(await keep('2025-12-19T11:30:00.000Z')).toBe(false)
    const corrected = await work.correct(resolved.json(), { resolution: 'Reportée à janvier', reason: 'x' })
    expect(corrected.json()).toMatchObject({ resolution: 'Reportée à janvier' })
  })

  it('that took place cannot be corrected into one that ended before it began', async () => {
    const begun: Incident = (await work.update(await work.declare(planned()), { state: 'inProgress' })).json()
    backend.clock.advance(600)
    const ended: Incident = (await work.resolve(begun)).json()
    const refused = await work.correct(ended, { resolvedAt: '2025-12-19T09:00:00.000Z', reason: 'x' })
    expect(refused.json().fields).toEqual([expect.objectContaining({ path: 'resolvedAt' })])
  })

  it('says when it ends, and does not take the states of an incident', async () => {
    const refused = await backend.ask('declareIncident', {
      body: newIncident(planned({ estimatedEndAt: null })),
      token: technician.token,
    })
    expect(refused.json().fields).toEqual([expect.objectContaining({ path: 'estimatedEndAt' })])
    const declared = await work.declare(planned())
    expect((await work.update(declared, { state: 'investigating' })).json().fields).toEqual([
      expect.objectContaining({ path: 'state' }),
    ])
  })

  it('is a maintenance when it lies ahead: an incident has already begun', async () => {
    const body = newIncident({ startedAt: '2025-12-19T11:00:00.000Z', estimatedEndAt: null })
    const refused = await backend.ask('declareIncident', { body, token: technician.token })
    expect(refused.json().fields).toEqual([expect.objectContaining({ path: 'startedAt' })])
  })
})

describe('a ticket', () => {
  it('is attached to an incident and detached from it, each written in the audit', async () => {
    const incident = await work.declare()
    const other = await work.declare()
    const ticket = await work.report()
    expect((await work.attach(incident.id, ticket.id)).json().incidentId).toBe(incident.id)
    expect((await work.attach(incident.id, ticket.id)).statusCode).toBe(200)
    expect((await work.attach(other.id, ticket.id)).json().code).toBe('conflict')
    const attached = await backend.ask('listIncidentTickets', { params: { id: incident.id }, token: agent.token })
    expect(attached.json().tickets).toEqual([await work.ticket(ticket.id)])
    expect((await work.detach(other.id, ticket.id)).statusCode).toBe(404)
    expect((await work.detach(incident.id, ticket.id)).json().incidentId).toBeNull()
    expect((await work.attach(uuid(), ticket.id)).statusCode).toBe(404)
    expect((await work.attach(incident.id, uuid())).statusCode).toBe(404)
    const audit = await backend.db
      .selectFrom('audit')
      .select(['action', 'user_id', 'ticket_id', 'incident_id'])
      .orderBy('id')
      .execute()
    const line = { user_id: technician.id, ticket_id: ticket.id, incident_id: incident.id }
    expect(audit).toEqual([
      { action: 'ticket-attached', ...line },
      { action: 'ticket-detached', ...line },
    ])
  })

  it('that says again what another says follows it: attached, solved and told with it', async () => {
    const incident = await work.declare()
    const mail = (email: string) => ({ contact: { name: 'x', email, phone: null } })
    const [kept, first, second] = [
      await work.report(mail('a@exemple.example')),
      await work.report(mail('b@exemple.example')),
      await work.report(mail('c@exemple.example')),
    ]
    await work.merge(second.id, first.id)
    const merged = await work.merge(first.id, kept.id)
    expect(merged.json().mergedInto).toEqual({ id: kept.id, number: kept.number })
    expect((await work.ticket(second.id)).mergedInto).toEqual({ id: kept.id, number: kept.number })
    const listed = await backend.ask('listTickets', { token: agent.token })
    expect(listed.json().tickets.map(({ id }: { id: string }) => id)).toEqual([kept.id])

    await work.attach(incident.id, kept.id)
    expect((await work.ticket(second.id)).incidentId).toBe(incident.id)
    await work.detach(incident.id, kept.id)
    expect((await work.attach(incident.id, first.id)).json().code).toBe('conflict')

    const solve = (id: string) =>
      backend.ask('solveTicket', { params: { id }, body: { explanation: 'Corrigé' }, token: technician.token })
    expect((await solve(first.id)).json()).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining(kept.number),
    })
    await solve(kept.id)
    expect(await work.ticket(second.id)).toMatchObject({ state: 'solved' })
    const told = await backend.db
      .selectFrom('notification')
      .select('recipient')
      .where('kind', '=', 'ticket-solved')
      .orderBy('recipient')
      .execute()
    expect(told.map(({ recipient }) => recipient)).toEqual([
      'a@exemple.example',
      'b@exemple.example',
      'c@exemple.example',
    ])
  })

  it('is followed for itself again once separated', async () => {
    const [kept, duplicate] = [await work.report(), await work.report()]
    await work.merge(duplicate.id, kept.id)
    expect((await work.separate(duplicate.id)).json().mergedInto).toBeNull()
    expect((await work.separate(duplicate.id)).json().code).toBe('conflict')
    expect((await work.separate(uuid())).statusCode).toBe(404)
  })

  it('is merged into no other that is itself, solved, a duplicate, or of another incident', async () => {
    const [a, b, c] = [await work.report(), await work.report(), await work.report()]
    expect((await work.merge(a.id, a.id)).statusCode).toBe(400)
    expect((await work.merge(a.id, uuid())).statusCode).toBe(404)
    await work.merge(a.id, b.id)
    expect((await work.merge(c.id, a.id)).json().code).toBe('conflict')
    expect((await work.merge(a.id, c.id)).json().code).toBe('conflict')
    const [one, two] = [await work.declare(), await work.declare()]
    await work.attach(one.id, b.id)
    await work.attach(two.id, c.id)
    expect((await work.merge(c.id, b.id)).json().code).toBe('conflict')
    await work.resolve(two)
    const d = await work.report()
    expect((await work.merge(d.id, c.id)).json().code).toBe('conflict')
  })

  it('merged both ways at once is a duplicate one way only', async () => {
    const [a, b] = [await work.report(), await work.report()]
    const codes = (await Promise.all([work.merge(a.id, b.id), work.merge(b.id, a.id)])).map((r) => r.statusCode)
    expect(codes.toSorted()).toEqual([200, 409])
  })
})
