import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDispatcher } from '#backend/notifications/dispatcher.ts'
import type { Incident } from '#shared/domain/incident.ts'
import type { ToldNews } from '#shared/domain/incident-timeline.ts'
import { workshopOf } from '../incident-workshop.ts'
import { openBackend, type SignedIn, type TestBackend } from '../open-backend.ts'
import { addAccount, team } from '../samples.ts'
import { tellAll } from './promise.ts'

let backend: TestBackend
let technician: SignedIn
let work: ReturnType<typeof workshopOf>
beforeEach(async () => {
  backend = await openBackend({ team })
  technician = await backend.signIn('technician')
  work = workshopOf(backend, technician, await backend.signIn('hotliner'))
})
afterEach(() => backend.close())

const client = (email: string, more = {}) =>
  addAccount(backend.db, { email, firstName: email.split('@')[0] ?? '', ...more })
const subscriber = (email: string, service_id = 'portail-client') =>
  backend.db
    .insertInto('service_subscription')
    .values({ email, service_id, confirmed_at: backend.clock.now().toISOString() })
    .execute()
const reporter = (incidentId: string, email: string) =>
  work.report({ incidentId, contact: { name: 'Jean', email, phone: null } })

/** Everything queued until now and not looked at before, as "kind recipient (why)"; what waits is then sent. */
async function told(): Promise<string[]> {
  await tellAll(backend)
  const rows = await backend.db
    .selectFrom('notification')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('announcement_id', 'is not', null)
    .orderBy('kind')
    .orderBy('recipient')
    .execute()
  await backend.db
    .updateTable('notification')
    .set({ state: 'sent', ended_at: backend.clock.now().toISOString() })
    .where('state', '=', 'waiting')
    .execute()
  return rows.map(({ kind, recipient, audience }) => `${kind} ${recipient} (${audience})`)
}
const clientsTold = async () => (await told()).filter((line) => !line.includes('(team)'))
const update = async (of: Incident, change: object): Promise<Incident> => (await work.update(of, change)).json()
const minutes = (count: number) => backend.clock.advance(count * 60)

describe('who is told of an incident', () => {
  it('the team, by each of its channels, at its detection', async () => {
    await work.declare()
    expect(await told()).toEqual([
      'team-alert +33639980099 (team)',
      'team-alert Slack (team)',
      'team-alert equipe@numi.example (team)',
    ])
  })

  it('subscribers of the services it touches, and no others; once however many are touched', async () => {
    await subscriber('a@exemple.fr')
    await subscriber('a@exemple.fr', 'notifications-email')
    await subscriber('b@exemple.fr', 'notifications-email')
    await work.declare({
      services: [
        { id: 'portail-client', level: 'down' },
        { id: 'notifications-email', level: 'degraded' },
      ],
    })
    expect(await clientsTold()).toEqual([
      'incident-started a@exemple.fr (subscriber)',
      'incident-started b@exemple.fr (subscriber)',
    ])
    await work.declare()
    expect(await clientsTold()).toEqual(['incident-started a@exemple.fr (subscriber)'])
  })

  it('of a major one, every active client at a validated address, each once', async () => {
    await client('a@exemple.fr')
    await client('b@exemple.fr', { state: 'suspended' })
    await client('c@exemple.fr', { isEmailValidated: false })
    await client('d@exemple.fr', { state: 'locked' })
    await client('e@exemple.fr', { email: null })
    await subscriber('d@exemple.fr')
    await work.declare({ affectedPercent: 80 })
    expect(await clientsTold()).toEqual([
      'incident-started a@exemple.fr (client)',
      'incident-started d@exemple.fr (subscriber)',
    ])
    const { data } = await backend.db
      .selectFrom('notification')
      .select('data')
      .where('recipient', '=', 'd@exemple.fr')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(data)).toEqual({ firstName: 'd' })
  })

  it('not the clients of one that is not major; when it becomes so, those who did not know it, at once', async () => {
    await client('a@exemple.fr')
    await subscriber('b@exemple.fr')
    const declared = await work.declare({ affectedPercent: 50 })
    expect(await clientsTold()).toEqual(['incident-started b@exemple.fr (subscriber)'])
    minutes(3)
    await work.update(declared, { affectedPercent: 80 })
    expect(await told()).toEqual([
      'incident-started a@exemple.fr (client)',
      ...['team-alert +33639980099 (team)', 'team-alert Slack (team)', 'team-alert equipe@numi.example (team)'],
    ])
    minutes(10)
    expect(await clientsTold()).toEqual(['incident-updated b@exemple.fr (subscriber)'])
  })

  it('of its end, those who are touched by name and those who heard of it, nobody else', async () => {
    await client('a@exemple.fr')
    const declared = await work.declare({ affectedPercent: 80 })
    await told()
    await client('new@exemple.fr')
    await reporter(declared.id, 'r@exemple.fr')
    minutes(45)
    await work.resolve(declared)
    expect(await told()).toEqual([
      'incident-resolved a@exemple.fr (client)',
      'incident-resolved r@exemple.fr (attached)',
    ])
  })

  it('of its end, whoever may have heard of it: what was handed over by a process that died there', async () => {
    await client('a@exemple.fr')
    await client('b@exemple.fr')
    const declared = await work.declare({ affectedPercent: 80 })
    await tellAll(backend)
    const send = ({ notification: { to } }: { notification: { to: string } }) =>
      to === 'b@exemple.fr' ? Promise.reject(new Error('451')) : new Promise<void>(() => {})
    const { db, clock } = backend
    const log = { info: () => {}, warn: () => {} }
    void createDispatcher({
      ...{ db, clock, log, channel: 'email', givesUpAfterSeconds: 3600, carry: send },
    }).dispatchDue()
    const waiting = db.selectFrom('notification').select('recipient').where('audience', '=', 'client')
    await vi.waitFor(async () =>
      expect(await waiting.where('attempts', '=', 1).where('last_error', 'is not', null).execute()).toHaveLength(1),
    )
    minutes(1)
    await work.resolve(declared)
    expect(await clientsTold()).toEqual(['incident-resolved a@exemple.fr (client)'])
  })

  it('whoever asked not to be told is not; what they report afterwards is told to them', async () => {
    await client('a@exemple.fr')
    await client('b@exemple.fr')
    const at = backend.clock.now().toISOString()
    await backend.db
      .insertInto('opt_out')
      .values([
        { email: 'a@exemple.fr', at },
        { email: 'b@exemple.fr', at },
      ])
      .execute()
    minutes(1)
    const declared = await work.declare({ affectedPercent: 80 })
    await reporter(declared.id, 'b@exemple.fr')
    expect(await clientsTold()).toEqual(['incident-started b@exemple.fr (attached)'])
  })
})

