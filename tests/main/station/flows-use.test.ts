import { expect, onTestFinished, test } from 'vitest'
import { openStation } from '#station/station.ts'
import { smallFlow } from '../../shared/flow/small-flow.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { errorOf, get } from './support/ask.ts'
import { startContractBackend } from './support/contract-backend.ts'
import { signIn, writeFlow } from './support/workplace.ts'

async function openDesk() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const flowsDir = temporaryFolder()
  const dataDir = temporaryFolder()
  const write = (flow = smallFlow()) => writeFlow(flowsDir, flow)
  write()
  const open = async () => {
    const station = await openStation({ dataDir, flowsDir, apiUrl: backend.url })
    onTestFinished(() => station.close())
    await signIn(station)
    return station
  }
  return { open, write }
}

test('a call keeps the script it was started with, whatever becomes of the files', async () => {
  const desk = await openDesk()
  const before = await desk.open()
  const { call } = await get(before, 'calls.start', { flowId: 'small', channel: 'written' })
  const next = smallFlow()
  next.version = 2
  desk.write(next)

  const after = await desk.open()
  const kept = await get(after, 'calls.open', { callId: call.id })
  expect(kept.definition.version).toBe(1)
  const current = await get(after, 'flows.current', { flowId: 'small' })
  expect(current.definition.version).toBe(2)
  expect(current.hash).not.toBe(call.flowHash)
})

test('a script that cannot be proven starts no call, says why, and is read again once mended', async () => {
  const desk = await openDesk()
  const broken = smallFlow()
  const words = broken.script.steps.greet
  if (words) words.say = 'Votre numéro : [NUMERO_INCIDENT].'
  desk.write(broken)
  const station = await desk.open()
  const error = await errorOf(station, 'calls.start', { flowId: 'small', channel: 'phone' })
  expect(error).toMatchObject({ code: 'internal-error', message: expect.stringContaining('NUMERO_INCIDENT') })
  desk.write()
  await get(station, 'calls.start', { flowId: 'small', channel: 'phone' })
})

test('everybody that a script can be practised on comes with it; nobody where nothing did', async () => {
  const station = await (await openDesk()).open()
  expect(await get(station, 'flows.callers', { flowId: 'small' })).toEqual({ scenarios: [], cast: {}, words: {} })
  expect(await get(station, 'flows.callers', { flowId: '../small' })).toEqual({ scenarios: [], cast: {}, words: {} })
})

test('a script that is not on this workplace is not found, whatever its name', async () => {
  const station = await (await openDesk()).open()
  for (const flowId of ['other', '../small', '.', '__proto__'])
    expect(await errorOf(station, 'calls.start', { flowId, channel: 'phone' })).toMatchObject({ code: 'not-found' })
})
