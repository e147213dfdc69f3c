// @vitest-environment jsdom
import { MessageChannel as NodeChannel } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import { connectByPort } from '../../../src/renderer/app/port-station.ts'

vi.stubGlobal('MessagePort', new NodeChannel().port1.constructor)

const say = (data: unknown, source: Window | null = window, ports: unknown[] = []) => {
  const event = new MessageEvent('message', { data, source })
  Object.defineProperty(event, 'ports', { value: ports })
  window.dispatchEvent(event)
}

test('the window says why its station did not open', async () => {
  const connected = connectByPort(() => {})
  say({ type: 'numi:lost', loss: 'store-damaged' })
  expect(await connected).toEqual({ loss: 'store-damaged' })
})

test('nothing but the preload, in this window, is believed', async () => {
  const connected = connectByPort(() => {})
  say({ type: 'numi:lost', loss: 'store-damaged' }, null)
  say({ type: 'numi:lost', loss: 'whatever' })
  say('numi:station', null, [new NodeChannel().port1])
  say({ type: 'numi:lost', loss: 'disk-full' })
  expect(await connected).toEqual({ loss: 'disk-full' })
})

test('a station that keeps ending is said so, whichever comes first', async () => {
  const { port1, port2 } = new NodeChannel()
  const losses: string[] = []
  const connected = connectByPort((loss) => losses.push(loss))
  say('numi:station', window, [port1])
  await connected
  say({ type: 'numi:lost', loss: 'keeps-ending' })
  port2.close()
  await vi.waitFor(() => expect(losses).toEqual(['keeps-ending', 'keeps-ending']))
})
