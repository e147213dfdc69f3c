import { v7 as uuid } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { teamRecipients } from '#backend/notifications/team/recipients.ts'
import { tellTeam } from '#backend/proposals/tell-team.ts'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { openBackend, type SignedIn, type TestBackend } from './open-backend.ts'
import { newIncident, newTicket, team } from './samples.ts'

let backend: TestBackend
let agent: SignedIn
let technician: SignedIn
beforeEach(async () => {
  backend = await openBackend({ team, proposals: { minimum: 3, minutes: 10 } })
  agent = await backend.signIn('hotliner')
  technician = await backend.signIn('technician')
})
afterEach(() => backend.close())

const tell = ({ db, clock, config } = backend) =>
  tellTeam(db, { team: teamRecipients(config.team), proposals: config.proposals, now: clock.now() })

async function file(change: Partial<NewTicket> = {}) {
  const contact = { name: 'Jean', email: `jean-${uuid()}@exemple.example`, phone: null }
  const sent = await backend.ask('fileTicket', { body: newTicket({ contact, ...change }), token: agent.token })
  return sent.json() as { id: string; number: string }
}

/** What was promised to the team since it was last asked, by channel. */
async function told() {
  const rows = await backend.db
    .selectFrom('notification')
    .select(['id', 'kind', 'channel', 'data', 'subject_id'])
    .where('audience', '=', 'team')
    .where('state', '=', 'waiting')
    .orderBy('id')
    .execute()
  await backend.db.updateTable('notification').set({ state: 'sent' }).where('audience', '=', 'team').execute()
  return rows.map(({ kind, channel }) => `${kind} ${channel}`).sort()
}

const everyChannel = (kind: string) => ['email', 'slack', 'sms'].map((channel) => `${kind} ${channel}`)
const quietly = ['report-alert email', 'report-alert slack']

describe('the technical team', () => {
  it('is told once of a report, and by a text message only when it is critical', async () => {
    await file()
    await tell()
    await tell()
    expect(await told()).toEqual(quietly)
    await file({ priority: 'critical' })
    await tell()
    expect(await told()).toEqual(everyChannel('report-alert'))
  })

  it('learns of the trouble, and nothing of who reported it', async () => {
    const { number } = await file({ errorMessage: 'Erreur 502 pour jean@exemple.example', notes: 'Jean, pressé' })
    await tell()
    const { data } = await backend.db
      .selectFrom('notification')
      .select('data')
      .where('audience', '=', 'team')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(data)).toMatchObject({ number, errorCode: '502' })
    expect(data).not.toMatch(/jean/i)
  })

  it('is told of alike reports once, then of the incident that they propose', async () => {
    await file()
    await tell()
    await file()
    await tell()
    expect(await told()).toEqual(quietly)
    await file()
    await tell()
    await tell()
    expect(await told()).toEqual(everyChannel('proposal-alert'))
  })

  it('is reminded of a proposal as long as reports go on, until it is said to be no incident', async () => {
    for (let n = 0; n < 3; n += 1) await file()
    await tell()
    await told()
    backend.clock.advance(660)
    for (let n = 0; n < 3; n += 1) await file()
    await tell()
    expect(await told()).toEqual([...everyChannel('proposal-alert'), ...quietly])
    await backend.ask('dismissIncidentProposal', { body: { signature: 'error/500' }, token: technician.token })
    await tell()
    expect(await told()).toEqual([])
  })

  it('hears again of what is reported little by little, once the minutes have passed', async () => {
    await file()
    await tell()
    backend.clock.advance(540)
    await file()
    await tell()
    expect(await told()).toEqual(quietly)
    backend.clock.advance(120)
    await file()
    await tell()
    expect(await told()).toEqual(quietly)
  })

  it('is not told of what joins an incident it knows, nor of what it has taken care of', async () => {
    const declared = await backend.ask('declareIncident', { body: newIncident(), token: technician.token })
    await file({ incidentId: declared.json().id })
    const { id } = await file()
    await backend.ask('solveTicket', { params: { id }, body: { explanation: 'Fait' }, token: technician.token })
    await tell()
    expect(await told()).toEqual([])
  })

  it('is not told hours later', async () => {
    await file()
    backend.clock.advance(3600)
    await tell()
    expect(await told()).toEqual([])
  })
})
