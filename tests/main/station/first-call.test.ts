import { expect, onTestFinished, test } from 'vitest'
import { get, stateWhere } from './support/ask.ts'
import { startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

test('an agent signs in, leads a call, and its ticket reaches the backend under the intention’s id', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const station = await stationAt(backend.url)

  expect(await signIn(station)).toMatchObject({ user: { displayName: 'Léa M.' }, isOffline: false })
  const call = await startCall(station)
  await call.answers('desk.note', { page: 'Mes tickets', browser: 'Chrome 131' })
  const { key: eventId, ...performed } = await call.acts('file-ticket@1')

  expect(performed).toEqual({
    output: { ticket: 'numbered' },
    values: { 'ticket.id': eventId, 'ticket.number': 'INC-20251219-0001' },
  })
  const [filed] = backend.of('fileTicket')
  expect(filed).toMatchObject({ key: eventId, token: 'delivery-Léa-1' })
  expect(filed?.body).toMatchObject({ id: eventId, callId: call.id, page: 'Mes tickets', priority: 'high' })
  await stateWhere(station, (state) => state.outbox.waiting === 0)
  const { tickets } = await get(station, 'tickets.list', {})
  expect(tickets).toMatchObject([{ number: 'INC-20251219-0001', delivery: { state: 'sent', attempts: 1 } }])
})

test('what a known client leaves to be reached by goes to the team in the notes, never as the account’s address', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const station = await stationAt(backend.url)
  await signIn(station)
  const call = await startCall(station)
  const accountId = '0198a000-0000-7000-8000-00000000000a'
  const values = { 'account.id': accountId, 'contact.email': 'nouvelle@exemple.fr', notes: 'Client pressé.' }
  await call.answers('desk.note', values)
  await call.acts('file-ticket@1')

  expect(backend.of('fileTicket')[0]?.body).toMatchObject({
    accountId,
    contact: { email: null, phone: null },
    notes: 'Client pressé.\nÀ joindre autrement : nouvelle@exemple.fr.',
  })
})
