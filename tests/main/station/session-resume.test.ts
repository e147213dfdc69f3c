import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { openStation } from '#station/station.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get, stateWhere } from './support/ask.ts'
import { agents, startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { flowsFolder, signIn, stationAt } from './support/workplace.ts'

afterEach(() => vi.useRealTimers())

/** A station that ended while Léa was leading a call. */
async function endedInCall() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const dataDir = temporaryFolder()
  const station = await stationAt(backend.url, dataDir)
  await signIn(station)
  const call = await startCall(station)
  await station.close()
  return { backend, dataDir, callId: call.id }
}

async function resumed(apiUrl: string, dataDir: string, signedIn: string) {
  const station = await openStation({ dataDir, flowsDir: flowsFolder(), apiUrl, signedIn })
  onTestFinished(() => station.close())
  return station
}

test('after a station ended by itself, the agent goes on with their call, and the backend confirms it', async () => {
  const { backend, dataDir, callId } = await endedInCall()
  const station = await resumed(backend.url, dataDir, agents.lea.user.id)
  expect((await get(station, 'calls.list', {})).calls).toMatchObject([{ call: { id: callId } }])
  await stateWhere(station, ({ session }) => session?.isOffline === false)
})

test('nobody whom this workplace does not know is let in', async () => {
  const { backend, dataDir } = await endedInCall()
  const station = await resumed(backend.url, dataDir, agents.karim.user.id)
  expect((await get(station, 'station.state', {})).session).toBeNull()
})

test('it opens nothing that a sign-in without the backend would not', async () => {
  const { backend, dataDir } = await endedInCall()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 73 * 3600_000 })
  const station = await resumed(backend.url, dataDir, agents.lea.user.id)
  expect((await get(station, 'station.state', {})).session).toBeNull()
})
