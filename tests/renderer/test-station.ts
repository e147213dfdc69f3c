import type {
  Result,
  Station,
  StationInput,
  StationOperationName,
  StationOutput,
  StationState,
} from '#shared/contracts/station.ts'
import type { StationErrorCode } from '#shared/contracts/station-errors.ts'
import { stationErrors } from '#shared/contracts/station-errors.ts'

type Answers = {
  [N in StationOperationName]?: (input: StationInput<N>) => Result<StationOutput<N>> | Promise<Result<StationOutput<N>>>
}

export const agent = {
  id: '0190a000-0000-7000-8000-000000000001',
  email: 'lea.m@numi.support',
  displayName: 'Léa M.',
  role: 'hotliner',
} as const

/** A signed-in station, online, with nothing waiting and no status yet. */
export const quietState: StationState = {
  session: { user: agent, isOffline: false, mustSignIn: false },
  link: 'online',
  outbox: { waiting: 0, refused: 0 },
  platform: { status: null, isLive: true, ageMs: 0 },
  desk: { incidents: 0, tickets: 0, proposals: 0, postMortems: 0, templates: 0, handovers: 0 },
  damage: null,
  otherService: null,
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const failed = (code: StationErrorCode): Result<never> => ({
  ok: false,
  error: { code, message: stationErrors[code] },
})

/** A workplace of which nothing waits. */
export const about = {
  program: { version: '0.1.0', node: '24.21.0', electron: null, system: 'linux 6.8 x64' },
  address: 'https://api.numi.support',
  waits: { calls: 0, deliveries: 0 },
}

const usual: Answers = {
  'settings.read': () => ok({ settings: {} }),
  'settings.write': () => ok({}),
  'calls.list': () => ok({ calls: [], leftOpen: [] }),
  'tickets.list': () => ok({ tickets: [] }),
  'outbox.list': () => ok({ rows: [] }),
  'drafts.read': () => ok({ text: null }),
  'drafts.keep': () => ok({}),
  'drafts.forget': () => ok({}),
  'feedback.give': () => ok({}),
  'about.read': () => ok(about),
}

/** A station for one test: it answers as told, remembers what it was asked, and says what it is made to say. */
export class TestStation implements Station {
  readonly asked: { name: StationOperationName; input: unknown }[] = []
  readonly #listeners = new Set<(state: StationState) => void>()
  readonly #answers: Answers
  #state: StationState

  constructor(state: StationState = quietState, answers: Answers = {}) {
    this.#state = state
    this.#answers = { ...usual, ...answers }
  }

  async ask<N extends StationOperationName>(name: N, input: StationInput<N>): Promise<Result<StationOutput<N>>> {
    this.asked.push({ name, input })
    const answer = this.#answers[name]
    return answer ? answer(input) : failed('not-found')
  }

  watch(listener: (state: StationState) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#state)
    return () => this.#listeners.delete(listener)
  }

  /** Says a new state to whoever watches. */
  say(change: Partial<StationState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener(this.#state)
  }

  inputsOf(name: StationOperationName): unknown[] {
    return this.asked.filter((ask) => ask.name === name).map((ask) => ask.input)
  }
}
