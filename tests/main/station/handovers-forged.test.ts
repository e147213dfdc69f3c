import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { hashOf } from '#node/flows/read.ts'
import type { HandedCall } from '#shared/domain/handover.ts'
import { actsFlow } from './support/acts-flow.ts'
import { errorOf, get } from './support/ask.ts'
import { agents, startContractBackend } from './support/contract-backend.ts'
import { startCall } from './support/led-call.ts'
import { signIn, stationAt } from './support/workplace.ts'

test('a call that is taken brings nothing into another call of the workplace, whatever the service says', async () => {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const station = await stationAt(backend.url)
  await signIn(station)
  const led = await startCall(station)
  await led.answers('desk.note')

  const at = new Date().toISOString()
  const handed: HandedCall = {
    call: {
      ...{ id: randomUUID(), flowId: 'acts', flowHash: hashOf(actsFlow()), channel: 'phone' },
      ...{ agentId: agents.karim.user.id, startedAt: at, endedAt: null, closing: null, parkedAt: at },
    },
    journal: [led.next({ type: 'desk.note' })],
    values: {},
    attachments: [],
  }
  backend.usually('takeCall', () => ({ status: 200, body: handed }))
  backend.usually('readFlowDefinition', () => ({ status: 200, body: actsFlow() }))
  expect(await errorOf(station, 'handovers.take', { id: randomUUID() })).toMatchObject({
    message: 'Le journal reçu n’est pas celui de cet appel.',
  })
  expect((await get(station, 'calls.open', { callId: led.id })).journal).toHaveLength(1)
  await led.answers('desk.note')
})
