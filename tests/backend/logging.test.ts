import { v7 as uuid } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { demoAgents, demoPassword } from '#backend/demo/agents.ts'
import { withoutPersonalData } from '#backend/logging/personal-data.ts'
import { type BackendProgram, signInTo, startProgram } from './backend-program.ts'
import { startSmtpSink } from './notifications/smtp-sink.ts'
import { newIncident, newTicket } from './samples.ts'

describe('a message for the log', () => {
  it.each([
    ['550 5.1.1 <sophie.l@exemple.fr>: user unknown', '550 5.1.1 <…@…>: user unknown'],
    ['Mail to "jean petit"@exemple.fr, jean@petit.example;', 'Mail to …@…, …@…;'],
    ['number +33639980012 is busy', 'number … is busy'],
    ['appeler le 06 39 98 00 12.', 'appeler le ….'],
    [`no session for ${'aB3_-'.repeat(9)}`, 'no session for …'],
    [
      'link 0190f000-0000-7000-8000-000000000001.aB3xyz-_9aB3xyz-_9aB3xyz-_9aB3xyz-_9 is over',
      'link 0190f000-0000-7000-8000-000000000001.… is over',
    ],
  ])('holds no address, number or token: %s', (message, logged) => {
    expect(withoutPersonalData(message)).toBe(logged)
  })

  it.each([
    'connect ECONNREFUSED 127.0.0.1:2525',
    'no such column: account.emails',
    'ticket 0190f000-0000-7000-8000-000000000001 is not there',
    'duplicate key value violates unique constraint "account_email_key"',
  ])('holds what is of use to mend it: %s', (message) => expect(withoutPersonalData(message)).toBe(message))
})

describe('over a whole story, from a forgotten password to a resolved incident', () => {
  it('the log names nobody, holds no secret, and each line can be read by a machine', async () => {
    const refused = 'karim.benali@exemple.fr'
    const sink = await startSmtpSink((to) => (to === refused ? 550 : null))
    const backend = await startProgram({ SMTP_URL: sink.url }, ['--demo'])
    const secrets = await play(backend)
    await vi.waitFor(() => expect(backend.printed()).toContain('notification not sent'), 10_000)
    await vi.waitFor(() => expect(sink.received.length).toBeGreaterThanOrEqual(2), 10_000)
    await backend.end('SIGTERM')

    const lines = backend
      .printed()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    const read: Record<string, unknown>[] = lines.map((line) => JSON.parse(line))
    const messages = read.map(({ msg }) => msg)
    for (const expected of ['answered', 'notification sent', 'notification not sent', 'stopping', 'stopped'])
      expect(messages).toContain(expected)
    for (const line of read.filter(({ msg }) => msg === 'answered')) expect(line.traceId).toMatch(/^[0-9a-f]{32}$/)

    const log = lines.join('\n').toLowerCase()
    for (const secret of secrets) expect(log).not.toContain(secret.toLowerCase())
    expect(log).not.toMatch(/[^\s"<]@[^\s">]+\.(fr|example)/)
    expect(log).not.toMatch(/scrypt|bearer/)
  }, 60_000)
})

