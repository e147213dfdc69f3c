import type {
  Result,
  Station,
  StationError,
  StationInput,
  StationOperationName,
  StationOutput,
  StationState,
} from '#shared/contracts/station.ts'

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

/** Asks, and expects an error. */
export async function errorOf<N extends StationOperationName>(
  station: Station,
  name: N,
  input: StationInput<N>,
): Promise<StationError> {
  const result = await station.ask(name, input)
  if (result.ok) throw new Error(`${name} should have failed.`)
  return result.error
}

/** Resolves with the first state, now or later, of which this holds; rejects when it does not come in time. */
export function stateWhere(
  station: Station,
  holds: (state: StationState) => boolean,
  withinMs = 15_000,
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
