import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { agents, refuses, startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

// Retries come at once: how long they wait is not what is asked here.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('une capture'),
  Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
])

async function openDesk() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  return { backend, station, dataDir }
}
type Desk = Awaited<ReturnType<typeof openDesk>>

async function fileTicket({ station }: Desk, values: Record<string, string> = {}) {
  const call = await startCall(station)
  const { eventId } = await call.files(values)
  return { call, id: eventId }
}

const nothingWaits = ({ station }: Desk) => stateWhere(station, ({ outbox }) => outbox.waiting === 0)

test('a ticket whose answer was lost is sent again under the same key and made once', async () => {
  const desk = await openDesk()
  desk.backend.next('fileTicket', desk.backend.makesThenCuts, refuses('internal-error'), 'cut')
  const { id } = await fileTicket(desk)
  await nothingWaits(desk)

  const tries = desk.backend.of('fileTicket')
  expect(tries).toHaveLength(4)
  expect(new Set(tries.map(({ key }) => key))).toEqual(new Set([id]))
  expect([...desk.backend.tickets.keys()]).toEqual([id])
  const { tickets } = await get(desk.station, 'tickets.list', {})
  expect(tickets).toMatchObject([{ number: 'INC-20251219-0001', delivery: { state: 'sent', attempts: 4 } }])
})

test.each([
  ['too-many-attempts', 429],
  ['still-running', 409],
  ['unavailable', 503],
] as const)('an answer %s (%i) is asked again until it passes', async (code, _status) => {
  const desk = await openDesk()
  desk.backend.next('fileTicket', refuses(code), refuses(code))
  await fileTicket(desk)
  await nothingWaits(desk)
  expect(desk.backend.of('fileTicket')).toHaveLength(3)
})

test('the answer that ends a call is told before anything is done to send its record', async () => {
  const desk = await openDesk()
  const call = await startCall(desk.station)
  await call.answers('desk.solved')
  const { rows } = await get(desk.station, 'outbox.list', {})
  expect(rows).toMatchObject([{ id: call.id, state: 'waiting' }])
  await nothingWaits(desk)
  expect(desk.backend.of('recordCall')).toHaveLength(1)
})

test('a Retry-After is honoured, even when another row could go', async () => {
  const desk = await openDesk()
  desk.backend.next('fileTicket', refuses('too-many-attempts', { 'retry-after': '1' }))
  const before = performance.now()
  const { id } = await fileTicket(desk)
  await get(desk.station, 'feedback.give', { subject: 'faq:1', isUseful: true, comment: '' })
  await desk.backend.until(() => desk.backend.of('giveFeedback').length === 1)
  expect(desk.backend.tickets.has(id)).toBe(false)
  await nothingWaits(desk)
  expect(performance.now() - before).toBeGreaterThan(990)
})

test('a step said to be wrong without the network goes once it is back, after the script that showed it', async () => {
  const desk = await openDesk()
  const { hash, definition } = await get(desk.station, 'flows.current', { flowId: 'acts' })
  const step = { flowHash: hash, version: definition.version, stepId: 'browser', path: [] }
  const said = { subject: 'flow:acts', isUseful: false, comment: 'Edge manque', step }
  desk.backend.next('keepFlow', 'cut')
  desk.backend.next('giveFeedback', desk.backend.makesThenCuts, refuses('unavailable'))
  await get(desk.station, 'feedback.give', said)
  await nothingWaits(desk)

  const tries = desk.backend.of('giveFeedback')
  expect(tries).toHaveLength(3)
  expect(new Set(tries.map(({ key }) => key)).size).toBe(1)
  for (const { body } of tries) expect(body).toMatchObject(said)
  expect(desk.backend.of('keepFlow').map(({ params }) => params.hash)).toEqual([hash, hash])
})

test('a remark on a script that this workplace has forgotten goes all the same', async () => {
  const desk = await openDesk()
  const step = { flowHash: 'b'.repeat(64), version: 1, stepId: 'browser', path: [] }
  await get(desk.station, 'feedback.give', { subject: 'flow:acts', isUseful: false, comment: '', step })
  await nothingWaits(desk)
  expect(desk.backend.of('giveFeedback')).toHaveLength(1)
  expect(desk.backend.of('keepFlow')).toHaveLength(0)
})

