import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { demoPassword } from '#backend/demo/agents.ts'
import type {
  Result,
  Station,
  StationInput,
  StationOperationName,
  StationOutput,
  StationState,
} from '#shared/contracts/station.ts'

/** A folder of its own, gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'numi-crash-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Asks, and expects an answer. */
export async function get<N extends StationOperationName>(
  station: Station,
  name: N,
  input: StationInput<N>,
): Promise<StationOutput<N>> {
  const result: Result<StationOutput<N>> = await station.ask(name, input)
  if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.message}`)
  return result.value
}

export const signIn = (station: Station, email = 'lea@numi.example') =>
  get(station, 'session.signIn', { email, password: demoPassword })

/** Resolves with the first state, now or later, of which this holds; rejects when it does not come in time. */
export function stateWhere(
  station: Station,
  holds: (state: StationState) => boolean,
  withinMs: number,
): Promise<StationState> {
  return new Promise((resolve, reject) => {
    let last: StationState | null = null
    const late = setTimeout(() => {
      stop()
      reject(new Error(`not within ${withinMs} ms: ${JSON.stringify({ ...last, platform: null })}`))
    }, withinMs)
    const stop = station.watch((state) => {
      last = state
      if (!holds(state)) return
      clearTimeout(late)
      resolve(state)
      queueMicrotask(() => stop())
    })
  })
}
