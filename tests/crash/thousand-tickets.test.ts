import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { demoAgents } from '#backend/demo/agents.ts'
import { get, stateWhere } from '../main/station/support/ask.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { startBackend } from './support/backend.ts'
import { Chance } from './support/chance.ts'
import { signIn } from './support/desk.ts'
import { extent, seed } from './support/extent.ts'
import { calm, Network, storm } from './support/network.ts'
import { leadCall } from './support/recorded-call.ts'
import { StationProcess } from './support/station-process.ts'
import { gapsIn } from './support/ticket-numbers.ts'

/** Whoever may record a call. */
const agents = demoAgents.filter(({ role }) => role !== 'technician')
const total = extent.stations * extent.ticketsEach
const image = Buffer.from([0xff, 0xd8, 0xff, ...Buffer.alloc(20_000, 7)])

test(`${extent.stations} stations file ${total} tickets through a network that delays, cuts, duplicates and reorders, to a backend killed over and over: each arrives once (seed ${seed})`, {
  timeout: 60_000 + total * 400,
}, async () => {
  const chance = new Chance(seed)
  const backend = await startBackend()
  onTestFinished(() => backend.remove())
  const network = await Network.start(backend.url, new Chance(seed + 1))
  onTestFinished(() => network.close())

  const processes: StationProcess[] = []
  for (let n = 0; n < extent.stations; n += 1) {
    const process = await StationProcess.open({ dataDir: temporaryFolder(), apiUrl: network.url })
    onTestFinished(() => process.kill())
    await signIn(process.station, agents[n % agents.length]?.email)
    processes.push(process)
  }

  network.weather = storm
  let isStormy = true
  onTestFinished(() => {
    isStormy = false
    return killings
  })
  let kills = 0
  const killings = (async () => {
    while (isStormy) {
      await delay(500 + chance.below(2500))
      await backend.cut()
      kills += 1
      await delay(chance.below(800))
      await backend.resume()
    }
  })()

  const filed = await Promise.all(processes.map((process, n) => filesAll(process, new Chance(seed + 10 + n))))
  // What waits goes on trying through the storm.
  await delay(300 * extent.ticketsEach)
  isStormy = false
  await killings
  // The network comes back, for all of them at once.
  network.goDown()
  await Promise.all(processes.map(({ station }) => stateWhere(station, ({ link }) => link === 'offline', 60_000)))
  network.weather = calm
  network.isDown = false
  const states = await Promise.all(
    processes.map(({ station }) => stateWhere(station, ({ outbox }) => outbox.waiting === 0, 120_000)),
  )
  await network.settled()
  expect(states.map(({ outbox }) => outbox)).toEqual(states.map(() => ({ waiting: 0, refused: 0 })))

  const known = await Promise.all(processes.map(({ station }) => get(station, 'tickets.list', {})))
  await backend.cut()
  const tickets = backend.query<{ id: string; number: string }>('SELECT id, number FROM ticket ORDER BY number')
  expect(tickets.map(({ id }) => id).sort()).toEqual(filed.flat().sort())
  expect(tickets).toHaveLength(total)
  expect(gapsIn(tickets.map(({ number }) => number))).toEqual([])
  // What each station tells its agent is what the backend gave.
  const told = known.flatMap((one) => one.tickets.map(({ ticket, number }) => `${ticket.id} ${number}`))
  expect(told.sort()).toEqual(tickets.map(({ id, number }) => `${id} ${number}`).sort())
  const [calls] = backend.query<{ n: number }>('SELECT count(*) AS n FROM call')
  expect(calls?.n).toBe(total)
  console.log(`seed ${seed}: ${total} tickets, backend killed ${kills} times, network ${JSON.stringify(network.did)}`)
})

/** One agent's day, faster than life: every call ends with its ticket, one in five with a screenshot. */
async function filesAll({ station }: StationProcess, chance: Chance): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < extent.ticketsEach; n += 1) {
    ids.push(
      await leadCall(
        station,
        'page-blanche-escalade',
        { notes: `ticket ${n}`, 'contact.name': 'Sophie' },
        async (callId) => {
          if (n % 5 !== 0) return
          image.writeUInt32LE(n, 8)
          await get(station, 'attachments.add', { callId, name: 'capture.jpg', bytes: image.toString('base64') })
        },
      ),
    )
    await delay(chance.below(800))
  }
  return ids
}
