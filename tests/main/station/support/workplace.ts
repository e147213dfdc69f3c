import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { stringify } from 'yaml'
import type {
  Result,
  StationInput,
  StationOperationName,
  StationOutput,
  StationState,
} from '#shared/contracts/station.ts'
import type { JournalEvent, JournalRecord } from '#shared/domain/call.ts'
import { openStation, type StationHost } from '#station/station.ts'
import { smallFlow } from '../../../shared/flow/small-flow.ts'
import { agents } from './contract-backend.ts'

/** A folder of its own, gone when the test is over; or all the tests of a file, with `afterAll`. */
export function temporaryFolder(whenOver: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'numi-station-'))
  whenOver(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A flows folder with the small flow in it, as a station reads it. */
export function flowsFolder(whenOver: (clean: () => void) => void = onTestFinished): string {
  const folder = temporaryFolder(whenOver)
  const { machine, script, version } = smallFlow()
  mkdirSync(join(folder, 'small'))
  writeFileSync(join(folder, 'small', 'machine.json'), JSON.stringify(machine))
  writeFileSync(join(folder, 'small', 'script.fr.yaml'), stringify({ version, ...script }))
  return folder
}

/** A station on a folder; closed when the test is over. */
export async function stationAt(apiUrl: string, dataDir = temporaryFolder()): Promise<StationHost> {
  const station = await openStation({ dataDir, flowsDir: flowsFolder(), apiUrl })
  let closing: Promise<void> | null = null
  const host: StationHost = {
    ask: station.ask,
    watch: station.watch,
    close: () => {
      closing ??= station.close()
      return closing
    },
  }
  onTestFinished(() => host.close())
  return host
}

/** Asks, and expects an answer. */
export async function get<N extends StationOperationName>(
  station: StationHost,
  name: N,
  input: StationInput<N>,
): Promise<StationOutput<N>> {
  const result: Result<StationOutput<N>> = await station.ask(name, input)
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.message}`)
  return result.value
}

/** Asks, and expects an error. */
export async function errorOf<N extends StationOperationName>(station: StationHost, name: N, input: StationInput<N>) {
  const result = await station.ask(name, input)
  if (result.ok) throw new Error(`${name} should have failed.`)
  return result.error
}

export const signIn = (station: StationHost, who: keyof typeof agents = 'lea') =>
  get(station, 'session.signIn', { email: agents[who].user.email, password: agents[who].password })

/** Resolves with the first state, now or later, of which this holds. */
export function stateWhere(station: StationHost, holds: (state: StationState) => boolean): Promise<StationState> {
  return new Promise((resolve) => {
    const stop = station.watch((state) => {
      if (!holds(state)) return
      resolve(state)
      queueMicrotask(() => stop())
    })
  })
}

/** A call being led by hand: each thing that happens is appended as the next record. */
export async function startCall(station: StationHost) {
  const { call } = await get(station, 'calls.start', { flowId: 'small', channel: 'phone' })
  return leadCall(station, call.id)
}

export function leadCall(station: StationHost, callId: string, from = 0) {
  let seq = from
  const next = (event: JournalEvent, origin: JournalRecord['origin'] = 'agent'): JournalRecord => ({
    callId,
    seq: seq + 1,
    eventId: randomUUID(),
    stepId: 'greet',
    origin,
    at: new Date().toISOString(),
    elapsedMs: seq * 1000,
    event,
  })
  type Besides = { values?: Record<string, string>; facts?: Record<string, string>; ends?: 'resolved' | 'persisting' }
  async function append(record: JournalRecord, besides: Besides = {}) {
    await get(station, 'calls.append', { record, facts: {}, ...besides })
    seq = record.seq
    return record
  }
  return {
    id: callId,
    next,
    append,
    answers: (type: string, besides: Besides = {}) => append(next({ type }), besides),
    intends: (actor: string, invoke: string, besides: Besides = {}) =>
      append(next({ type: 'intention', actor, invoke }, 'actor'), besides),
  }
}