/** Everything that somebody may do, well or badly. @returns what they said and were given, for nobody else to read */
async function play(backend: BackendProgram): Promise<string[]> {
  const [hotliner, , , , technician] = demoAgents
  if (!hotliner || !technician) throw new Error('The demonstration has no such agents.')
  const asHotliner = { email: hotliner.email, password: demoPassword }
  const form = (path: string, fields: Record<string, string>) =>
    fetch(backend.url + path, {
      method: 'POST',
      headers: { origin: backend.url },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })

  await backend.ask('/api/v1/sessions', { body: { email: hotliner.email, password: 'motdepasse-mal-tapé' } })
  const token = await signInTo(backend, asHotliner)
  const technicianToken = await signInTo(backend, { email: technician.email, password: demoPassword })
  await backend.ask('/api/v1/sessions/current', { token: 'jeton-qui-n-a-jamais-ete-donne-a-personne' })

  for (const q of ['Benali', '+33639980156', 'karim.benali@exemple.fr', '%_\\']) {
    await backend.ask(`/api/v1/accounts?q=${encodeURIComponent(q)}`, { token })
  }
  const found = await backend.ask('/api/v1/accounts?q=benali', { token })
  const { accounts } = (await found.json()) as { accounts: { id: string }[] }
  const accountId = accounts[0]?.id ?? ''
  const callId = uuid()
  const act = (path: string, body: object) => backend.ask(path, { token, key: uuid(), body })
  await act(`/api/v1/accounts/${accountId}/identity-codes`, { callId })
  await act(`/api/v1/accounts/${accountId}/identity-evidence`, { callId, method: 'code', code: '000001' })
  const attested = await act(`/api/v1/accounts/${accountId}/identity-evidence`, { callId, method: 'callback' })
  const { evidenceId } = (await attested.json()) as { evidenceId: string }
  await act(`/api/v1/accounts/${accountId}/unlock`, { callId, evidenceId })

  const ticket = newTicket({
    accountId,
    callId,
    notes: 'La voisine de Monsieur Tartempion rappellera',
    errorMessage: 'Bonjour Tartempion, erreur 500',
  })
  const stranger = newTicket({
    contact: { name: 'Amandine Inconnue', email: 'amandine@inconnue.example', phone: '+33639981234' },
  })
  for (const body of [
    ticket,
    stranger,
    { ...stranger, id: uuid(), contact: { name: 'Amandine Inconnue', email: 'amandine@' } },
  ])
    await backend.ask('/api/v1/tickets', { token, key: body.id, body })
  await fetch(`${backend.url}/api/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': uuid() },
    body: '{"contact": Amandine Inconnue',
  })
  await fetch(`${backend.url}/api/v1/attachments/amandine@inconnue.example`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
    body: 'Amandine',
  })
  const id = uuid()
  await fetch(`${backend.url}/api/v1/calls/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': uuid() },
    body: JSON.stringify({ call: { id }, journal: [], values: { notes: 'La voisine de Monsieur Tartempion' } }),
  })

  const declared = await backend.ask('/api/v1/incidents', {
    token: technicianToken,
    key: uuid(),
    body: newIncident({ nature: 'Panne chez Tartempion', affectedPercent: 80 }),
  })
  const incident = (await declared.json()) as { id: string; version: number }
  await act('/api/v1/subscriptions', { id: uuid(), incidentId: incident.id, accountId, callId })
  await backend.ask(`/api/v1/incidents/${incident.id}/resolution`, {
    token: technicianToken,
    key: uuid(),
    body: { version: incident.version, resolution: 'Redémarrage par Tartempion' },
  })

  await form('/mot-de-passe-oublie', { email: 'sophie.l@exemple.fr' })
  await form('/mot-de-passe-oublie', { email: 'Sophie Laurent' })
  const link = '0190f000-0000-7000-8000-000000000001.une-preuve-qui-ouvre-la-porte-d-un-compte'
  await backend.ask(`/nouveau-mot-de-passe/${link}`)
  await form(`/nouveau-mot-de-passe/${link}`, { password: 'la nouvelle phrase', again: 'la nouvelle phrase' })
  await backend.ask(`/api/v1/services/portail-client/heartbeat/une-cle-de-supervision-a-deviner`)
  await fetch(`${backend.url}/api/v1/services/portail-client/heartbeat/une-cle-de-supervision-a-deviner`, {
    method: 'POST',
  })
  await fetch(`${backend.url}/sophie.l@exemple.fr?nom=Tartempion`, { headers: { 'user-agent': 'Tartempion/1.0' } })
  await fetch(`${backend.url}/api/v1/tickets/%zzTartempion`)

  return [
    ...[
      token,
      technicianToken,
      demoPassword,
      'motdepasse-mal',
      'jeton-qui-n-a',
      'une-preuve',
      'une-cle-de-supervision',
    ],
    ...['benali', 'karim', '639980156', 'sophie', 'laurent', 'tartempion', 'amandine', '639981234', 'nouvelle phrase'],
    ...[hotliner.email, technician.email, hotliner.displayName, technician.displayName],
  ]
}
