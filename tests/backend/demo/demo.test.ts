import { v7 as uuid } from 'uuid'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Config } from '#backend/config.ts'
import { demoAgents, demoPassword, demoSignIns } from '#backend/demo/agents.ts'
import { demoClientPassword, demoClientSignIns, demoClients } from '#backend/demo/clients.ts'
import { loadDemo } from '#backend/demo/load-demo.ts'
import { demoSettings } from '#backend/demo/settings.ts'
import { slackCarry } from '#backend/notifications/channels/slack.ts'
import { smsCarry } from '#backend/notifications/channels/sms.ts'
import type { Carry } from '#backend/notifications/dispatcher.ts'
import { probe } from '#backend/services/probe.ts'
import { maskPhone } from '#shared/domain/account.ts'
import { roles } from '#shared/domain/user.ts'
import { samples } from '../notifications/samples.ts'
import { openBackend, testClock } from '../open-backend.ts'

async function openDemo(changed: Partial<Omit<Config, 'clock'>> = {}) {
  const backend = await openBackend({ isDemo: true, clock: testClock(), ...changed })
  onTestFinished(() => backend.close())
  return backend
}

describe('the demonstration', () => {
  it('is loaded once, and leaves alone what was done to it since', async () => {
    const { db, clock } = await openDemo()
    const count = async () => [
      (await db.selectFrom('account').select('id').execute()).length,
      (await db.selectFrom('user').select('id').execute()).length,
    ]
    expect(await count()).toEqual([demoClients.length, demoAgents.length])
    await db.updateTable('account').set({ state: 'active' }).where('last_name', '=', 'Benali').execute()
    await loadDemo(db, clock)
    expect(await count()).toEqual([demoClients.length, demoAgents.length])
    const karim = await db.selectFrom('account').select('state').where('last_name', '=', 'Benali').executeTakeFirst()
    expect(karim?.state).toBe('active')
  })

  it('does not exist without --demo', async () => {
    const { db, server } = await openDemo({ isDemo: false })
    expect(await db.selectFrom('account').select('id').execute()).toEqual([])
    expect(await db.selectFrom('user').select('id').execute()).toEqual([])
    expect((await server.inject('/demonstration/portail-client')).statusCode).toBe(404)
  })

  it('answers to its own names alone: one that was made to point here opens neither its letters nor a session', async () => {
    const { server } = await openDemo({ publicUrl: 'https://essai.numi.example' })
    const payload = { email: demoAgents[0]?.email, password: demoPassword }
    const statuses = async (host: string) => [
      (await server.inject({ url: '/boite-aux-lettres', headers: { host } })).statusCode,
      (await server.inject({ method: 'POST', url: '/api/v1/sessions', headers: { host }, payload })).statusCode,
    ]
    for (const host of ['127.0.0.1:4400', 'localhost:4400', '[::1]:4400', 'essai.numi.example'])
      expect(await statuses(host), host).toEqual([200, 201])
    for (const host of ['evil.example:4400', '127.0.0.1.evil.example', '127.0.0.1@evil.example', 'localhost.'])
      expect(await statuses(host), host).toEqual([404, 404])
  })

  it('has an agent for each role and a second hotliner, who sign in as the start prints', async () => {
    const { ask } = await openDemo()
    expect(new Set(demoAgents.map(({ role }) => role))).toEqual(new Set(roles))
    expect(demoAgents.filter(({ role }) => role === 'hotliner')).toHaveLength(2)
    for (const { email, role } of demoAgents) {
      expect(demoSignIns.some((line) => line.includes(email) && line.includes(demoPassword))).toBe(true)
      const answer = await ask('openSession', { body: { email, password: demoPassword } })
      expect(answer.json()).toMatchObject({ user: { role } })
    }
  })

  it('opens the portal to its clients as the start prints: at once, or with a word on why not', async () => {
    const { server } = await openDemo()
    const signIn = async (email: string) => {
      expect(demoClientSignIns.some((line) => line.includes(email) && line.includes(demoClientPassword))).toBe(true)
      const answer = await server.inject({
        method: 'POST',
        url: '/portail/connexion',
        headers: { origin: 'http://127.0.0.1:4400', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ email, password: demoClientPassword }).toString(),
      })
      return answer.statusCode === 303 ? 'open' : /<h1>([^<]+)/.exec(answer.body)?.[1]
    }
    expect(await signIn('sophie.l@exemple.fr')).toBe('open')
    expect(await signIn('jean.petit@exemple.fr')).toBe('open')
    expect(await signIn('karim.benali@exemple.fr')).toBe('Connexion au portail')
    expect(await signIn('nadia.rousseau@exemple.fr')).toBe('Votre compte est suspendu')
    expect(await signIn('luc.moreau@exemple.fr')).toBe('Validez votre adresse email')
  })

  it('has a client for each situation of the script', async () => {
    const { ask, signIn } = await openDemo()
    const { token } = await signIn('hotliner')
    const find = async (q: string) => {
      const { accounts } = (await ask('searchAccounts', { token, query: { q } })).json()
      expect(accounts).toHaveLength(1)
      return (await ask('readAccount', { token, params: { id: accounts[0].id } })).json()
    }
    expect(await find('sophie laurent')).toMatchObject({
      displayName: 'Sophie L.',
      state: 'active',
      emailValidated: true,
    })
    expect(await find('jean petit')).toMatchObject({ displayName: 'Jean P.', state: 'active' })
    expect(await find('karim')).toMatchObject({ state: 'locked' })
    expect(await find('nadia')).toMatchObject({ state: 'suspended' })
    expect(await find('luc moreau')).toMatchObject({ state: 'active', emailValidated: false })
    const odette = await find('odette')
    expect(odette).toMatchObject({ maskedEmail: null, maskedPhone: maskPhone('+33199000567') })
  })

  it('makes a search worth reading: several of a name', async () => {
    const { ask, signIn } = await openDemo()
    const { token } = await signIn('hotliner')
    const { accounts } = (await ask('searchAccounts', { token, query: { q: 'sophie' } })).json()
    expect(accounts.length).toBeGreaterThan(2)
    expect(demoClients.length).toBeGreaterThanOrEqual(36)
  })

  it('rings and writes to nobody real', () => {
    const addresses = demoClients.flatMap(({ email }) => email ?? [])
    for (const address of addresses) expect(address).toMatch(/^[a-z.-]+@(exemple\.fr|example\.org)$/)
    expect(new Set(addresses).size).toBe(addresses.length)
    for (const { email } of demoAgents) expect(email).toMatch(/@numi\.example$/)
    for (const { phone } of demoClients) if (phone) expect(phone).toMatch(/^\+33(63998|19900)\d{4}$/)
    expect(demoSettings('http://127.0.0.1:4400').hotline).toMatch(/^01 99 00 \d\d \d\d$/)
  })

  it('stands for Slack and for an SMS gateway: what the technical team is told is read with the other letters', async () => {
    const { server, db } = await openDemo()
    const base = await server.listen({ host: '127.0.0.1', port: 0 })
    const { slackWebhook, sms } = demoSettings(base).team
    if (slackWebhook === null || sms === null) throw new Error('The demonstration has both.')
    const alert = samples['team-alert']
    const tell = (carry: Carry, to: string) =>
      carry({ id: uuid(), traceId: null, notification: { ...alert, to } }, new Date())
    await tell(slackCarry(slackWebhook), 'Slack')
    await tell(smsCarry(sms), sms.phones[0] ?? '')
    const letters = await db
      .selectFrom('letter')
      .select(['channel', 'recipient', 'subject'])
      .orderBy('channel')
      .execute()
    expect(letters).toEqual([
      { channel: 'slack', recipient: 'Slack', subject: '*Incident majeur détecté – INC-MAJOR-001*' },
      { channel: 'sms', recipient: '+33639980747', subject: expect.stringContaining('Incident majeur détecté') },
    ])
    const page = await server.inject('/boite-aux-lettres')
    expect(page.body).toContain('<td>SMS</td>')
    const refused = await server.inject({ method: 'POST', url: '/demonstration/sms', payload: { to: 1 } })
    expect(refused.statusCode).toBe(400)
  })

  it('starts with no incident', async () => {
    const { db } = await openDemo()
    expect(await db.selectFrom('incident').select('id').execute()).toEqual([])
  })
})

