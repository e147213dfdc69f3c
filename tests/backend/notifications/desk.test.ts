import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OperationInput } from '#shared/contracts/api.ts'
import type { IncidentPreview, NotificationRecord } from '#shared/domain/notification.ts'
import { workshopOf } from '../incident-workshop.ts'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { addAccount, newIncident } from '../samples.ts'
import { tellAll } from './promise.ts'

let backend: TestBackend
let technician: SignedIn
let work: ReturnType<typeof workshopOf>
beforeEach(async () => {
  backend = await openBackend({ team: { emails: ['equipe@numi.example'], slackWebhook: null, sms: null } })
  technician = await backend.signIn('technician')
  work = workshopOf(backend, technician, await backend.signIn('hotliner'))
})
afterEach(() => backend.close())

const list = async (query: Record<string, string> = {}) =>
  (await backend.ask('listNotifications', { query, token: technician.token })).json()
const resend = (id: string) => backend.ask('resendNotification', { params: { id }, token: technician.token })
const setState = (state: 'sent' | 'failed', recipient: string) =>
  backend.db
    .updateTable('notification')
    .set({
      state,
      last_error: '550 unknown',
      ended_at: backend.clock.now().toISOString(),
      ...(state === 'sent' && { data: '{}' }),
    })
    .where('recipient', '=', recipient)
    .execute()

describe('who was told what', () => {
  it('is read by incident, by channel and by state, the last first, page by page, with the counts of all', async () => {
    for (const email of ['a@exemple.fr', 'b@exemple.fr', 'c@exemple.fr']) await addAccount(backend.db, { email })
    const { id } = await work.declare({ affectedPercent: 80 })
    await work.report({ incidentId: id })
    await tellAll(backend)
    await setState('sent', 'a@exemple.fr')
    await setState('failed', 'b@exemple.fr')
    const all = await list({ incidentId: id })
    expect(all.notifications.map(({ recipient }: NotificationRecord) => recipient)).toEqual([
      ...['c@exemple.fr', 'b@exemple.fr', 'a@exemple.fr', 'jean@exemple.example', 'equipe@numi.example'],
    ])
    expect(all.notifications[1]).toMatchObject({
      ...{ channel: 'email', kind: 'incident-started', incidentId: id, event: 'declared', audience: 'client' },
      ...{ state: 'failed', lastError: '550 unknown', nextAttemptAt: null, canBeSentAgain: true },
    })
    expect(all.counts).toEqual([
      { channel: 'email', state: 'failed', count: 1 },
      { channel: 'email', state: 'sent', count: 1 },
      { channel: 'email', state: 'waiting', count: 3 },
    ])
    const page = await list({ incidentId: id, limit: '2', after: all.notifications[1].id })
    expect(page.notifications).toEqual(all.notifications.slice(2, 4))
    expect((await list({ incidentId: uuid() })).notifications).toEqual([])
    expect((await list({ state: 'failed' })).notifications).toEqual([all.notifications[1]])
    // The confirmation of the report is told beside.
    expect((await list()).notifications.map(({ kind }: NotificationRecord) => kind)).toContain('ticket-confirmation')
  })

  it('that failed is sent again once, by whoever asks first; it keeps its id, and who asked is on record', async () => {
    await addAccount(backend.db, { email: 'a@exemple.fr' })
    const { id } = await work.declare({ affectedPercent: 80 })
    await tellAll(backend)
    const [sent] = (await list({ incidentId: id })).notifications
    expect((await resend(sent.id)).json()).toMatchObject({ code: 'conflict' })
    await setState('failed', 'a@exemple.fr')
    backend.clock.advance(3600)
    expect((await resend(sent.id)).json()).toMatchObject({
      ...{ id: sent.id, state: 'waiting', attempts: 0, canBeSentAgain: false, endedAt: null },
      nextAttemptAt: backend.clock.now().toISOString(),
    })
    expect((await resend(sent.id)).json().code).toBe('conflict')
    expect((await resend(uuid())).statusCode).toBe(404)
    const audited = await backend.db
      .selectFrom('audit')
      .select(['user_id', 'incident_id'])
      .where('action', '=', 'notifications-resent')
      .execute()
    expect(audited).toEqual([{ user_id: technician.id, incident_id: id }])
  })

  it('that failed and that later news followed is not sent again: it would not be true', async () => {
    await addAccount(backend.db, { email: 'a@exemple.fr' })
    await addAccount(backend.db, { email: 'b@exemple.fr' })
    const declared = await work.declare({ affectedPercent: 80 })
    await tellAll(backend)
    await setState('failed', 'a@exemple.fr')
    await setState('sent', 'b@exemple.fr')
    await work.resolve(declared)
    await tellAll(backend)
    const [failed] = (await list({ incidentId: declared.id, state: 'failed' })).notifications
    expect(failed.canBeSentAgain).toBe(false)
    expect((await resend(failed.id)).json().code).toBe('conflict')
  })

  it('all that failed is sent again at once, of one incident or of all', async () => {
    for (const email of ['a@exemple.fr', 'b@exemple.fr']) await addAccount(backend.db, { email })
    const first = await work.declare({ affectedPercent: 80 })
    await work.declare({ affectedPercent: 80 })
    await tellAll(backend)
    await setState('failed', 'a@exemple.fr')
    const again = async (incidentId: string | null) =>
      (
        await backend.ask('resendNotifications', { body: { incidentId, channel: 'email' }, token: technician.token })
      ).json()
    expect(await again(first.id)).toEqual({ count: 1 })
    expect(await again(null)).toEqual({ count: 1 })
    expect(await again(null)).toEqual({ count: 0 })
  })
})

