import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { stationErrors } from '#shared/contracts/station-errors.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { CallPlayer } from '../../src/renderer/call/player.ts'
import type { TestBackend } from '../e2e/backend.ts'
import { get } from '../main/station/support/ask.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { startBackend } from './support/backend.ts'
import { Chance } from './support/chance.ts'
import { signIn } from './support/desk.ts'
import { extent, seed } from './support/extent.ts'
import { keptOf } from './support/kept.ts'
import { Ledger } from './support/ledger.ts'
import { Network } from './support/network.ts'
import { type Remains, remainsOf } from './support/remains.ts'
import { StationProcess } from './support/station-process.ts'
import { walk } from './support/walker.ts'

let backend: TestBackend
let network: Network
const chance = new Chance(seed)

beforeAll(async () => {
  backend = await startBackend()
  network = await Network.start(backend.url, new Chance(seed + 1))
  // A few lookups and writes fail, so that calls go everywhere.
  network.weather = { delayMs: 30, cutBefore: 0.02, cutAfter: 0.02, duplicated: 0.02, failed: 0.02 }
})
afterAll(async () => {
  await network.close()
  await backend.remove()
})

test(`a station killed ${extent.stationKills} times in mid-call loses nothing it acknowledged and goes on (seed ${seed})`, {
  timeout: 20_000 + extent.stationKills * 10_000,
}, async () => {
  const dataDir = temporaryFolder()
  const seen = { calls: 1, records: 0, offered: 0, committedUnsaid: 0, resumedActors: 0, sameKey: 0 }
  let process = await opens(dataDir)
  let ledger = await starts(process)
  for (let kill = 1; kill <= extent.stationKills; kill += 1) {
    const dying = process
    const { player, resumed } = await takesUp(dying, ledger)
    if (resumed) seen.resumedActors += 1
    if (resumed === 'same key') seen.sameKey += 1

    const isKilled = killsAtRandom(dying)
    const walked = walk(player, ledger.witness(dying.station), chance, () => dying.isKilled).then(() => dying.kill())
    await Promise.race([isKilled, walked])
    player.close()
    const { flow, call } = player.store.getState()
    const remains = remainsOf(dataDir, call.id)
    expect(remains.integrity, `kill ${kill}`).toEqual(['ok'])
    const isEnded = fold(flow, call.channel, remains.journal).closing !== null
    expect(remains.isEnded, `kill ${kill}`).toBe(isEnded)
    expect(faultsOfOutbox(remains), `kill ${kill}`).toEqual([])

    if (chance.happens(0.1)) await StationProcess.openAndKill({ dataDir, apiUrl: network.url }, chance.below(250))
    process = await opens(dataDir)
    if (ledger.isAppending) seen.offered += 1
    const kept = await keptOf(process.station, call.id)
    expect(kept.journal).toEqual(remains.journal)
    const { faults, wasCommitted } = ledger.reconcile(kept)
    expect(faults, `kill ${kill}`).toEqual([])
    if (wasCommitted) seen.committedUnsaid += 1
    if (!isEnded) continue
    seen.records += kept.journal.length
    seen.calls += 1
    ledger = await starts(process)
  }
  await process.close()
  console.log(`seed ${seed}: ${extent.stationKills} kills`, JSON.stringify(seen), JSON.stringify(network.did))
})

/** Opens a call again as its screen does, and sees it stand at its step with what was under way under way again. */
async function takesUp(
  { station }: StationProcess,
  of: Ledger,
): Promise<{ player: CallPlayer; resumed: 'same key' | 'anew' | null }> {
  const open = await get(station, 'calls.open', { callId: of.callId })
  const folded = fold(compile(open.definition), open.call.channel, open.journal)
  const player = new CallPlayer(of.witness(station), open)
  expect(player.stepId).toBe(folded.stepId)
  const { invoke } = folded
  if (!invoke) return { player, resumed: null }

  await expect.poll(() => of.performed[0]?.actor, { timeout: 5000 }).toBe(invoke.src)
  const key = of.performed[0]?.key ?? null
  const pending = folded.pendingIntention(invoke.id)
  if (actorEntry(invoke.src)?.kind === 'lookup') expect(key).toBeNull()
  else if (pending) expect(key).toBe(pending.eventId)
  // Killed before its intention: it is announced now, then made.
  else expect(of.records.find(({ eventId }) => eventId === key)?.event.invoke).toBe(invoke.id)
  return { player, resumed: pending ? 'same key' : 'anew' }
}

