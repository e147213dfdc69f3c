// @vitest-environment jsdom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { startWebHost } from '../../../src/main/web/host.ts'
import { connectByWebSocket } from '../../../src/renderer/app/web-station.ts'
import { startContractBackend } from '../../main/station/support/contract-backend.ts'
import { stationAt } from '../../main/station/support/workplace.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

/** What Vitest calls the page. */
declare const jsdom: { reconfigure(to: { url: string }): void }

/** A socket that says, as a browser's does, which page opens it. */
class PageSocket extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { origin: window.location.origin })
    // A browser's fails quietly, and closes.
    this.on('error', () => {})
  }
}

beforeEach(() => {
  vi.stubGlobal('WebSocket', PageSocket)
  sessionStorage.clear()
})

/** The browser host itself, and the page opened at the address it printed. */
async function openPage() {
  const backend = await startContractBackend()
  onTestFinished(backend.stop)
  const host = await startWebHost(await stationAt(backend.url), temporaryFolder(), 0)
  onTestFinished(() => host.close())
  jsdom.reconfigure({ url: host.address })
  return host
}

async function connect(onLost = () => {}) {
  const connected = await connectByWebSocket(onLost)
  if (!('station' in connected)) throw new Error(`lost: ${connected.loss}`)
  return connected.station
}

test('the printed address opens the station, and its key leaves the address bar', async () => {
  await openPage()
  const station = await connect()
  expect(window.location.hash).toBe('')
  const told = new Promise((resolve) => station.watch(resolve))
  expect(await told).toMatchObject({ session: null, link: 'unknown' })
  expect(await station.ask('calls.list', {})).toMatchObject({ ok: false, error: { code: 'not-signed-in' } })
})

test('a reload enters again; another tab at the same address does not', async () => {
  const host = await openPage()
  await connect()
  await connect()

  sessionStorage.clear()
  jsdom.reconfigure({ url: host.address })
  expect(await connectByWebSocket(() => {})).toEqual({ loss: 'key-spent' })
})

test('a tab that is in stays in when the spent address is opened in it again', async () => {
  const host = await openPage()
  await connect()
  jsdom.reconfigure({ url: host.address })
  await connect()
})

test('a host that ends is told once, and what was asked of it fails in words', async () => {
  const host = await openPage()
  const onLost = vi.fn()
  const lost = new Promise((resolve) => onLost.mockImplementation(resolve))
  const station = await connect(onLost)
  await host.close()
  expect(await lost).toBe('ended')
  expect(await station.ask('calls.list', {})).toMatchObject({ ok: false, error: { code: 'internal-error' } })
  expect(onLost).toHaveBeenCalledTimes(1)
})

test('where nothing listens, the page says that the station did not start', async () => {
  const host = await openPage()
  await host.close()
  expect(await connectByWebSocket(() => {})).toEqual({ loss: 'not-started' })
})
