import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../../temporary-folder.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { agents, refuses, startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const lea = { email: agents.lea.user.email, password: agents.lea.password }
const hour = 3600_000

/** A workplace where Léa has signed in once, and whose backend is now away. */
async function backendAway() {
  const backend = await startContractBackend()
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const call = await startCall(station)
  await station.close()
  await backend.stop()
  return { url: backend.url, port: backend.port, dataDir, callId: call.id }
}

test('without the backend an agent opens their own space, and finds their call', async () => {
  const { url, dataDir, callId } = await backendAway()
  const station = await stationAt(url, dataDir)
  expect(await get(station, 'session.signIn', { ...lea, email: 'LEA@numi.support' })).toMatchObject({ isOffline: true })
  expect((await get(station, 'calls.list', {})).calls).toMatchObject([{ call: { id: callId } }])
  expect(await get(station, 'station.state', {})).toMatchObject({ link: 'offline', session: { isOffline: true } })
})

test('without the backend guesses made all at once are slowed down like the others', async () => {
  const { url, dataDir } = await backendAway()
  const station = await stationAt(url, dataDir)
  const codes = await Promise.all(
    Array.from({ length: 12 }, async (_, guess) => {
      const { code } = await errorOf(station, 'session.signIn', { ...lea, password: `essai ${guess}` })
      return code
    }),
  )
  expect(codes.filter((code) => code === 'invalid-credentials')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(7)
})

test('without the backend a wrong password is refused, and guessing is slowed down', async () => {
  const { url, dataDir } = await backendAway()
  const station = await stationAt(url, dataDir)
  const wrong = () => errorOf(station, 'session.signIn', { ...lea, password: 'bonsoir' })
  for (let tries = 0; tries < 5; tries += 1) expect(await wrong()).toMatchObject({ code: 'invalid-credentials' })
  expect(await wrong()).toMatchObject({ code: 'too-many-attempts' })
  expect(await errorOf(station, 'session.signIn', lea)).toMatchObject({ code: 'too-many-attempts' })
})

test('without the backend nobody else gets in, and after 72 hours neither does the agent', async () => {
  const { url, dataDir } = await backendAway()
  const station = await stationAt(url, dataDir)
  const karim = { email: agents.karim.user.email, password: agents.karim.password }
  expect(await errorOf(station, 'session.signIn', karim)).toMatchObject({ code: 'offline-sign-in-refused' })

  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: now + 71 * hour })
  await get(station, 'session.signIn', lea)
  vi.setSystemTime(now + 73 * hour)
  expect(await errorOf(station, 'session.signIn', lea)).toMatchObject({ code: 'offline-sign-in-refused' })
})

test('a clock set back does not give the 72 hours again', async () => {
  const { url, dataDir } = await backendAway()
  const station = await stationAt(url, dataDir)
  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: now + 71 * hour })
  await get(station, 'session.signIn', lea)
  vi.setSystemTime(now + 74 * hour)
  await get(station, 'session.signOut', {})
  vi.setSystemTime(now)
  expect(await errorOf(station, 'session.signIn', lea)).toMatchObject({ code: 'offline-sign-in-refused' })
})

test('a session opened offline is confirmed by itself when the backend is back', async () => {
  const { url, port, dataDir } = await backendAway()
  vi.spyOn(Math, 'random').mockReturnValue(0.1)
  const station = await stationAt(url, dataDir)
  await get(station, 'session.signIn', lea)
  const backend = await startContractBackend(port)
  onTestFinished(backend.stop)
  const state = await stateWhere(station, ({ session }) => session?.isOffline === false)
  expect(state.link).toBe('online')
  expect(backend.of('openSession')).toEqual([])
})

test('a session whose token the backend no longer takes goes on offline, and says so', async () => {
  const { url, port, dataDir } = await backendAway()
  vi.spyOn(Math, 'random').mockReturnValue(0.1)
  const backend = await startContractBackend(port)
  onTestFinished(backend.stop)
  const station = await stationAt(url, dataDir)
  await get(station, 'session.signIn', lea)
  backend.revoke('session-Léa-1')
  backend.cutFeeds()
  const state = await stateWhere(station, ({ session }) => session?.isOffline === true)
  expect(state).toMatchObject({ link: 'online', session: { user: { displayName: 'Léa M.' } } })
  expect(await errorOf(station, 'accounts.search', { q: 'sophie' })).toEqual({
    code: 'not-signed-in',
    message: 'Votre session auprès du service est expirée. Reconnectez-vous.',
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
})

test('the backend’s own refusals are told as they are', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const station = await stationAt(backend.url)
  expect(await errorOf(station, 'session.signIn', { ...lea, password: 'x' })).toMatchObject({
    code: 'invalid-credentials',
  })
  backend.next('openSession', refuses('too-many-attempts'))
  expect(await errorOf(station, 'session.signIn', lea)).toMatchObject({ code: 'too-many-attempts' })
})

test('signing out closes the session at the backend and keeps only what can deliver', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  await get(station, 'session.signOut', {})
  expect(backend.of('closeSession')).toMatchObject([{ token: 'session-Léa-1' }])
  expect(JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))).toEqual({
    'data-key': expect.any(String),
    [`delivery.${agents.lea.user.id}`]: 'delivery-Léa-1',
  })
  expect(await errorOf(station, 'calls.list', {})).toMatchObject({ code: 'not-signed-in' })
})

test('nobody sees another agent’s calls, tickets, captures, feedback or settings', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const station = await stationAt(backend.url)
  await signIn(station)
  const call = await startCall(station)
  const callId = call.id
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64')
  const { sha256 } = await get(station, 'attachments.add', { callId, name: 'a.jpg', bytes })
  const { eventId: id } = await call.intends('file-ticket@1')
  await get(station, 'settings.write', { key: 'keys', value: 'off' })
  const { ticket } = (await get(station, 'tickets.list', {})).tickets[0] ?? {}
  if (!ticket) throw new Error('no ticket')

  await signIn(station, 'karim')
  expect(await get(station, 'calls.list', {})).toEqual({ calls: [], leftOpen: [] })
  expect(await get(station, 'tickets.list', {})).toEqual({ tickets: [] })
  expect(await get(station, 'outbox.list', {})).toEqual({ rows: [] })
  expect(await get(station, 'settings.read', {})).toEqual({ settings: {} })
  const notFound = { code: 'not-found' }
  expect(await errorOf(station, 'calls.open', { callId })).toMatchObject(notFound)
  expect(await errorOf(station, 'calls.append', { record: call.next({ type: 'x' }) })).toMatchObject(notFound)
  expect(await errorOf(station, 'calls.setValue', { callId, key: 'notes', value: 'x' })).toMatchObject(notFound)
  expect(await errorOf(station, 'calls.park', { callId })).toMatchObject(notFound)
  expect(await errorOf(station, 'calls.resume', { callId })).toMatchObject(notFound)
  expect(await errorOf(station, 'calls.perform', { callId, actor: 'check-platform@1', key: null })).toMatchObject(
    notFound,
  )
  expect(await errorOf(station, 'attachments.add', { callId, name: 'b.jpg', bytes })).toMatchObject(notFound)
  expect(await errorOf(station, 'attachments.remove', { callId, sha256 })).toMatchObject(notFound)
  expect(await errorOf(station, 'attachments.read', { sha256 })).toMatchObject(notFound)
  expect(await errorOf(station, 'outbox.retry', { id })).toMatchObject(notFound)
  expect(await errorOf(station, 'tickets.correct', { ticket })).toMatchObject(notFound)
})
