import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { JournalRecord } from '#shared/domain/call.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { errorOf, get } from './support/ask.ts'
import { agents, type ContractBackend, refuses, startContractBackend } from './support/contract-backend.ts'
import { leadCall, startCall } from './support/led-call.ts'
import { flowsFolder, signIn, stationAt } from './support/workplace.ts'

async function openDesk() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  return { backend, station, dataDir }
}

const quiet = { incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' }

test('a record is kept only as the next one', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const first = call.next({ type: 'desk.note' })
  expect(await errorOf(station, 'calls.append', { record: { ...first, seq: 2 } })).toMatchObject({
    code: 'out-of-order',
  })
  await call.append(first)
  const { journal } = await get(station, 'calls.open', { callId: call.id })
  expect(journal).toEqual([first])
})

test('of two windows on one call, the second to answer a step is told', async () => {
  const { station } = await openDesk()
  const one = await startCall(station)
  const other = await leadCall(station, one.id)
  const answer = await one.answers('desk.note')
  const late = other.next({ type: 'desk.solved' })
  expect(await errorOf(station, 'calls.append', { record: late })).toEqual({
    code: 'out-of-order',
    message: 'Cet appel a avancé dans une autre fenêtre.',
  })
  const { journal } = await get(station, 'calls.open', { callId: one.id })
  expect(journal).toEqual([answer])
})

test('the same record again gets the same answer and changes nothing; another under its id is refused', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const record = await call.answers('desk.note', { page: 'Accueil' })
  await get(station, 'calls.setValue', { callId: call.id, key: 'page', value: 'Ateliers' })

  expect(await get(station, 'calls.append', { record, values: { page: 'Accueil' } })).toEqual({ seq: 1 })
  const forged = { ...record, event: { type: 'desk.solved' } }
  expect(await errorOf(station, 'calls.append', { record: forged })).toMatchObject({ code: 'invalid-input' })
  const { journal, values } = await get(station, 'calls.open', { callId: call.id })
  expect(journal).toEqual([record])
  expect(values).toEqual({ page: 'Ateliers' })
})

