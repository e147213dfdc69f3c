import type {
  Result,
  Station,
  StationInput,
  StationOperationName,
  StationOutput,
  StationState,
} from '#shared/contracts/station.ts'
import type { AccountCard } from '#shared/domain/account.ts'
import type { CallValues } from '#shared/domain/call.ts'
import type { User } from '#shared/domain/user.ts'
import type { Frame } from '#shared/training/replay-frames.ts'
import { statusThen } from '#shared/training/replay-platform.ts'
import { valuesAt } from '#shared/training/values-at.ts'
import { quietDesk } from '../quiet-desk.ts'
import type { OpenedReplay } from './opened-replay.ts'

/** What a call's screen hears of a workplace at each moment of a recorded call; it knows no other station. */
export class ReplayStation implements Station {
  readonly #replay: OpenedReplay
  readonly #agent: User
  readonly #listeners = new Set<(state: StationState) => void>()
  #frame: Frame

  constructor(replay: OpenedReplay, frame: Frame, agent: User) {
    this.#replay = replay
    this.#frame = frame
    this.#agent = agent
  }

  /** Another moment: whoever watches is told what the platform was then. */
  show(frame: Frame): void {
    this.#frame = frame
    for (const listener of this.#listeners) listener(this.#state())
  }

  ask<N extends StationOperationName>(name: N, _input: StationInput<N>): Promise<Result<StationOutput<N>>> {
    const card = cardOf(this.#values())
    const answers: { [K in StationOperationName]?: StationOutput<K> } = {
      ...(card && { 'accounts.read': card }),
      'tickets.list': { tickets: [] },
    }
    const answer = answers[name]
    // What was not recorded stays on its way: nothing is made up.
    return answer === undefined ? new Promise(() => {}) : Promise.resolve({ ok: true, value: answer })
  }

  watch(listener: (state: StationState) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#state())
    return () => this.#listeners.delete(listener)
  }

  #values(): CallValues {
    return valuesAt(this.#replay.flow, this.#replay.call, this.#frame.length)
  }

  #state(): StationState {
    const { call } = this.#replay
    const at = call.journal[this.#frame.length - 1]?.at ?? call.startedAt
    return {
      session: { user: this.#agent, isOffline: false, mustSignIn: false },
      link: 'online',
      outbox: { waiting: 0, refused: 0 },
      platform: statusThen(call, this.#values(), at),
      desk: quietDesk,
      damage: null,
      otherService: null,
    }
  }
}

/** The card as far as the call had read it; null: it had not. */
function cardOf(values: CallValues): AccountCard | null {
  const state = values['account.state']
  const id = values['account.id']
  if (!id || (state !== 'active' && state !== 'locked' && state !== 'suspended')) return null
  return {
    id,
    state,
    firstName: values['client.firstName'] ?? '',
    displayName: values['client.displayName'] ?? '',
    maskedEmail: values['client.maskedEmail'] || null,
    maskedPhone: values['client.maskedPhone'] || null,
    email: values['client.email'] || null,
    phone: null,
    emailValidated: values['account.emailValidated'] === 'yes',
    lastSignInAt: null,
    passwordChangedAt: null,
    tickets: [],
  }
}
