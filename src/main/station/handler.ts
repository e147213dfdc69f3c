import type { StationContract, StationOperationName, StationOutput, StationParsed } from '#shared/contracts/station.ts'
import type { User } from '#shared/domain/user.ts'

/** Who asks: an operation that needs a session is never run without one. */
type Asker<N extends StationOperationName> = StationContract[N]['needsSession'] extends false ? null : User

/** What one operation does with its parsed input; it throws a StationFailure to answer an error. */
export type Handler<N extends StationOperationName> = (
  input: StationParsed<N>,
  agent: Asker<N>,
) => StationOutput<N> | Promise<StationOutput<N>>

/** The handlers of one noun: `HandlersOf<'calls'>` is calls.start, calls.append… each of them. */
export type HandlersOf<Noun extends string> = {
  [N in Extract<StationOperationName, `${Noun}.${string}`>]: Handler<N>
}

export type Handlers = { [N in StationOperationName]: Handler<N> }