describe('the station judges what its script allows, whatever the screen says', () => {
  const refused = (type: string, why: string) => ({
    code: 'unexpected-event',
    message: `Le script de cet appel ne permet pas cela à cette étape. Rien n’a été ajouté à l’appel. (« ${type} » : ${why})`,
  })
  type Led = Awaited<ReturnType<typeof startCall>>
  const cases: [string, string, (call: Led) => JournalRecord, ReturnType<typeof refused>][] = [
    [
      'an answer that no step has',
      '',
      (call) => call.next({ type: 'desk.bogus' }),
      refused('desk.bogus', 'aucune transition ne le prend.'),
    ],
    [
      'an answer whose condition does not hold',
      '',
      (call) => call.next({ type: 'desk.end' }),
      refused('desk.end', 'aucune transition ne le prend.'),
    ],
    [
      'an answer that names another step',
      '',
      (call) => ({ ...call.next({ type: 'desk.note' }), stepId: 'file-ticket' }),
      refused('desk.note', 'l’appel en est à l’étape « desk ».'),
    ],
    [
      'an answer in the name of the platform',
      '',
      (call) => ({ ...call.next({ type: 'desk.note' }), origin: 'platform' }),
      refused('desk.note', 'son origine ne peut pas être « platform ».'),
    ],
    [
      'an answer that brings facts',
      '',
      (call) => call.next({ type: 'desk.note', facts: { ticket: 'numbered' } }),
      refused('desk.note', 'aucune transition ne le prend.'),
    ],
    [
      'a client with a fact that no client search finds',
      '',
      (call) => call.next({ type: 'client-picked', facts: { client: 'known', identity: 'verified' } }),
      refused('client-picked', 'aucune transition ne le prend.'),
    ],
    [
      'a result that nobody asked for',
      '',
      (call) => call.next({ type: 'xstate.done.actor.file-ticket', output: { ticket: 'numbered' } }, 'actor'),
      refused('xstate.done.actor.file-ticket', 'aucune transition ne le prend.'),
    ],
    [
      'a result of an act that was not announced',
      'file-ticket@1',
      (call) => call.next({ type: 'xstate.done.actor.file-ticket', output: { ticket: 'numbered' } }, 'actor'),
      refused('xstate.done.actor.file-ticket', 'rien ne l’avait annoncé.'),
    ],
    [
      'a result that its actor does not declare',
      'check-platform@1',
      (call) => call.next({ type: 'xstate.done.actor.check-platform', output: { incident: 'calm' } }, 'actor'),
      refused('xstate.done.actor.check-platform', 'aucune transition ne le prend.'),
    ],
    [
      'an act announced where nothing acts',
      '',
      (call) => call.intention('file-ticket@1'),
      refused('intention', 'rien n’agit ainsi à cette étape.'),
    ],
    [
      'another act than the step’s',
      'send-identity-code@1',
      (call) => call.intention('unlock-account@1'),
      refused('intention', 'rien n’agit ainsi à cette étape.'),
    ],
    [
      'an act of no registry',
      'file-ticket@1',
      (call) => call.next({ type: 'intention', actor: 'delete-everything@1', invoke: 'file-ticket' }, 'actor'),
      refused('intention', 'rien n’agit ainsi à cette étape.'),
    ],
    [
      'an answer taken back that was never given',
      'check-platform@1',
      (call) => call.next({ type: 'back', takesBack: randomUUID() }),
      refused('back', 'cette réponse ne peut pas être reprise.'),
    ],
  ]
  test.each(cases)('%s is refused in words, and the call goes on', async (_what, asked, forge, error) => {
    const { station } = await openDesk()
    const call = await startCall(station)
    if (asked) await call.asks(asked)
    const before = await get(station, 'calls.open', { callId: call.id })
    expect(await errorOf(station, 'calls.append', { record: forge(call), values: { notes: 'forgé' } })).toEqual(error)
    expect(await get(station, 'calls.open', { callId: call.id })).toEqual(before)
    expect(await get(station, 'outbox.list', {})).toEqual({ rows: [] })
    if (asked) await call.append(call.next({ type: `xstate.error.actor.${call.stepId()}` }, 'actor'))
    await call.answers('desk.note')
  })

  test('an act announced twice is announced once: there is one ticket', async () => {
    const { station } = await openDesk()
    const call = await startCall(station)
    const { eventId } = await call.intends('file-ticket@1')
    expect(await errorOf(station, 'calls.append', { record: call.intention('file-ticket@1') })).toEqual(
      refused('intention', 'ce qui agit est déjà annoncé.'),
    )
    const rows = (await get(station, 'outbox.list', {})).rows
    expect(rows.map(({ id, kind }) => ({ id, kind }))).toEqual([{ id: eventId, kind: 'ticket' }])
  })

  test('an answer behind a ticket is not taken back', async () => {
    const { station } = await openDesk()
    const call = await startCall(station)
    const { eventId: takesBack } = await call.answers('desk.note')
    await call.files()
    expect(await errorOf(station, 'calls.append', { record: call.next({ type: 'back', takesBack }) })).toEqual(
      refused('back', 'cette réponse ne peut pas être reprise.'),
    )
  })

  test('an answer taken back stays so when the station starts again, and the call goes on from there', async () => {
    const { backend, station, dataDir } = await openDesk()
    const call = await startCall(station)
    const { eventId: takesBack } = await call.asks('check-platform@1')
    await call.append(call.next({ type: 'back', takesBack }))
    await call.answers('desk.note')
    await station.close()
    const again = await stationAt(backend.url, dataDir)
    await signIn(again)
    const resumed = await leadCall(again, call.id)
    const found = { type: 'xstate.done.actor.check-platform', output: quiet }
    expect(await errorOf(again, 'calls.append', { record: resumed.next(found, 'actor') })).toMatchObject({
      code: 'unexpected-event',
    })
    await resumed.asks('check-platform@1')
    await resumed.finds(quiet)
  })

  test('a screen cannot say that an account was unlocked when the service said no, or said nothing', async () => {
    const { backend, station } = await openDesk()
    backend.next('proveIdentity', refuses('not-applicable'))
    const call = await startCall(station)
    await call.picks({ client: 'known', address: 'yes' }, { 'account.id': agents.karim.user.id })
    const { eventId: key } = await call.intends('attest-callback@1')
    const claims = (identity: string) =>
      station.ask('calls.append', {
        record: call.next({ type: 'xstate.done.actor.attest-callback', output: { identity } }, 'actor'),
      })
    expect(await claims('verified')).toMatchObject({ ok: false, error: { code: 'unexpected-event' } })
    await get(station, 'calls.perform', { callId: call.id, actor: 'attest-callback@1', key })
    expect(await claims('verified')).toMatchObject({ ok: false, error: { code: 'unexpected-event' } })
    expect(await claims('refused')).toMatchObject({ ok: true })
  })

  test('a call ends as its script says and no other way', async () => {
    const { backend, station } = await openDesk()
    const call = await startCall(station)
    const record = call.next({ type: 'desk.note' })
    await station.ask('calls.append', { record, ends: 'resolved' } as never)
    expect((await get(station, 'calls.open', { callId: call.id })).call.endedAt).toBeNull()
    await (await leadCall(station, call.id)).answers('desk.solved')
    await backend.until(() => backend.of('recordCall').length === 1)
    expect(backend.of('recordCall')).toMatchObject([{ body: { call: { closing: 'resolved' } } }])
  })
})