describe('a change of an incident, before it is made', () => {
  type Change = OperationInput<'previewIncidentChange'>['body']
  const preview = (body: Change) => backend.ask('previewIncidentChange', { body, token: technician.token })
  const see = async (body: Change): Promise<IncidentPreview> => (await preview(body)).json()
  const rowsOf = async () => {
    const tables = ['incident', 'incident_change', 'announcement', 'notification', 'audit', 'counter'] as const
    return Promise.all(tables.map((table) => backend.db.selectFrom(table).selectAll().execute()))
  }

  it('says what everything would say of a declaration, and to how many, and keeps nothing', async () => {
    await addAccount(backend.db, { email: 'a@exemple.fr' })
    await addAccount(backend.db, { email: 'b@exemple.fr' })
    await backend.db
      .insertInto('service_subscription')
      .values({ email: 'b@exemple.fr', service_id: 'portail-client', confirmed_at: '2025-01-01T00:00:00.000Z' })
      .execute()
    const before = await rowsOf()
    const seen = await see({ change: 'declare', of: newIncident({ affectedPercent: 80 }) })
    expect(await rowsOf()).toEqual(before)
    expect(seen.incident).toMatchObject({ number: 'INC-MAJOR-001', state: 'investigating' })
    expect(seen.emails).toMatchObject([
      {
        ...{ event: 'declared', kind: 'incident-started', leavesAt: '2025-12-19T10:00:00.000Z' },
        subject: '⚠️ Incident technique en cours – Portail numi.support',
        recipients: { attached: 0, subscriber: 1, client: 1 },
      },
    ])
    expect(seen.emails[0]?.text).toContain('Connexion impossible')
    expect(seen.team).toMatchObject([{ channel: 'email', recipients: 1, text: expect.stringContaining('Erreur 502') }])
    expect(seen.statusPage.overall).toEqual({ level: 'down', words: 'Incident en cours' })
    expect(seen.statusPage.incident).toMatchObject({ title: 'Erreur 502 Bad Gateway', note: null })
    expect(seen.statusPage.incident?.facts).toContainEqual(['Impact', 'Connexion impossible'])
    expect(seen.banner).toMatchObject({
      title: 'Incident en cours',
      text: expect.stringContaining('Résolution estimée\u00a0: 11:30'),
    })
    expect(seen.platform.incidents).toHaveLength(1)
  })

  it('tells apart those who know of it and those who do not, and when the next news may leave', async () => {
    await addAccount(backend.db, { email: 'a@exemple.fr' })
    await addAccount(backend.db, { email: 'b@exemple.fr' })
    const declared = await work.declare({ affectedPercent: 80 })
    await tellAll(backend)
    await setState('sent', 'a@exemple.fr')
    await setState('failed', 'b@exemple.fr')
    backend.clock.advance(120)
    const seen = await see({ change: 'update', incidentId: declared.id, of: { version: 1, note: 'Cause trouvée.' } })
    expect(
      seen.emails
        .map(({ kind, leavesAt, recipients }) => ({ kind, leavesAt, recipients }))
        .toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    ).toEqual([
      {
        kind: 'incident-started',
        leavesAt: '2025-12-19T10:10:00.000Z',
        recipients: { attached: 0, subscriber: 0, client: 1 },
      },
      {
        kind: 'incident-updated',
        leavesAt: '2025-12-19T10:10:00.000Z',
        recipients: { attached: 0, subscriber: 0, client: 1 },
      },
    ])
    const silent = await see({ change: 'update', incidentId: declared.id, of: { version: 1, team: 'DevOps' } })
    expect(silent.emails).toEqual([])
    const end = await see({ change: 'resolve', incidentId: declared.id, of: { version: 1, resolution: 'Redémarrage' } })
    expect(end.emails).toMatchObject([
      { kind: 'incident-resolved', recipients: { attached: 0, subscriber: 0, client: 1 } },
    ])
    expect(end.banner).toBeNull()
  })

  it('is refused as the change itself would be', async () => {
    const { id } = await work.declare()
    const update = (of: { version: number; impact?: string }) => preview({ change: 'update', incidentId: id, of })
    expect((await update({ version: 7 })).json().code).toBe('conflict')
    expect(
      (await preview({ change: 'resolve', incidentId: uuid(), of: { version: 1, resolution: 'x' } })).statusCode,
    ).toBe(404)
    const elsewhere = newIncident({ services: [{ id: 'imprimante', level: 'down' }] })
    expect((await preview({ change: 'declare', of: elsewhere })).json().fields).toEqual([
      expect.objectContaining({ path: 'services.0.id' }),
    ])
  })
})