test('a refused ticket says why, is corrected, and goes again under the same id and another key', async () => {
  const desk = await openDesk()
  desk.backend.next('fileTicket', {
    ...refuses('invalid-input'),
    body: {
      ...(refuses('invalid-input').body as object),
      fields: [{ path: 'contact.email', message: 'Cette adresse n’existe pas.' }],
    },
  })
  const { id } = await fileTicket(desk, { 'contact.name': 'Paul', 'contact.email': 'paul@laposte.ent' })
  await stateWhere(desk.station, ({ outbox }) => outbox.refused === 1)
  const [refused] = (await get(desk.station, 'tickets.list', {})).tickets
  expect(refused?.delivery).toMatchObject({
    state: 'refused',
    refusal: 'La demande est incomplète ou mal formée. contact.email : Cette adresse n’existe pas.',
  })

  const ticket: NewTicket = {
    ...(refused?.ticket as NewTicket),
    contact: { name: 'Paul', email: 'paul@laposte.net', phone: null },
  }
  await get(desk.station, 'tickets.correct', { ticket })
  await nothingWaits(desk)

  const [first, second] = desk.backend.of('fileTicket')
  expect(second?.body).toMatchObject({ id, contact: { email: 'paul@laposte.net' } })
  expect(second?.key).not.toBe(first?.key)
  expect([...desk.backend.tickets.keys()]).toEqual([id])
  expect(await errorOf(desk.station, 'tickets.correct', { ticket })).toMatchObject({
    code: 'invalid-input',
    message: 'Seul un signalement refusé peut être corrigé.',
  })
})

test('what was refused for good is kept, and goes again when it is asked', async () => {
  const desk = await openDesk()
  desk.backend.next('subscribe', refuses('not-applicable'))
  const call = await startCall(desk.station)
  await call.picks({ client: 'known', address: 'yes' }, { 'account.id': agents.karim.user.id })
  const { eventId: id } = await call.intends('subscribe@1', { 'incident.id': agents.lea.user.id })
  await stateWhere(desk.station, ({ outbox }) => outbox.refused === 1)
  await get(desk.station, 'outbox.retry', { id })
  await stateWhere(desk.station, ({ outbox }) => outbox.refused === 0 && outbox.waiting === 0)
  expect(desk.backend.of('subscribe').map(({ body }) => body)).toMatchObject([{ id }, { id }])
})

test('an addition waits for its ticket; a call record waits for nothing', async () => {
  const desk = await openDesk()
  desk.backend.next('fileTicket', refuses('invalid-input'))
  const { call, id } = await fileTicket(desk)
  await call.intends('add-to-ticket@1', { urgentRequest: 'Réserver l’atelier de demain' })
  await call.finds({ addition: 'queued' })
  await call.answers('desk.end')
  await desk.backend.until(() => desk.backend.of('recordCall').length === 1)
  await stateWhere(desk.station, ({ outbox }) => outbox.refused === 1 && outbox.waiting === 1)
  expect(desk.backend.of('addToTicket')).toEqual([])

  await get(desk.station, 'outbox.retry', { id })
  await nothingWaits(desk)
  expect(desk.backend.of('addToTicket')).toMatchObject([
    { params: { id }, body: { text: 'Réserver l’atelier de demain' } },
  ])
  const [record] = desk.backend.of('recordCall')
  expect(record).toMatchObject({
    params: { id: call.id },
    body: { call: { closing: 'persisting' }, journal: [1, 2, 3, 4, 5, 6, 7].map((seq) => ({ seq })) },
  })
})

test('screenshots go first, by content, and each once', async () => {
  const desk = await openDesk()
  const call = await startCall(desk.station)
  const added = await get(desk.station, 'attachments.add', {
    callId: call.id,
    name: 'écran.png',
    bytes: png.toString('base64'),
  })
  desk.backend.next('fileTicket', refuses('unavailable'))
  await call.files()
  await nothingWaits(desk)
  expect(desk.backend.seen.map(({ operation }) => operation).filter((one) => /Attach|Ticket/.test(one))).toEqual([
    'putAttachment',
    'fileTicket',
    'fileTicket',
  ])
  const [put] = desk.backend.of('putAttachment')
  expect(put).toMatchObject({ params: { sha256: added.sha256 }, body: png })
})

