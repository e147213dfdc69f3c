import { expect, test } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import { clientPicked } from '#shared/flow/events.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { startCall } from './support/led-call.ts'
import { startRealBackend } from './support/real-backend.ts'
import { stationAt } from './support/workplace.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
  'base64',
)

test('on the backend itself: a locked account is unlocked on evidence, a ticket numbered, the call recorded', async () => {
  const station = await stationAt(await startRealBackend())
  const wrong = { email: 'lea@numi.example', password: 'autre' }
  expect(await errorOf(station, 'session.signIn', wrong)).toMatchObject({ code: 'invalid-credentials' })
  await get(station, 'session.signIn', { email: 'lea@numi.example', password: demoPassword })
  await stateWhere(station, ({ platform }) => platform.isLive)

  const { accounts } = await get(station, 'accounts.search', { q: 'benali' })
  const [karim] = accounts
  if (!karim) throw new Error('no client')
  const call = await startCall(station)
  const { event, values } = clientPicked(karim)
  await call.append(call.next(event), values)

  expect((await call.acts('check-platform@1')).output.incident).not.toBe('confirmed')
  expect((await call.acts('read-account@1')).output).toEqual({
    account: 'locked',
    emailValidated: 'yes',
    address: 'yes',
  })
  expect((await call.acts('send-identity-code@1')).output).toEqual({ identityCode: 'sent' })
  expect(await call.acts('attest-callback@1')).toMatchObject({
    output: { identity: 'verified' },
    values: { 'client.email': 'karim.benali@exemple.fr' },
  })
  expect((await call.acts('unlock-account@1')).output).toEqual({ unlock: 'done' })
  expect((await call.acts('read-account@1')).output).toMatchObject({ account: 'active' })

  await get(station, 'attachments.add', { callId: call.id, name: 'écran.png', bytes: png.toString('base64') })
  const filed = await call.acts('file-ticket@1')
  expect(filed.output).toEqual({ ticket: 'numbered' })
  expect(filed.values['ticket.number']).toMatch(/^INC-\d{8}-0001$/)
  await get(station, 'calls.setValue', { callId: call.id, key: 'urgentRequest', value: 'Atelier de demain' })
  await call.acts('add-to-ticket@1')
  await get(station, 'feedback.give', { subject: 'flow:bug-technique', isUseful: true, comment: '' })
  await call.answers('desk.end')

  const state = await stateWhere(station, ({ outbox }) => outbox.waiting === 0)
  expect(state).toMatchObject({ link: 'online', outbox: { refused: 0 } })
  const { rows } = await get(station, 'outbox.list', {})
  expect(rows.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
    'addition sent',
    'call sent',
    'feedback sent',
    'ticket sent',
  ])
})

test('a screen asks the backend itself: its roles decide, its words and the wrong fields come back', async () => {
  const station = await stationAt(await startRealBackend())
  await get(station, 'session.signIn', { email: 'lea@numi.example', password: demoPassword })
  await stateWhere(station, ({ platform }) => platform.isLive)
  const listing = await get(station, 'service.ask', { operation: 'listIncidents', input: { query: { state: 'all' } } })
  expect(listing.answer).toHaveProperty('incidents')
  const solution = {
    operation: 'solveTicket',
    input: { params: { id: crypto.randomUUID() }, body: { explanation: '' } },
  } as const
  const forbidden = await errorOf(station, 'service.ask', { ...solution, key: crypto.randomUUID() })
  expect(forbidden).toMatchObject({ code: 'refused', message: 'Votre rôle ne permet pas cette action.' })

  await get(station, 'session.signIn', { email: 'ines@numi.example', password: demoPassword })
  const wrong = await errorOf(station, 'service.ask', { ...solution, key: crypto.randomUUID() })
  expect(wrong.fields).toEqual([{ path: 'explanation', message: 'Ce champ est vide.' }])
  // A change without a body, and a file: what they name is looked for, so both were understood.
  const attach = {
    operation: 'attachTicket',
    input: { params: { id: crypto.randomUUID(), ticketId: crypto.randomUUID() } },
  } as const
  expect(await errorOf(station, 'service.ask', attach)).toMatchObject({ code: 'not-found' })
  const screenshot = { operation: 'readAttachment', params: { sha256: '0'.repeat(64) } } as const
  expect(await errorOf(station, 'service.file', screenshot)).toMatchObject({ code: 'not-found' })
  const unknown = { operation: 'openSession', input: {} } as never
  expect(await errorOf(station, 'service.ask', unknown)).toMatchObject({ code: 'invalid-input' })
})