/** A write is to be delivered from the moment it is intended, and once; so is a call from its end. */
function faultsOfOutbox({ journal, outbox, isEnded, callId }: Remains): string[] {
  const writes = journal.filter(({ event }) => event.actor && actorEntry(event.actor)?.kind === 'write')
  // Without an account or an address there is nobody to subscribe.
  const owed = writes.filter(({ event }) => event.actor !== 'subscribe@1').map(({ eventId }) => eventId)
  const allowed = [...writes.map(({ eventId }) => eventId), ...(isEnded ? [callId] : [])]
  return [
    ...[...owed, ...(isEnded ? [callId] : [])].filter((id) => !outbox.includes(id)).map((id) => `${id} is not to go`),
    ...outbox.filter((id) => !allowed.includes(id)).map((id) => `${id} goes, and nothing asked for it`),
    ...outbox.filter((id, index) => outbox.indexOf(id) !== index).map((id) => `${id} goes twice`),
  ]
}

test('a screen whose station dies under an answer says so, shows nothing that is not kept, and goes on with the next one', async () => {
  const dataDir = temporaryFolder()
  const before = await opens(dataDir)
  const { callId } = await starts(before)
  const player = new CallPlayer(before.station, await get(before.station, 'calls.open', { callId }))
  await player.answer('identify', 'identify.unknown-without-email')
  expect(player.stepId).toBe('greet')

  const killed = before.kill()
  void player.answer('greet', 'greet.confirm')
  await killed
  await expect
    .poll(() => player.store.getState().problem)
    .toEqual({
      error: { code: 'internal-error', message: stationErrors['internal-error'] },
      remedy: 'retry',
    })
  expect(player.stepId).toBe('greet')
  player.close()

  const after = await opens(dataDir)
  const again = new CallPlayer(after.station, await get(after.station, 'calls.open', { callId }))
  expect(again.stepId).toBe('greet')
  expect(await again.answer('greet', 'greet.confirm')).toBe(true)
  expect(again.stepId).toBe('describe')
  again.close()
})

/** Opens the station and signs in, through a network that fails now and then. */
async function opens(dataDir: string): Promise<StationProcess> {
  const opened = await StationProcess.open({ dataDir, apiUrl: network.url })
  onTestFinished(() => opened.kill())
  await expect.poll(() => signIn(opened.station).then(() => true, String), { timeout: 20_000 }).toBe(true)
  return opened
}

async function starts({ station }: StationProcess): Promise<Ledger> {
  const { call } = await get(station, 'calls.start', {
    flowId: 'bug-technique',
    channel: chance.pick(['phone', 'written']),
  })
  return new Ledger(call.id)
}

/** While something is on its way, or soon after, or after a while: never where the test would choose. */
function killsAtRandom(process: StationProcess): Promise<void> {
  const after = 1 + chance.below(40)
  const waitMs = chance.draw() * 4
  const limitMs = 50 + chance.below(1200)
  return new Promise((resolve) => {
    const kill = () => process.kill().then(resolve)
    const limit = setTimeout(kill, limitMs)
    const before = process.sent
    process.onSent((sent) => {
      if (sent !== before + after) return
      clearTimeout(limit)
      const until = performance.now() + waitMs
      // A timer knows whole milliseconds alone; a commit takes less.
      const wait = () => (performance.now() < until ? void setImmediate(wait) : void kill())
      wait()
    })
  })
}
