import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { type ContractBackend, startContractBackend } from './support/contract-backend.ts'
import {
  errorOf,
  flowsFolder,
  get,
  leadCall,
  signIn,
  startCall,
  stationAt,
  temporaryFolder,
} from './support/workplace.ts'

async function openDesk() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const station = await stationAt(backend.url)
  await signIn(station)
  return { backend, station }
}

test('a record is kept only as the next one', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const first = call.next({ type: 'greet.describe' })
  expect(await errorOf(station, 'calls.append', { record: { ...first, seq: 2 }, facts: {} })).toMatchObject({
    code: 'out-of-order',
  })
  await call.append(first)
  const { journal } = await get(station, 'calls.open', { callId: call.id })
  expect(journal).toEqual([first])
})

test('of two windows on one call, the second to answer a step is told', async () => {
  const { station } = await openDesk()
  const one = await startCall(station)
  const other = leadCall(station, one.id)
  const answer = await one.answers('greet.describe')
  const late = other.next({ type: 'caller-gone' })
  expect(await errorOf(station, 'calls.append', { record: late, facts: {} })).toEqual({
    code: 'out-of-order',
    message: 'Cet appel a avancé dans une autre fenêtre.',
  })
  const { journal } = await get(station, 'calls.open', { callId: one.id })
  expect(journal).toEqual([answer])
})

test('the same record again gets the same answer and changes nothing; another under its id is refused', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const record = await call.answers('greet.describe', { values: { page: 'Accueil' } })
  await get(station, 'calls.setValue', { callId: call.id, key: 'page', value: 'Ateliers' })

  expect(await get(station, 'calls.append', { record, values: { page: 'Accueil' }, facts: {} })).toEqual({ seq: 1 })
  const forged = { ...record, event: { type: 'caller-gone' } }
  expect(await errorOf(station, 'calls.append', { record: forged, facts: {} })).toMatchObject({ code: 'invalid-input' })
  const { journal, values } = await get(station, 'calls.open', { callId: call.id })
  expect(journal).toEqual([record])
  expect(values).toEqual({ page: 'Ateliers' })
})

test('nothing is added to a call that has ended', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  await call.answers('no-incident.works', { ends: 'resolved' })
  const callId = call.id
  expect(await errorOf(station, 'calls.append', { record: call.next({ type: 'x' }), facts: {} })).toMatchObject({
    code: 'call-ended',
  })
  expect(await errorOf(station, 'calls.setValue', { callId, key: 'notes', value: 'x' })).toMatchObject({
    code: 'call-ended',
  })
  expect(await errorOf(station, 'calls.park', { callId })).toMatchObject({ code: 'call-ended' })
  expect((await get(station, 'calls.open', { callId })).call).toMatchObject({ closing: 'resolved' })
  expect(await get(station, 'calls.list', {})).toEqual({ calls: [] })
})

test('an intention that cannot be written leaves neither a record nor a row behind', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const record = call.next({ type: 'intention', actor: 'file-ticket@1', invoke: 'file-ticket' }, 'actor')
  const values = { 'contact.name': 'Paul', 'contact.email': 'paul chez laposte' }
  const error = await errorOf(station, 'calls.append', { record, values, facts: {} })
  expect(error).toEqual({
    code: 'invalid-input',
    message: 'À corriger avant de créer le signalement : adresse email du client.',
  })
  expect((await get(station, 'calls.open', { callId: call.id })).journal).toEqual([])
  expect(await get(station, 'outbox.list', {})).toEqual({ rows: [] })
})

test('what acts outside the call is performed only after its own intention', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const { eventId } = await call.intends('send-identity-code@1', 'code')
  for (const key of [null, randomUUID(), eventId])
    expect(
      await errorOf(station, 'calls.perform', { callId: call.id, actor: 'unlock-account@1', key, facts: {} }),
    ).toMatchObject({ code: 'invalid-input' })
})

test('another client on the call takes nothing of the one before', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  await call.append(call.next({ type: 'client-picked' }), {
    values: { 'account.id': 'a', 'client.firstName': 'Sophie', 'client.email': 'sophie@laposte.net', page: 'Accueil' },
  })
  await call.append(call.next({ type: 'client-picked' }), {
    values: { 'account.id': 'b', 'client.firstName': 'Jean' },
  })
  const { values } = await get(station, 'calls.open', { callId: call.id })
  expect(values).toEqual({ 'account.id': 'b', 'client.firstName': 'Jean', page: 'Accueil' })
})

test('a call is parked, taken up again, and listed at the step where its journal leads', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  await call.answers('greet.describe', { values: { 'client.displayName': 'Sophie L.' } })
  await get(station, 'calls.park', { callId: call.id })
  const { calls } = await get(station, 'calls.list', {})
  expect(calls).toMatchObject([{ clientName: 'Sophie L.', stepId: 'check', call: { parkedAt: expect.any(String) } }])
  await get(station, 'calls.resume', { callId: call.id })
  expect((await get(station, 'calls.open', { callId: call.id })).call.parkedAt).toBeNull()
})

test('a station killed right after it acknowledged an answer still has it', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const acknowledged = await killedAfterAcknowledging(backend, dataDir, 20)

  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const { journal, values } = await get(station, 'calls.open', { callId: acknowledged.callId })
  expect(journal.map(({ eventId }) => eventId)).toEqual(expect.arrayContaining(acknowledged.eventIds))
  expect(Number(values.notes)).toBeGreaterThanOrEqual(acknowledged.eventIds.length)
  const rows = (await get(station, 'outbox.list', {})).rows.filter(({ kind }) => kind === 'ticket')
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged.tickets))
})

/** Starts a station in a process of its own that appends without end, and kills it after so many acknowledgements. */
async function killedAfterAcknowledging(backend: ContractBackend, dataDir: string, count: number) {
  const program = fileURLToPath(new URL('./support/appending-station.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir, flowsFolder(), backend.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += chunk
    if (printed.split('\n').length > count) break
  }
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  const lines = printed.split('\n').slice(0, -1)
  const said = lines.map((line) => JSON.parse(line) as { callId: string; eventId: string; isTicket: boolean })
  return {
    callId: said[0]?.callId ?? '',
    eventIds: said.map(({ eventId }) => eventId),
    tickets: said.filter(({ isTicket }) => isTicket).map(({ eventId }) => eventId),
  }
}