test('nothing is added to a call that has ended', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  await call.answers('desk.solved')
  const callId = call.id
  expect(await errorOf(station, 'calls.append', { record: call.next({ type: 'desk.note' }) })).toMatchObject({
    code: 'call-ended',
  })
  expect(await errorOf(station, 'calls.setValue', { callId, key: 'notes', value: 'x' })).toMatchObject({
    code: 'call-ended',
  })
  expect(await errorOf(station, 'calls.park', { callId })).toMatchObject({ code: 'call-ended' })
  expect((await get(station, 'calls.open', { callId })).call).toMatchObject({ closing: 'resolved' })
  expect(await get(station, 'calls.list', {})).toEqual({ calls: [], leftOpen: [] })
})

test('an intention that cannot be written leaves neither a record nor a row behind', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const asked = await call.asks('file-ticket@1')
  const record = call.intention('file-ticket@1')
  const values = { 'contact.name': 'Paul', 'contact.email': 'paul chez laposte' }
  const error = await errorOf(station, 'calls.append', { record, values })
  expect(error).toEqual({
    code: 'invalid-input',
    message: 'À corriger avant de créer le signalement : adresse email du client.',
  })
  expect(await get(station, 'calls.open', { callId: call.id })).toMatchObject({ journal: [asked], values: {} })
  expect(await get(station, 'outbox.list', {})).toEqual({ rows: [] })
  await call.append(record, { ...values, 'contact.email': 'paul@laposte.net' })
})

test('what acts outside the call is performed only where the script acts, and after its own intention', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const { eventId } = await call.intends('send-identity-code@1')
  const perform = (actor: string, key: string | null) =>
    errorOf(station, 'calls.perform', { callId: call.id, actor, key })
  for (const key of [null, eventId])
    for (const actor of ['unlock-account@1', 'check-platform@1'])
      expect(await perform(actor, key)).toMatchObject({ code: 'unexpected-event' })
  for (const key of [null, randomUUID()])
    expect(await perform('send-identity-code@1', key)).toMatchObject({ code: 'invalid-input' })
})

test('another client on the call takes nothing of the one before', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  const known = { client: 'known', address: 'yes' }
  await call.picks(known, {
    ...{ 'account.id': 'a', 'client.firstName': 'Sophie', 'client.email': 'sophie@laposte.net', page: 'Accueil' },
  })
  await call.picks(known, { 'account.id': 'b', 'client.firstName': 'Jean' })
  const { values } = await get(station, 'calls.open', { callId: call.id })
  expect(values).toEqual({ 'account.id': 'b', 'client.firstName': 'Jean', page: 'Accueil' })
})

test('a call is parked, taken up again, and listed at the step where its journal leads', async () => {
  const { station } = await openDesk()
  const call = await startCall(station)
  await call.answers('desk.note', { 'client.displayName': 'Sophie L.' })
  await call.asks('check-platform@1')
  await get(station, 'calls.park', { callId: call.id })
  const { calls } = await get(station, 'calls.list', {})
  expect(calls).toMatchObject([
    { clientName: 'Sophie L.', stepId: 'check-platform', call: { parkedAt: expect.any(String) } },
  ])
  await get(station, 'calls.resume', { callId: call.id })
  expect((await get(station, 'calls.open', { callId: call.id })).call.parkedAt).toBeNull()
  await call.finds(quiet)
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
