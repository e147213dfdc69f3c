import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { PlatformStatus } from '#shared/domain/platform.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { errorOf, get, stateWhere } from './support/ask.ts'
import { startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0.1)
})
afterEach(() => {
  vi.restoreAllMocks()
})

function allWell(at = new Date().toISOString()): PlatformStatus {
  const evidence = {
    level: 'operational',
    checkedAt: at,
    source: { kind: 'probe', name: 'https://numi.support' },
    validForSeconds: 120,
    note: null,
  } as const
  return { at, services: [{ id: 'portail', name: 'Portail client', isPublic: true, evidence }], incidents: [] }
}

async function openDesk() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  return { backend, dataDir, station }
}

const checkPlatform = async (station: Awaited<ReturnType<typeof stationAt>>) => {
  const call = await startCall(station)
  return call.acts('check-platform@1')
}

test('what the backend says is held, live, and read by the script', async () => {
  const { backend, station } = await openDesk()
  backend.says(allWell())
  await signIn(station)
  const { platform } = await stateWhere(station, (state) => state.platform.isLive)
  expect(platform.status?.services).toHaveLength(1)
  expect(platform.ageMs).toBeLessThan(5000)
  expect((await checkPlatform(station)).output).toMatchObject({ incident: 'none' })
})

test('what changes on the desk marks it, and all of it is marked once the feed is heard again', async () => {
  const { backend, station } = await openDesk()
  backend.says(allWell())
  await signIn(station)
  const { desk } = await stateWhere(station, (state) => state.platform.isLive)
  backend.changes('cactuses')
  backend.changes('tickets')
  const marked = await stateWhere(station, (state) => state.desk.tickets === desk.tickets + 1)
  expect(marked.desk).toEqual({ ...desk, tickets: desk.tickets + 1 })
  backend.cutFeeds()
  const back = await stateWhere(station, (state) => state.platform.isLive && state.desk.incidents > desk.incidents)
  expect(back.desk.templates).toBe(desk.templates + 1)
})

test('the script waits for a feed that is just connecting', async () => {
  const { backend, station } = await openDesk()
  await signIn(station)
  const asked = checkPlatform(station)
  backend.says(allWell())
  expect((await asked).output).toMatchObject({ incident: 'none' })
})

test('a feed that is cut makes the status stale at once and never green, and it comes back by itself', async () => {
  const { backend, station } = await openDesk()
  backend.says(allWell())
  await signIn(station)
  await stateWhere(station, (state) => state.platform.isLive)
  const stale = stateWhere(station, (state) => !state.platform.isLive)
  backend.cutFeeds()
  expect((await stale).platform.status?.services).toHaveLength(1)
  await stateWhere(station, (state) => state.platform.isLive)
})

test('with the backend away the script is told "unknown", and the last status keeps its age across a restart', async () => {
  const { backend, dataDir, station } = await openDesk()
  backend.says(allWell())
  await signIn(station)
  await stateWhere(station, (state) => state.platform.isLive)
  await station.close()
  await backend.stop()

  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: now + 600_000 })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const again = await stationAt(backend.url, dataDir)
  await signIn(again)
  const { platform } = await get(again, 'station.state', {})
  expect(platform).toMatchObject({ isLive: false, status: { services: [{ name: 'Portail client' }] } })
  expect(platform.ageMs).toBeGreaterThan(590_000)
  expect((await checkPlatform(again)).output).toEqual({
    incident: 'unknown',
    workaround: 'no',
    mobileApp: 'not-up',
    estimate: 'none',
  })
})

test('an incident declared during a call is told to whoever watches', async () => {
  const { backend, station } = await openDesk()
  backend.says(allWell())
  await signIn(station)
  await stateWhere(station, (state) => state.platform.isLive)
  const told = stateWhere(station, (state) => state.platform.status?.incidents.length === 1)
  const at = new Date().toISOString()
  backend.says({
    ...allWell(),
    incidents: [
      {
        id: '018f0000-0000-7000-8000-0000000000aa',
        kind: 'incident',
        number: 'INC-MAJOR-001',
        services: [{ id: 'portail', level: 'degraded' }],
        nature: 'Erreur 502 Bad Gateway',
        impact: 'Connexion impossible',
        affectedPercent: 80,
        startedAt: at,
        estimatedEndAt: null,
        cause: null,
        workarounds: [],
        team: null,
        state: 'investigating',
        declaredAt: at,
        resolvedAt: null,
        resolution: null,
        updatedAt: at,
        version: 1,
        notes: [],
      },
    ],
  })
  await told
  expect(await checkPlatform(station)).toMatchObject({
    output: { incident: 'confirmed', estimate: 'none' },
    values: { 'incident.service': 'Portail client', 'incident.impact': 'Connexion impossible' },
  })
})

test('the station is "offline" only after a real failure, and not for one request while the feed is heard', async () => {
  const { backend, station } = await openDesk()
  expect((await get(station, 'station.state', {})).link).toBe('unknown')
  backend.says(allWell())
  await signIn(station)
  await stateWhere(station, (state) => state.platform.isLive)
  backend.next('searchAccounts', 'cut')
  expect(await errorOf(station, 'accounts.search', { q: 'sophie' })).toMatchObject({ code: 'unreachable' })
  expect((await get(station, 'station.state', {})).link).toBe('online')
  await backend.stop()
  await stateWhere(station, (state) => state.link === 'offline')
})
