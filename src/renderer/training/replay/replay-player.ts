import { createActor } from 'xstate'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '#shared/domain/call.ts'
import { fold, persisted } from '#shared/flow/replay.ts'
import type { Frame } from '#shared/training/replay-frames.ts'
import { valuesAt } from '#shared/training/values-at.ts'
import type { CallState } from '../../call/call-state.ts'
import type { Player } from '../../call/player.ts'
import type { OpenedReplay } from './opened-replay.ts'

/**
 * Shows a recorded call as it stood at one of its frames, on the machine that led it: folded there, and left there. What
 * is looked up never comes back, nothing is written; an answer is only told, for whoever asks "et si…".
 */
export class ReplayPlayer implements Player {
  readonly store: StoreApi<CallState>
  readonly #frame: Frame
  readonly #onAnswer: (answerId: string) => void

  constructor({ call: recorded, flow }: OpenedReplay, frame: Frame, onAnswer: (answerId: string) => void) {
    const { id, flowId, flowHash, channel, startedAt, endedAt, closing } = recorded
    const journal = recorded.journal.slice(0, frame.length)
    const path = fold(flow, channel, journal)
    const { snapshot, closing: reached } = path
    const call: Call = {
      ...{ id, flowId, flowHash, channel, startedAt, agentId: nobody, parkedAt: null },
      endedAt: reached ? endedAt : null,
      closing: reached ? closing : null,
    }
    const machine = createActor(flow.machine, { snapshot: persisted(flow, snapshot) as never })
    this.#frame = frame
    this.#onAnswer = onAnswer
    this.store = createStore<CallState>(() => ({
      ...{ call, isReplay: true, flow, machine, journal, path, values: valuesAt(flow, recorded, frame.length) },
      ...{ secrets: {}, attachments: [], isAnswering: false, isSaved: true, problem: null },
    }))
    machine.start()
  }

  get stepId(): string {
    return this.#frame.stepId
  }

  elapsedMs(): number {
    return this.#frame.elapsedMs
  }

  async answer(_stepId: string, answerId: string): Promise<boolean> {
    this.#onAnswer(answerId)
    return false
  }

  identifyClient = refuse
  back = refuse
  park = refuse
  setValue = ignore
  setSecret = ignore
  retry = ignore
  flush = ignore

  close(): void {
    this.store.getState().machine.stop()
  }
}

/** Nobody's identity goes with a recorded call. */
const nobody = '00000000-0000-0000-0000-000000000000'

async function refuse(): Promise<boolean> {
  return false
}

/** Nothing of a recorded call is changed. */
function ignore(): void {}
