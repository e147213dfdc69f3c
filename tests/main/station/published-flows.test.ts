import { expect, onTestFinished, test, vi } from 'vitest'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { openStation } from '#station/station.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { get, stateWhere } from './support/ask.ts'
import { refuses, startContractBackend } from './support/contract-backend.ts'
import { signIn, writeFlow } from './support/workplace.ts'

async function openDesk() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const flowsDir = temporaryFolder()
  const dataDir = temporaryFolder()
  writeFlow(flowsDir, smallFlow())
  const open = async (apiUrl = backend.url) => {
    const station = await openStation({ dataDir, flowsDir, apiUrl })
    onTestFinished(() => station.close())
    await signIn(station)
    return station
  }
  const station = await open()
  const current = () => get(station, 'flows.current', { flowId: 'small' })
  const start = async (on = station) =>
    (await get(on, 'calls.start', { flowId: 'small', channel: 'written' })).definition.version
  return { ...{ backend, station, open, current, start }, untilVersion: (version: number) => until(current, version) }
}

const until = (current: () => Promise<{ definition: FlowDefinition }>, version: number) =>
  vi.waitFor(async () => expect((await current()).definition.version).toBe(version), { timeout: 15_000, interval: 20 })

const version = (number: number): FlowDefinition => ({ ...smallFlow(), version: number })

/** One that says a variable before it is known. */
function unproven(): FlowDefinition {
  const flow = version(2)
  const words = flow.script.steps.greet
  if (words) words.say = 'Votre numéro : [NUMERO_INCIDENT].'
  return flow
}

test('the next call has what is published, also without network; a call in progress keeps what it was started with', async () => {
  const desk = await openDesk()
  const { call } = await get(desk.station, 'calls.start', { flowId: 'small', channel: 'written' })
  desk.backend.publishes(version(2))
  await desk.untilVersion(2)
  expect(await desk.start()).toBe(2)
  expect((await get(desk.station, 'calls.open', { callId: call.id })).definition.version).toBe(1)

  await desk.station.close()
  await desk.backend.stop()
  expect(await desk.start(await desk.open())).toBe(2)
})

test('what was published and is withdrawn leaves the script that came with the application', async () => {
  const desk = await openDesk()
  desk.backend.publishes(version(2))
  await desk.untilVersion(2)
  desk.backend.publishes(null)
  await desk.untilVersion(1)
})

test('a version that is not proven here is refused, and says so; the one before stays', async () => {
  const desk = await openDesk()
  desk.backend.publishes(unproven())
  await vi.waitFor(async () => expect((await desk.current()).refusal).toContain('NUMERO_INCIDENT'), { timeout: 15_000 })
  expect(await desk.start()).toBe(1)
  desk.backend.publishes(version(3))
  await desk.untilVersion(3)
  expect((await desk.current()).refusal).toBeNull()
})

test('what is received and is not what was announced is refused', async () => {
  const desk = await openDesk()
  desk.backend.publishes(version(2), 'f'.repeat(64))
  await vi.waitFor(async () => expect((await desk.current()).refusal).toContain('n’est pas ce qui est annoncé'), {
    timeout: 15_000,
  })
  expect(await desk.start()).toBe(1)
})

test('what the network cut is fetched again', async () => {
  const desk = await openDesk()
  desk.backend.next('readFlowDefinition', 'cut', refuses('unavailable'))
  desk.backend.publishes(version(2))
  await desk.untilVersion(2)
})

test('what is published while another version is being fetched, and refused, is fetched all the same', async () => {
  const { backend, station, untilVersion } = await openDesk()
  await stateWhere(station, ({ link }) => link === 'online')
  const { promise, resolve } = Promise.withResolvers<void>()
  backend.next('readFlowDefinition', async () => {
    await promise
    return refuses('not-found')
  })
  backend.publishes(version(2))
  await backend.until(() => backend.of('readFlowDefinition').length === 1)
  backend.publishes(version(3))
  // Said on the same feed, after it: heard, both are.
  backend.changes('tickets')
  await stateWhere(station, ({ desk }) => desk.tickets > 0)
  resolve()
  await untilVersion(3)
})