describe('updates', () => {
  it('in a burst become one summary ten minutes after the first news, to each as much as they do not know', async () => {
    await subscriber('a@exemple.fr')
    let incident = await work.declare()
    expect(await clientsTold()).toHaveLength(1)
    minutes(2)
    incident = await update(incident, { note: 'Nous cherchons.' })
    minutes(2)
    incident = await update(incident, { note: 'La cause est trouvée.', state: 'identified', cause: 'Surcharge' })
    await reporter(incident.id, 'r@exemple.fr')
    expect(await clientsTold()).toEqual([])
    minutes(5)
    expect(await clientsTold()).toEqual([])
    minutes(1)
    expect(await clientsTold()).toEqual([
      'incident-started r@exemple.fr (attached)',
      'incident-updated a@exemple.fr (subscriber)',
    ])
    const { data } = await backend.db
      .selectFrom('announcement')
      .select('data')
      .where('event', '=', 'updated')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(data)).toMatchObject({
      cause: 'Surcharge',
      notes: [{ text: 'Nous cherchons.' }, { text: 'La cause est trouvée.' }],
    })
    minutes(1)
    incident = await update(incident, { workarounds: ['Utilisez l’application mobile numi'] })
    expect(await clientsTold()).toEqual([])
    minutes(9)
    expect(await clientsTold()).toEqual([
      'incident-updated a@exemple.fr (subscriber)',
      'incident-updated r@exemple.fr (attached)',
    ])
  })

  it('say nothing to clients of what is of the team alone', async () => {
    await subscriber('a@exemple.fr')
    const incident = await work.declare()
    await told()
    minutes(20)
    await update(incident, { team: 'Équipe DevOps', affectedPercent: 30 })
    expect(await told()).toEqual([])
  })

  it('that have not left when it ends are not told; nor is its beginning', async () => {
    await subscriber('a@exemple.fr')
    const declared = await work.declare()
    await tellAll(backend)
    minutes(1)
    const updated = await update(declared, { note: 'Nous cherchons.' })
    await work.resolve(updated)
    expect(await clientsTold()).toEqual(['incident-resolved a@exemple.fr (subscriber)'])
    minutes(20)
    expect(await told()).toEqual([])
    const states = await backend.db
      .selectFrom('notification')
      .select(['kind', 'state', 'last_error'])
      .where('audience', '=', 'subscriber')
      .orderBy('kind')
      .execute()
    expect(states).toEqual([
      { kind: 'incident-resolved', state: 'sent', last_error: null },
      { kind: 'incident-started', state: 'dropped', last_error: 'Remplacé par des nouvelles plus récentes.' },
    ])
  })

  it('of an incident that was not over are told at once to all who were told that it was', async () => {
    await client('a@exemple.fr')
    const declared = await work.declare({ affectedPercent: 80 })
    await told()
    const resolved: Incident = (await work.resolve(declared)).json()
    await told()
    const reopened: Incident = (await work.reopen(resolved, { note: 'Le défaut est revenu.' })).json()
    expect(await clientsTold()).toEqual(['incident-updated a@exemple.fr (client)'])
    await work.resolve(reopened)
    expect(await told()).toEqual([])
    minutes(10)
    expect(await told()).toEqual(['incident-resolved a@exemple.fr (client)'])
  })

  it('are told in the corrected words of a note that has not left', async () => {
    await subscriber('a@exemple.fr')
    const declared = await work.declare()
    await told()
    const noted = await update(declared, { note: 'Sophie L. nous l’a signalé.' })
    await backend.ask('correctIncidentNote', {
      params: { id: noted.id, noteId: noted.notes[0]?.id ?? '' },
      body: { version: noted.version, text: 'Un client nous l’a signalé.' },
      token: technician.token,
    })
    const kept = await backend.db.selectFrom('announcement').select('data').execute()
    expect(JSON.stringify(kept)).not.toContain('Sophie')
    expect(JSON.stringify(kept)).toContain('Un client')
  })

  it('of a maintenance are told to subscribers, never to the team that plans it', async () => {
    await subscriber('a@exemple.fr')
    await client('b@exemple.fr')
    await work.declare({
      ...{ kind: 'maintenance', services: [{ id: 'portail-client', level: 'maintenance' }], affectedPercent: 100 },
      ...{ startedAt: '2025-12-20T01:00:00.000Z', estimatedEndAt: '2025-12-20T02:00:00.000Z' },
    })
    expect(await told()).toEqual(['incident-started a@exemple.fr (subscriber)'])
  })
})

