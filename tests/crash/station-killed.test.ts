import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { stationErrors } from '#shared/contracts/station.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { compile } from '#shared/flow/compile.ts'
import { fold } from '#shared/flow/replay.ts'
import { closingOf, stateAt, stepIdOf } from '#shared/flow/snapshot.ts'
import { CallPlayer } from '../../src/renderer/call/player.ts'
import { BackendProcess } from './support/backend-process.ts'
import { Chance } from './support/chance.ts'
import { get, signIn, temporaryFolder } from './support/desk.ts'
import { extent, seed } from './support/extent.ts'
import { Ledger } from './support/ledger.ts'
import { Network } from './support/network.ts'
import { remainsOf } from './support/remains.ts'
import { StationProcess } from './support/station-process.ts'
import { walk } from './support/walker.ts'

let backend: BackendProcess
let network: Network
const chance = new Chance(seed)

beforeAll(async () => {
  backend = await BackendProcess.start()
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
  const seen = { kills: 0, calls: 0, records: 0, offered: 0, committedUnsaid: 0, resumedActors: 0, sameKey: 0 }
  let ledger: Ledger | null = null
  for (let kill = 1; kill <= extent.stationKills; kill += 1) {
    if (chance.happens(0.1)) await StationProcess.openAndKill({ dataDir, apiUrl: network.url }, chance.below(250))
    const process = await StationProcess.open({ dataDir, apiUrl: network.url })
    await signsIn(process)
    const started: Ledger = ledger ?? (await starts(process))
    if (!ledger) seen.calls += 1
    ledger = started
    const player = await takesUp(process, started)

    const isKilled = killsAtRandom(process)
    await Promise.race([
      isKilled,
      walk(player, started.witness(process.station), chance, () => process.isKilled).then(() => process.kill()),
    ])
    player.close()

    const remains = remainsOf(dataDir, started.callId)
    expect(remains.integrity, `kill ${kill}`).toEqual(['ok'])
    if (started.isAppending) seen.offered += 1
    const { faults, wasCommitted } = started.reconcile(remains)
    expect(faults, `kill ${kill}`).toEqual([])
    if (wasCommitted) seen.committedUnsaid += 1
    const { flow, call } = player.store.getState()
    const { snapshot } = fold(flow, call.channel, remains.journal)
    const isEnded = closingOf(flow, snapshot) !== null
    expect(remains.isEnded, `kill ${kill}`).toBe(isEnded)
    // A write is to be delivered from the moment it is intended, once; an ended call likewise.
    const owed = remains.journal.filter(({ event }) => event.actor && actorEntry(event.actor)?.kind === 'write')
    for (const id of remains.outbox) expect([started.callId, ...owed.map(({ eventId }) => eventId)]).toContain(id)
    for (const { eventId, event } of owed) if (event.actor !== 'subscribe@1') expect(remains.outbox).toContain(eventId)
    expect(remains.outbox.includes(started.callId)).toBe(isEnded)
    expect(new Set(remains.outbox).size).toBe(remains.outbox.length)
    seen.kills += 1
    if (isEnded) {
      seen.records += remains.journal.length
      ledger = null
    }
  }
  console.log(`seed ${seed}:`, JSON.stringify(seen), JSON.stringify(network.did))

  async function takesUp(process: StationProcess, of: Ledger): Promise<CallPlayer> {
    const witness = of.witness(process.station)
    const open = await get(process.station, 'calls.open', { callId: of.callId })
    expect(open.journal).toEqual(of.records)
    expect(new Set(open.attachments.map(({ sha256 }) => sha256))).toEqual(of.attachments)
    const { snapshot, pendingIntention } = fold(compile(open.definition), open.call.channel, open.journal)
    const player = new CallPlayer(witness, open)
    expect(player.stepId).toBe(stepIdOf(player.store.getState().flow, snapshot))
    const invoke = stateAt(player.store.getState().flow, snapshot)?.config.invoke
    if (invoke) {
      const pending = pendingIntention(invoke.id)
      await expect.poll(() => of.performed[0]?.actor, { timeout: 5000 }).toBe(invoke.src)
      seen.resumedActors += 1
      if (actorEntry(invoke.src)?.kind === 'lookup') expect(of.performed[0]?.key).toBeNull()
      else expect(of.performed[0]?.key).toBe(pending?.eventId ?? of.records.at(-1)?.eventId)
      if (pending) seen.sameKey += 1
    }
    return player
  }
})

test('a screen whose station dies under an answer says so, shows nothing that is not kept, and goes on with the next one', async () => {
  const dataDir = temporaryFolder()
  const before = await StationProcess.open({ dataDir, apiUrl: network.url })
  await signsIn(before)
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

  const after = await StationProcess.open({ dataDir, apiUrl: network.url })
  onTestFinished(() => after.kill())
  await signsIn(after)
  const again = new CallPlayer(after.station, await get(after.station, 'calls.open', { callId }))
  expect(again.stepId).toBe('greet')
  expect(await again.answer('greet', 'greet.confirm')).toBe(true)
  expect(again.stepId).toBe('describe')
  again.close()
})

/** Through a network that fails now and then. */
async function signsIn({ station }: StationProcess): Promise<void> {
  await expect.poll(() => signIn(station).then(() => true, String), { timeout: 20_000 }).toBe(true)
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
