import { v7 as uuid } from 'uuid'
import type {
  Result,
  Station,
  StationError,
  StationInput,
  StationOperationName,
  StationOutput,
  StationState,
} from '#shared/contracts/station.ts'
import { type StationErrorCode, stationErrors } from '#shared/contracts/station-errors.ts'
import type { Attachment } from '#shared/domain/attachment.ts'
import type { Call, CallValues, JournalRecord } from '#shared/domain/call.ts'
import type { User } from '#shared/domain/user.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { Fold, FoldError } from '#shared/flow/replay.ts'
import type { Callers, Scenario } from '#shared/flow/scenario.ts'
import { ScriptedWorld } from '#shared/flow/scripted-world.ts'
import { draw } from '#shared/training/draw.ts'
import { PracticePeople } from '#shared/training/practice-people.ts'
import { practiceStatus } from '#shared/training/practice-platform.ts'
import { quietDesk } from '../quiet-desk.ts'
import { PracticeActors } from './practice-actors.ts'
import { keepScreenshot } from './practice-screenshots.ts'

/** What a practice is made of. */
export interface PracticeSetting {
  flow: CompiledFlow
  flowHash: string
  scenario: Scenario
  callers: Callers
  /** Chooses the caller's wordings and the code they receive. */
  seed: number
  /** Whoever practises. */
  agent: User
  /** How long an actor takes, in milliseconds. */
  actorMs: number
  /** What the call starts from: a recorded call's first records, or nothing. */
  journal?: readonly JournalRecord[]
  values?: CallValues
}

/** What a call's screen asks of a station; the rest is not to be had in a practice. */
type Answers = {
  [N in StationOperationName]?: (
    input: StationInput<N>,
  ) => StationOutput<N> | StationErrorCode | Promise<StationOutput<N> | StationErrorCode>
}

/**
 * A station for one practised call, in memory: it keeps the contract's rules, its actors are scripted, and nothing of it
 * goes further than this object. What the real station never sees cannot be stored, queued or sent.
 */
export class PracticeStation implements Station {
  readonly setting: PracticeSetting
  readonly people: PracticePeople
  readonly #world: ScriptedWorld
  readonly #actors: PracticeActors
  readonly #answers: Answers
  readonly #listeners = new Set<(state: StationState) => void>()
  readonly #screenshots = new Map<string, { attachment: Attachment; bytes: string }>()
  #call: Call
  #journal: JournalRecord[] = []
  #values: CallValues
  #fold: Fold
  #platformAt = Date.now()

