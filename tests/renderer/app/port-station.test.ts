// @vitest-environment jsdom
import { MessageChannel as NodeChannel } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { connectByPort } from '../../../src/renderer/app/port-station.ts'
import { eventually } from '../../eventually.ts'

vi.stubGlobal('MessagePort', new NodeChannel().port1.constructor)

const say = (data: unknown, source: Window | null = window, ports: unknown[] = []) => {
  const event = new MessageEvent('message', { data, source })
  Object.defineProperty(event, 'ports', { value: ports })
  window.dispatchEvent(event)
}

test('the window says why its station did not open', async () => {
  const losses: string[] = []
  await connectByPort((loss) => losses.push(loss))
  say({ type: 'numi:lost', loss: 'store-damaged' })
  expect(losses).toEqual(['store-damaged'])
})

test('nothing but the preload, in this window, is believed', async () => {
  const losses: string[] = []
  await connectByPort((loss) => losses.push(loss))
  say({ type: 'numi:lost', loss: 'store-damaged' }, null)
  say({ type: 'numi:lost', loss: 'whatever' })
  say('numi:station', null, [new NodeChannel().port1])
  say({ type: 'numi:lost', loss: 'disk-full' })
  expect(losses).toEqual(['disk-full'])
})

test('what is asked while the station opens waits for it', async () => {
  const connected = await connectByPort(() => {})
  if (!('station' in connected)) throw new Error('no station')
  const answer = connected.station.ask('settings.read', {})
  const { port1, port2 } = new NodeChannel()
  port2.on('message', ({ id }) => port2.postMessage({ id, result: { ok: true, value: { settings: {} } } }))
  say('numi:station', window, [port1])
  expect(await answer).toEqual({ ok: true, value: { settings: {} } })
  port2.close()
})

test('a station that keeps ending is said so, whichever comes first', async () => {
  const { port1, port2 } = new NodeChannel()
  const losses: string[] = []
  const connected = connectByPort((loss) => losses.push(loss))
  say('numi:station', window, [port1])
  await connected
  say({ type: 'numi:lost', loss: 'keeps-ending' })
  port2.close()
  await eventually(() => expect(losses).toEqual(['keeps-ending', 'keeps-ending']))
})
