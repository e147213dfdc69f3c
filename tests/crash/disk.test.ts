import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stationErrors } from '#shared/contracts/station-errors.ts'
import { CallPlayer } from '../../src/renderer/call/player.ts'
import { get } from '../main/station/support/ask.ts'
import { Chance } from './support/chance.ts'
import { deskForAll } from './support/desk.ts'
import { seed } from './support/extent.ts'
import { keptOf } from './support/kept.ts'
import { Ledger } from './support/ledger.ts'
import { storedIn } from './support/remains.ts'
import { canMount, SmallDisk } from './support/small-disk.ts'
import { CannotOpen, StationProcess } from './support/station-process.ts'
import { walk } from './support/walker.ts'

const { apiUrl, openStation } = deskForAll()

test.skipIf(!canMount)(
  `a disk that fills up in mid-call is said, the same answer goes once there is room, and nothing is lost (needs root; seed ${seed})`,
  async () => {
    const disk = new SmallDisk('16m')
    const chance = new Chance(seed)
    const dataDir = join(disk.folder, 'poste')
    const { station } = await openStation(dataDir)
    let timesFull = 0
    while (timesFull < 3) {
      const { call, ...rest } = await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
      const ledger = new Ledger(call.id)
      const player = new CallPlayer(ledger.witness(station), { call, ...rest })
      disk.fill(30_000 + chance.below(60_000))
      // Typed over and over, as somebody who does not see that nothing is kept any more.
      while (!player.store.getState().problem) {
        player.setValue('notes', 'x'.repeat(1 + chance.below(3500)))
        player.flush()
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      expect(player.store.getState().problem).toEqual({
        error: { code: 'storage-failed', message: stationErrors['storage-failed'] },
        remedy: 'retry',
      })
      timesFull += 1
      disk.free()
      player.retry()
      await expect.poll(() => player.store.getState().isSaved).toBe(true)
      expect(player.store.getState().problem).toBeNull()
      await walk(player, ledger.witness(station), chance, () => false)
      player.close()
      const stored = storedIn(dataDir, call.id)
      expect(stored.integrity).toEqual(['ok'])
      expect(ledger.reconcile(await keptOf(station, call.id)).faults).toEqual([])
    }
  },
)

test.skipIf(!canMount)(
  'a workplace on a read-only disk says so and opens, whole, once it is writable again (needs root)',
  async () => {
    const disk = new SmallDisk('16m')
    const chance = new Chance(seed)
    const dataDir = join(disk.folder, 'poste')
    const before = await openStation(dataDir)
    const { call, ...rest } = await get(before.station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
    const ledger = new Ledger(call.id)
    const player = new CallPlayer(ledger.witness(before.station), { call, ...rest })
    let steps = 0
    await walk(player, ledger.witness(before.station), chance, () => ++steps > 12)
    player.close()
    await before.kill()

    disk.makeReadOnly(true)
    const refused = StationProcess.open({ dataDir, apiUrl: apiUrl() })
    await expect(refused).rejects.toThrow(CannotOpen)
    await expect(refused).rejects.toThrow(/ne peut pas enregistrer dans .* \(disque plein ou protégé \?\)/)

    disk.makeReadOnly(false)
    const after = await openStation(dataDir)
    const stored = storedIn(dataDir, call.id)
    expect(stored.integrity).toEqual(['ok'])
    expect(ledger.reconcile(await keptOf(after.station, call.id)).faults).toEqual([])
  },
)