describe('the services of the demonstration', () => {
  it('are the five of the source in public, and the mobile app', () => {
    const { services } = demoSettings('http://127.0.0.1:4400')
    expect(services.filter(({ isPublic }) => isPublic).map(({ name }) => name)).toEqual([
      'Hotline téléphonique',
      'Base de connaissance',
      'Portail client',
      'Réservation d’ateliers',
      'Notifications email',
    ])
    expect(services.filter(({ isPublic }) => !isPublic).map(({ id }) => id)).toEqual(['application-mobile'])
  })

  it('are truly observed: each is operational while its part works, and down once nobody listens', async () => {
    const { server, clock } = await openDemo()
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    const probes = demoSettings(address).services.flatMap((service) => service.probe ?? [])
    expect(probes).toHaveLength(6)
    for (const one of probes) expect(await probe(one, clock)).toMatchObject({ level: 'operational' })
    await server.close()
    for (const one of probes) expect(await probe(one, clock)).toMatchObject({ level: 'down' })
  })

  it('stop being operational when what they need is missing', async () => {
    const { db, server, clock } = await openDemo()
    const ask = async (id: string) => (await server.inject(`/demonstration/${id}`)).statusCode
    expect(await ask('hotline-telephonique')).toBe(200)
    await db.updateTable('user').set({ is_disabled: 1 }).where('role', '=', 'hotliner').execute()
    expect(await ask('hotline-telephonique')).toBe(503)

    expect(await ask('notifications-email')).toBe(200)
    await server.inject({
      method: 'POST',
      url: '/mot-de-passe-oublie',
      headers: { origin: 'http://127.0.0.1:4400', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'email=sophie.l%40exemple.fr',
    })
    expect(await ask('notifications-email')).toBe(200)
    clock.advance(121)
    expect(await ask('notifications-email')).toBe(503)
  })
})
