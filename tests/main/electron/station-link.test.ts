import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { WebContents } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import { linkStation } from '../../../src/main/electron/station-link.ts'
import { eventually } from '../../eventually.ts'

/** The stations' processes that were started, as the main process sees them. */
const stations = vi.hoisted(() => [] as EventEmitter[])

vi.mock('electron', () => ({
  app: { isPackaged: false, getAppPath: () => '.' },
  MessageChannelMain: MessageChannel,
  utilityProcess: {
    fork() {
      const station = Object.assign(new EventEmitter(), {
        postMessage(message: { type: string }, ports: MessagePort[] = []) {
          for (const port of ports) port.close()
          if (message.type === 'close') station.emit('exit')
        },
        kill: () => station.emit('exit'),
      })
      stations.push(station)
      return station
    },
  },
}))

beforeEach(() => {
  stations.length = 0
})

const contents = { isDestroyed: () => false, postMessage: () => {} } as unknown as WebContents

function link() {
  const heard = { onState: vi.fn(), onRestart: vi.fn(), onLost: vi.fn() }
  const secrets = { get: async () => null, set: async () => {}, delete: async () => {} }
  return { heard, station: linkStation('poste', secrets, heard) }
}

test('where no station is left nobody is on call: what mends it may be looked for', async () => {
  const { station } = link()
  expect(await station.isOnCall()).toBe(false)
  const connecting = station.connect(contents)
  stations[0]?.emit('message', { type: 'lost', loss: 'store-damaged' })
  await connecting
  expect(await station.isOnCall()).toBe(false)
})

test('a station that was closed stays so, until a window asks: that one is started again should it end', async () => {
  const { station, heard } = link()
  const opened = async (at: number) => {
    const connecting = station.connect(contents)
    stations[at]?.emit('message', { type: 'opened' })
    await connecting
  }
  await opened(0)
  await station.close()
  expect(stations).toHaveLength(1)
  expect(heard.onRestart).not.toHaveBeenCalled()

  await opened(1)
  stations[1]?.emit('exit')
  await eventually(() => expect(heard.onRestart).toHaveBeenCalledTimes(1))
  expect(stations).toHaveLength(3)
})
