import { expect, test } from 'vitest'
import type { Station } from '#shared/contracts/station.ts'
import { stationErrors } from '#shared/contracts/station-errors.ts'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { CallPlayer } from '../../src/renderer/call/player.ts'
import { get } from '../main/station/support/ask.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { Chance } from './support/chance.ts'
import { deskForAll } from './support/desk.ts'
import { seed } from './support/extent.ts'
import { Ledger } from './support/ledger.ts'
import { storedIn } from './support/remains.ts'
import { walk } from './support/walker.ts'

const { openStation } = deskForAll()

const opens = async (station: Station, callId: string) =>
  new CallPlayer(station, await get(station, 'calls.open', { callId }))

test('a window left behind is told that the call has advanced, and takes it up where it is', async () => {
  const { station } = await openStation(temporaryFolder())
  const { call } = await get(station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
  const [one, other] = [await opens(station, call.id), await opens(station, call.id)]
  expect(await one.answer('identify', 'identify.unknown-without-email')).toBe(true)

  void other.answer('identify', 'identify.unknown-with-email')
  await expect
    .poll(() => other.store.getState().problem)
    .toEqual({
      error: { code: 'out-of-order', message: stationErrors['out-of-order'] },
      remedy: 'reload',
    })
  expect(other.stepId).toBe('identify')
  const again = await opens(station, call.id)
  expect(again.stepId).toBe(one.stepId)
  for (const player of [one, other, again]) player.close()
})

test.each([
  { between: 'two windows of one station', stations: 1 },
  { between: 'two stations on one folder', stations: 2 },
])(
  `$between race for one call: each record is one window’s alone, and the call stays whole (seed ${seed})`,
  async ({ stations }) => {
    const dataDir = temporaryFolder()
    const first = await openStation(dataDir)
    const second = stations === 1 ? first : await openStation(dataDir)
    let raced = 0
    for (let n = 0; n < 5; n += 1) {
      const { call } = await get(first.station, 'calls.start', { flowId: 'bug-technique', channel: 'phone' })
      const acknowledged = (
        await Promise.all(
          [first, second].map(({ station }, k) => leads(station, call.id, new Chance(seed + 2 * n + k))),
        )
      ).flat()
      const stored = storedIn(dataDir, call.id)
      expect(stored.integrity).toEqual(['ok'])
      const bySeq = acknowledged.sort((a, b) => a.seq - b.seq)
      expect(stored.journal).toEqual(bySeq)
      const { definition } = await get(first.station, 'calls.open', { callId: call.id })
      fold(compile(definition), 'phone', stored.journal)
      const tickets = stored.journal.filter(({ event }) => event.actor === 'file-ticket@1')
      expect(tickets.length).toBeLessThanOrEqual(1)
      raced += acknowledged.length
    }
    expect(raced).toBeGreaterThan(10)
  },
)

/** One window that reopens the call each time the other has been faster, until it has ended. */
async function leads(station: Station, callId: string, chance: Chance) {
  const records = []
  for (;;) {
    const open = await get(station, 'calls.open', { callId })
    if (open.call.endedAt) return records
    const ledger = new Ledger(callId)
    const player = new CallPlayer(ledger.witness(station), open)
    const faster = new Promise<string>((resolve) => {
      player.store.subscribe(({ problem }) => problem && resolve(problem.error.code))
    })
    const walked = walk(player, ledger.witness(station), chance, () => player.store.getState().problem !== null)
    const outcome = await Promise.race([faster, walked.then(() => 'ended', String)])
    expect(['ended', 'out-of-order', 'call-ended']).toContain(outcome)
    player.close()
    records.push(...ledger.records)
  }
}