test('a screenshot taken off the call after its ticket was filed still goes with the ticket', async () => {
  const desk = await openDesk()
  desk.backend.next('putAttachment', refuses('unavailable'))
  const call = await startCall(desk.station)
  const { sha256 } = await get(desk.station, 'attachments.add', {
    callId: call.id,
    name: 'a.png',
    bytes: png.toString('base64'),
  })
  await call.files()
  await get(desk.station, 'attachments.remove', { callId: call.id, sha256 })
  await nothingWaits(desk)
  expect(desk.backend.of('putAttachment')).toHaveLength(2)
})

test('each agent’s work goes out under their own name, also while another is signed in', async () => {
  const desk = await openDesk()
  desk.backend.next('fileTicket', 'cut')
  vi.mocked(Math.random).mockReturnValue(0.999)
  const { id } = await fileTicket(desk)
  await desk.backend.until(() => desk.backend.of('fileTicket').length === 1)
  await get(desk.station, 'session.signOut', {})
  vi.mocked(Math.random).mockReturnValue(0)
  await signIn(desk.station, 'karim')
  await desk.backend.until(() => desk.backend.tickets.has(id))
  expect(desk.backend.of('fileTicket').at(-1)?.token).toBe('delivery-Léa-1')
  expect(await get(desk.station, 'tickets.list', {})).toEqual({ tickets: [] })
})

test('a revoked delivery token keeps the work waiting until its author signs in again', async () => {
  const desk = await openDesk()
  desk.backend.revoke('delivery-Léa-1')
  const { id } = await fileTicket(desk)
  await desk.backend.until(() => desk.backend.of('fileTicket').length === 1)
  expect((await get(desk.station, 'outbox.list', {})).rows).toMatchObject([
    { id, state: expect.not.stringMatching('refused') },
  ])
  await signIn(desk.station)
  await nothingWaits(desk)
  expect(desk.backend.of('fileTicket').map(({ token }) => token)).toEqual(['delivery-Léa-1', 'delivery-Léa-2'])
})

test('what was waiting when the station stopped goes when it starts again, before anybody signs in', async () => {
  const desk = await openDesk()
  desk.backend.usually('fileTicket', () => 'cut')
  vi.mocked(Math.random).mockReturnValue(0.999)
  const { id } = await fileTicket(desk)
  await desk.backend.until(() => desk.backend.of('fileTicket').length === 1)
  await desk.station.close()
  await desk.backend.stop()
  const again = await startContractBackend(desk.backend.port)
  onTestFinished(again.stop)
  await stationAt(again.url, desk.dataDir)
  await again.until(() => again.of('fileTicket').length === 1)
  expect([...again.tickets.keys()]).toEqual([id])
})

test('a call record is whole: what became known after the call ended is in it', async () => {
  const desk = await openDesk()
  desk.backend.next('recordCall', refuses('unavailable'))
  const { call } = await fileTicket(desk, { page: 'Accueil' })
  await nothingWaits(desk)
  await call.answers('desk.end', { notes: 'Client patient' })
  await nothingWaits(desk)
  expect(desk.backend.of('recordCall').at(-1)?.body).toMatchObject({
    values: { page: 'Accueil', notes: 'Client patient', 'ticket.number': 'INC-20251219-0001' },
  })
  // What the call was led with is made known before it, once.
  expect(desk.backend.of('keepFlow')).toHaveLength(1)
  const told = desk.backend.seen.map(({ operation }) => operation)
  expect(told.indexOf('keepFlow')).toBeLessThan(told.indexOf('recordCall'))
})

test('a number that comes between two tries of the call record does not make it another request', async () => {
  const desk = await openDesk()
  const { backend } = desk
  backend.next('fileTicket', async (seen) => {
    await backend.until(() => backend.of('recordCall').length === 1)
    return backend.asUsual(seen)
  })
  backend.next('recordCall', async (seen) => {
    await stateWhere(desk.station, ({ outbox }) => outbox.waiting === 1)
    return backend.makesThenCuts(seen)
  })
  const { call } = await fileTicket(desk)
  await call.answers('desk.solved')
  await nothingWaits(desk)
  const bodies = backend.of('recordCall').map(({ body }) => body)
  expect(bodies).toHaveLength(2)
  expect(bodies[1]).toEqual(bodies[0])
  expect((await get(desk.station, 'outbox.list', {})).rows).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
})
