import { expect, onTestFinished, test } from 'vitest'
import { demoAgents } from '#backend/demo/agents.ts'
import { stateWhere } from '../main/station/support/ask.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { startBackend } from './support/backend.ts'
import { Chance } from './support/chance.ts'
import { signIn } from './support/desk.ts'
import { extent, seed } from './support/extent.ts'
import { calm, Network } from './support/network.ts'
import { programs } from './support/programs.ts'
import { leadCall } from './support/recorded-call.ts'
import { StationProcess } from './support/station-process.ts'
import { gapsIn } from './support/ticket-numbers.ts'

/** Tickets are filed and received well before each moment, across it, and after it. */
const wellBeforeMs = 600_000
const acrossMs = 150

/** Written by hand, not computed: a day of Paris, from its first instant to the next day's. */
const nights = [
  {
    night: 'an ordinary midnight',
    moments: ['2026-01-15T23:00:00.000Z'],
    days: { '20260115': '2026-01-14T23:00:00.000Z', '20260116': '2026-01-15T23:00:00.000Z' },
  },
  {
    night: 'the night of 23 hours, 29 March 2026',
    moments: ['2026-03-28T23:00:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    days: {
      '20260328': '2026-03-27T23:00:00.000Z',
      '20260329': '2026-03-28T23:00:00.000Z',
      '20260330': '2026-03-29T22:00:00.000Z',
    },
  },
  {
    night: 'the night of 25 hours, 25 October 2026',
    moments: [
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    days: {
      '20261024': '2026-10-23T22:00:00.000Z',
      '20261025': '2026-10-24T22:00:00.000Z',
      '20261026': '2026-10-25T23:00:00.000Z',
    },
  },
]
const stations = Math.ceil(extent.stations / 4)
const each = Math.ceil(extent.ticketsEach / 3)

test.each(nights)(
  `numbers are those of the day in Paris, without gap, across $night (seed ${seed})`,
  async ({ moments, days }) => {
    const backend = await startBackend({}, programs.clockedBackend)
    onTestFinished(() => backend.remove())
    const network = await Network.start(backend.url, new Chance(seed))
    onTestFinished(() => network.close())
    const [first = ''] = moments
    await backend.tell({ at: before(first, wellBeforeMs) })

    const processes: StationProcess[] = []
    for (let n = 0; n < stations; n += 1) {
      const process = await StationProcess.open({ dataDir: temporaryFolder(), apiUrl: network.url })
      onTestFinished(() => process.kill())
      await signIn(process.station, demoAgents[n]?.email)
      processes.push(process)
    }
    network.weather = { ...calm, delayMs: 200, duplicated: 0.1 }
    let filed = 0
    const files = async (each: number) => {
      for (const { station } of processes)
        for (let n = 0; n < each; n += 1) await leadCall(station, 'page-blanche-escalade', { notes: `ticket ${n}` })
      filed += each * processes.length
    }
    const received = () =>
      Promise.all(processes.map(({ station }) => stateWhere(station, ({ outbox }) => outbox.waiting === 0, 40_000)))
    for (const moment of moments) {
      await backend.tell({ at: before(moment, wellBeforeMs) })
      await files(1)
      await received()
      await backend.tell({ at: before(moment, acrossMs) })
      await files(each)
      await received()
      await backend.tell({ at: before(moment, -wellBeforeMs) })
      await files(1)
      await received()
    }
    await network.settled()
    await backend.cut()

    const tickets = backend.query<{ number: string; at: string }>('SELECT number, received_at AS at FROM ticket')
    expect(tickets).toHaveLength(filed)
    expect(gapsIn(tickets.map(({ number }) => number))).toEqual([])
    for (const { number, at } of tickets) expect(`${number.slice(4, 12)} of ${at}`).toBe(`${dayOf(at, days)} of ${at}`)
    // Tickets were received on both sides of every midnight.
    expect(new Set(tickets.map(({ number }) => number.slice(4, 12)))).toEqual(new Set(Object.keys(days)))
  },
)

const before = (moment: string, ms: number) => new Date(Date.parse(moment) - ms).toISOString()

const dayOf = (at: string, days: Record<string, string>) =>
  Object.entries(days).findLast(([, start]) => start <= at)?.[0] ?? 'none'
