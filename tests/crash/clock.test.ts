import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { CallPlayer } from '../../src/renderer/call/player.ts'
import { get, stateWhere } from '../main/station/support/ask.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { startBackend } from './support/backend.ts'
import { Chance } from './support/chance.ts'
import { signIn } from './support/desk.ts'
import { seed } from './support/extent.ts'
import { keptOf } from './support/kept.ts'
import { Ledger } from './support/ledger.ts'
import { Network } from './support/network.ts'
import { leadCall } from './support/recorded-call.ts'
import { storedIn } from './support/remains.ts'
import { StationProcess } from './support/station-process.ts'
import { walk } from './support/walker.ts'

const threeDaysMs = 3 * 24 * 3600_000

afterEach(() => {
  vi.useRealTimers()
})

async function openDesk() {
  const backend = await startBackend()
  onTestFinished(() => backend.remove())
  const network = await Network.start(backend.url, new Chance(seed))
  onTestFinished(() => network.close())
  const dataDir = temporaryFolder()
  const process = await StationProcess.open({ dataDir, apiUrl: network.url })
  onTestFinished(() => process.kill())
  await signIn(process.station)
  return { backend, network, dataDir, process, station: process.station }
}

/** On the whole machine: the station's process and the screen's. */
function setClockBack(process: StationProcess, ms: number): void {
  process.shiftClock(-ms)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - ms })
}

test(`a clock set back three days in mid-call changes nothing in the order of the journal, nor in the call's length (seed ${seed})`, async () => {
  const { dataDir, process, station } = await openDesk()
  const chance = new Chance(seed)
  const { call, ...rest } = await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
  const ledger = new Ledger(call.id)
  const player = new CallPlayer(ledger.witness(station), { call, ...rest })
  let actions = 0
  await walk(player, ledger.witness(station), chance, () => ++actions > 10)
  setClockBack(process, threeDaysMs)
  await walk(player, ledger.witness(station), chance, () => false)
  player.close()

  const stored = storedIn(dataDir, call.id)
  expect(stored.integrity).toEqual(['ok'])
  expect(ledger.reconcile(await keptOf(station, call.id)).faults).toEqual([])
  expect(stored.isEnded).toBe(true)
  const elapsed = stored.journal.map(({ elapsedMs }) => elapsedMs)
  expect(elapsed).toEqual([...elapsed].sort((a, b) => a - b))
  expect(elapsed.at(-1)).toBeLessThan(60_000)
})

test('what waited for a later hour goes at once when the clock is set back before it was written', async () => {
  const { backend, network, process, station } = await openDesk()
  network.goDown()
  await stateWhere(station, ({ link }) => link === 'offline', 30_000)
  const filed = [
    await leadCall(station, 'page-blanche-escalade', { notes: 'avant' }),
    await leadCall(station, 'page-blanche-escalade', { notes: 'avant aussi' }),
  ]
  // Tried at least once, and so put off to an hour of the old clock.
  await expect
    .poll(async () => (await get(station, 'outbox.list', {})).rows.some(({ attempts }) => attempts > 0), {
      timeout: 20_000,
    })
    .toBe(true)
  setClockBack(process, threeDaysMs)
  filed.push(await leadCall(station, 'page-blanche-escalade', { notes: 'après' }))
  network.isDown = false
  await stateWhere(station, ({ outbox }) => outbox.waiting === 0, 40_000)
  await backend.cut()
  expect(
    backend
      .query<{ id: string }>('SELECT id FROM ticket')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(filed.sort())
})