describe('a great many recipients', () => {
  it('are queued some at a time, each once, whoever dies on the way', async () => {
    const emails = Array.from({ length: 1203 }, (_, index) => `c${String(index).padStart(5, '0')}@exemple.fr`)
    for (let from = 0; from < emails.length; from += 401)
      await backend.db
        .insertInto('account')
        .values(
          emails.slice(from, from + 401).map((email) => ({
            ...{ id: uuid(), first_name: 'C', last_name: 'D', email, phone: null, state: 'active', email_validated: 1 },
            ...{ search_name: 'c d', created_at: '2025-01-01T00:00:00.000Z', last_sign_in_at: null },
            ...{ password_changed_at: null, password_hash: null, erased_at: null },
          })),
        )
        .execute()
    await work.declare({ affectedPercent: 80 })
    // Several processes at once, as many as happen to.
    await Promise.all([1, 2, 3].map(() => tellAll(backend)))
    const rows = await backend.db
      .selectFrom('notification')
      .select('recipient')
      .where('audience', '=', 'client')
      .execute()
    expect(rows.map(({ recipient }) => recipient).toSorted()).toEqual(emails)
    expect(await backend.db.selectFrom('announcement').select(['state', 'told_up_to']).execute()).toEqual([
      { state: 'done', told_up_to: '' },
    ])
  })
})

describe('the timeline', () => {
  it('says what was told to whom by which channel, and how far it came', async () => {
    await subscriber('a@exemple.fr')
    await client('b@exemple.fr')
    const { id } = await work.declare({ affectedPercent: 80 })
    await told()
    const { stages } = (await backend.ask('readTimeline', { params: { id }, token: technician.token })).json()
    const at = '2025-12-19T10:00:00.000Z'
    const line = (channel: string, audience: string): ToldNews => ({
      ...({
        event: 'declared',
        channel,
        audience,
        at,
        sentAt: at,
        waiting: 0,
        sent: 1,
        failed: 0,
        dropped: 0,
      } as ToldNews),
    })
    expect(stages[0].told).toEqual([
      line('email', 'client'),
      line('email', 'subscriber'),
      line('email', 'team'),
      line('slack', 'team'),
      line('sms', 'team'),
    ])
    expect(stages[0].steps.find(({ key }: { key: string }) => key === 'teamTold')).toMatchObject({ doneAt: at })
  })
})