  constructor(setting: PracticeSetting) {
    const { flow, scenario, callers, agent, seed } = setting
    this.setting = setting
    this.people = new PracticePeople(callers.cast, scenario)
    this.#world = new ScriptedWorld(scenario)
    this.#values = { ...setting.values }
    this.#fold = Fold.start(flow, scenario.channel)
    this.#call = {
      id: uuid(),
      flowId: flow.definition.machine.id,
      flowHash: setting.flowHash,
      channel: scenario.channel,
      agentId: agent.id,
      startedAt: new Date().toISOString(),
      endedAt: null,
      closing: null,
      parkedAt: null,
    }
    this.#actors = new PracticeActors({ world: this.#world, people: this.people, code: codeOf(seed) })
    this.#answers = this.#handlers()
    this.#world.arriveAt(this.#fold.stepId)
    for (const record of setting.journal ?? []) this.#take({ ...record, callId: this.#call.id })
  }

  get call(): Call {
    return this.#call
  }

  get journal(): readonly JournalRecord[] {
    return this.#journal
  }

  get values(): CallValues {
    return this.#values
  }

  /** The code that the caller received by email, as long as one was sent. */
  get code(): string {
    return codeOf(this.setting.seed)
  }

  get isBackendUp(): boolean {
    return this.#world.isBackendUp
  }

  async ask<N extends StationOperationName>(name: N, input: StationInput<N>): Promise<Result<StationOutput<N>>> {
    const handler = this.#answers[name]
    if (!handler) return { ok: false, error: notInPractice }
    const answer = await handler(input)
    if (typeof answer === 'string') return { ok: false, error: { code: answer, message: stationErrors[answer] } }
    return { ok: true, value: answer }
  }

  watch(listener: (state: StationState) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#state())
    return () => this.#listeners.delete(listener)
  }

  #state(): StationState {
    const { isBackendUp, platform } = this.#world
    const waiting = this.#fold.facts.ticket === 'queued' ? 1 : 0
    return {
      session: { user: this.setting.agent, isOffline: false, mustSignIn: false },
      link: isBackendUp ? 'online' : 'offline',
      outbox: { waiting, refused: 0 },
      platform: practiceStatus(platform, isBackendUp, this.#platformAt),
      desk: quietDesk,
      damage: null,
      otherService: null,
    }
  }

  #handlers(): Answers {
    const done = {}
    return {
      'calls.open': () => ({
        call: this.#call,
        definition: this.setting.flow.definition,
        journal: [...this.#journal],
        values: { ...this.#values },
        attachments: [...this.#screenshots.values()].map(({ attachment }) => attachment),
      }),
      'calls.append': ({ record, values }) => this.#append(record, values ?? {}),
      'calls.setValue': ({ key, value }) => {
        this.#values = { ...this.#values, [key]: value }
        return done
      },
      'calls.park': () => {
        this.#call = { ...this.#call, parkedAt: new Date().toISOString() }
        return done
      },
      'calls.resume': () => {
        this.#call = { ...this.#call, parkedAt: null }
        return done
      },
      'calls.perform': async ({ actor, key, secret }) => {
        if (this.setting.actorMs > 0) await new Promise((resolve) => setTimeout(resolve, this.setting.actorMs))
        const now = { facts: this.#fold.facts, values: this.#values, status: this.#state().platform }
        return this.#actors.perform({ actor, key, secret: secret ?? null }, now)
      },
      'accounts.search': ({ q }) => (this.isBackendUp ? { accounts: this.people.search(q) } : 'unreachable'),
      'accounts.read': ({ id }) => {
        if (!this.isBackendUp) return 'unreachable'
        return this.people.card(id, this.#fold.facts) ?? 'not-found'
      },
      'attachments.add': async ({ name, bytes }) => {
        const kept = await keepScreenshot(name, bytes)
        if (typeof kept === 'string') return kept
        this.#screenshots.set(kept.sha256, { attachment: kept, bytes })
        return kept
      },
      'attachments.remove': ({ sha256 }) => {
        this.#screenshots.delete(sha256)
        return done
      },
      'attachments.read': ({ sha256 }) => {
        const found = this.#screenshots.get(sha256)
        return found ? { type: found.attachment.type, bytes: found.bytes } : 'not-found'
      },
      'tickets.list': () => ({ tickets: [] }),
    }
  }

  #append(record: JournalRecord, values: CallValues): StationOutput<'calls.append'> | StationErrorCode {
    if (this.#journal.some(({ eventId }) => eventId === record.eventId)) return { seq: record.seq }
    if (this.#call.endedAt) return 'call-ended'
    if (record.seq !== this.#journal.length + 1) return 'out-of-order'
    try {
      this.#take(record)
    } catch (error) {
      if (!(error instanceof FoldError)) throw error
      return 'unexpected-event'
    }
    this.#values = { ...this.#values, ...values }
    return { seq: record.seq }
  }

  #take(record: JournalRecord): void {
    const [stoodAt, wasUp, before] = [this.#fold.stepId, this.isBackendUp, this.#fold.facts.ticket]
    this.#fold = this.#fold.take(record)
    this.#journal.push(record)
    const { stepId, closing, facts } = this.#fold
    if (closing) this.#call = { ...this.#call, closing, endedAt: record.at }
    const changes = stepId === stoodAt ? [] : this.#world.arriveAt(stepId)
    if (changes.length > 0) this.#platformAt = Date.now()
    if (changes.length > 0 || wasUp !== this.isBackendUp || before !== facts.ticket)
      for (const listener of this.#listeners) listener(this.#state())
  }
}

const notInPractice: StationError = {
  code: 'refused',
  message: 'Cela n’existe pas pendant un entraînement.',
}

/** Six digits. */
const codeOf = (seed: number): string =>
  Array.from({ length: 6 }, (_, place) => draw(seed, `code ${place}`, [...'0123456789'])).join('')
