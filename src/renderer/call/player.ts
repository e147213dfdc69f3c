import { createActor } from 'xstate'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Result, Station, StationOutput } from '#shared/contracts/station.ts'
import type { AccountSummary } from '#shared/domain/account.ts'
import type { CallValues, Closing, JournalEvent, JournalRecord } from '#shared/domain/call.ts'
import { elapsedAtOpening } from '#shared/domain/elapsed.ts'
import type { PlatformReading } from '#shared/domain/platform.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { compile, type RunActor } from '#shared/flow/compile.ts'
import { clientPicked, platformChanged } from '#shared/flow/events.ts'
import { fold, persisted } from '#shared/flow/replay.ts'
import { closingOf, factsOf, next, type Snapshot, stepIdOf } from '#shared/flow/snapshot.ts'
import { notify } from '../ui/notices.ts'
import { CallClock } from './call-clock.ts'
import type { CallState } from './call-state.ts'
import { CallWriter } from './call-writer.ts'
import { CommitQueue } from './commit-queue.ts'
import { PlatformWatch } from './platform-watch.ts'

/** A call as the station opens it. */
export type OpenCall = StationOutput<'calls.open'>

type Origin = JournalRecord['origin']

/** How long an answer may take to be kept before the screen says so, in milliseconds. */
const lastingMs = 200

/** What a call's screen asks of whatever plays it. */
export type Player = Pick<
  CallPlayer,
  | ('store' | 'stepId' | 'elapsedMs' | 'answer' | 'identifyClient' | 'back')
  | ('setValue' | 'setSecret' | 'park' | 'retry' | 'flush' | 'close')
>

/**
 * Plays one call: what happens to it is committed by the station first, then sent to the machine, then shown.
 * Everything goes through one queue, so that the journal has one order. What cannot be committed stays at its head,
 * shown as the call's problem, until it is retried.
 */
export class CallPlayer {
  readonly store: StoreApi<CallState>
  readonly #station: Station
  readonly #queue = new CommitQueue()
  readonly #clock: CallClock
  readonly #writer: CallWriter
  readonly #platform: PlatformWatch
  #isOpen = true
  #isLeaving = false
  /** Something that the agent asked for is under way. */
  #isBusy = false

  constructor(station: Station, open: OpenCall) {
    const { call, journal, values, attachments } = open
    const flow = compile(open.definition, (request) => this.#run(request))
    const path = fold(flow, call.channel, journal)
    const { snapshot, closing } = path
    const machine = createActor(flow.machine, { snapshot: persisted(flow, snapshot) as never })
    this.store = createStore<CallState>(() => ({
      ...{ call, isReplay: false, flow, machine, journal, path, values, attachments, secrets: {} },
      ...{ isAnswering: false, isSaved: true, problem: null },
    }))
    this.#station = station
    this.#clock = new CallClock(elapsedAtOpening(call, journal, Date.now()))
    this.#writer = new CallWriter(station, this.store)
    this.#platform = new PlatformWatch(station, factsOf(snapshot), values, (reading) => this.#tellPlatform(reading))
    if (closing !== 'left-open') machine.start()
    if (closing === null) this.#platform.start()
  }

  get stepId(): string {
    return stepIdOf(this.#snapshot)
  }

  /** Milliseconds since the call started, parked time left out. */
  elapsedMs(): number {
    return this.#clock.elapsedMs()
  }

  /**
   * Gives an answer to a step; resolves once the next step shows.
   * Refused (false) while another is being committed, or when the step is no longer the one that it answers.
   */
  answer(stepId: string, answerId: string): Promise<boolean> {
    return this.#exclusively(async () => stepId === this.stepId && this.#tell('agent', { type: answerId }))
  }

  /** Says who calls, at any step; refused as an answer is. */
  identifyClient(account: AccountSummary): Promise<boolean> {
    const { event, values } = clientPicked(account)
    return this.#exclusively(() => this.#tell('agent', event, values))
  }

  /** Takes the last answer back; what was typed stays. False where there is nothing to take back. */
  back(): Promise<boolean> {
    return this.#exclusively(async () => {
      const { path } = this.#state
      const takesBack = path.canGoBackTo
      if (!takesBack) return false
      const record = this.#record('agent', { type: 'back', takesBack })
      const { snapshot } = path.take(record)
      await this.#writer.append(record, {}, () => this.#playFrom(snapshot))
      return true
    })
  }

  /** Keeps a typed value: it shows at once and is saved within a fraction of a second. */
  setValue(key: string, value: string): void {
    this.#writer.setValue(key, value)
  }

  /** Holds a typed code until the next actor that takes one; it is never saved. */
  setSecret(key: string, value: string): void {
    this.store.setState(({ secrets }) => ({ secrets: { ...secrets, [key]: value } }))
  }

  /**
   * Puts the call aside with everything typed, once what is being committed is; nothing is answered any more meanwhile.
   * The player is then closed. False when it was already asked for.
   */
  async park(): Promise<boolean> {
    if (this.#isLeaving) return false
    this.#isLeaving = true
    return this.#queue.add(async () => {
      await this.#writer.flush()
      await this.#writer.untilDone(() => this.#station.ask('calls.park', { callId: this.#callId }))
      this.close()
      return true
    })
  }

  /** Offers again what could not be kept. */
  retry(): void {
    this.#writer.retry()
  }

  /** Saves what is typed and not yet kept, without waiting: the window may be going away. */
  flush(): void {
    void this.#writer.flush()
  }

  /** Stops playing: actors under way are abandoned, and their results not journaled. */
  close(): void {
    this.#isOpen = false
    this.flush()
    this.#platform.stop()
    this.#state.machine.stop()
  }

  get #state(): CallState {
    return this.store.getState()
  }

  get #callId(): string {
    return this.#state.call.id
  }

  get #snapshot(): Snapshot {
    return this.#state.machine.getSnapshot() as Snapshot
  }

  #record(origin: Origin, event: JournalEvent): JournalRecord {
    return this.#writer.next({ stepId: this.stepId, origin, elapsedMs: this.elapsedMs(), event })
  }

  /** Runs what the agent asked for in its turn; refused while something else they asked for is under way. */
  async #exclusively(job: () => Promise<boolean>): Promise<boolean> {
    if (this.#isBusy || this.#isLeaving) return false
    this.#isBusy = true
    // Shown only if it lasts: a screen drawn again in between would make the answer, and the next step, wait for it.
    const lasting = setTimeout(() => this.store.setState({ isAnswering: true }), lastingMs)
    return this.#queue.add(job).finally(() => {
      clearTimeout(lasting)
      this.#isBusy = false
      if (this.#state.isAnswering) this.store.setState({ isAnswering: false })
    })
  }

  #tellPlatform(reading: PlatformReading): void {
    const { event, values } = platformChanged(reading)
    void this.#queue.add(async () => this.#isOpen && this.#tell('platform', event, values))
  }

  /** Commits an event and sends it to the machine; false, and nothing is written, when the machine does not take it. */
  #tell(origin: Origin, event: JournalEvent, values: CallValues = {}): Promise<boolean> {
    return this.#commit(origin, event, values, () => this.#state.machine.send(event))
  }

  /** @param move called in the turn in which the record shows: the screen goes from one step to the next at once */
  async #commit(
    origin: Origin,
    event: JournalEvent,
    values: CallValues,
    move: () => void = () => undefined,
  ): Promise<boolean> {
    const { flow } = this.#state
    const after = next(flow, this.#snapshot, event)
    if (!after) return false
    const ends = closingOf(flow, after)
    const record = this.#record(origin, event)
    await this.#writer.append(record, values, () => {
      if (ends) this.#end(ends, record.at)
      move()
    })
    return true
  }

  #end(closing: Closing, endedAt: string): void {
    this.#platform.stop()
    this.store.setState(({ call }) => ({ call: { ...call, closing, endedAt } }))
  }

  #playFrom(snapshot: Snapshot): void {
    const { flow, machine } = this.#state
    machine.stop()
    const taken = createActor(flow.machine, { snapshot: persisted(flow, snapshot) as never })
    this.store.setState({ machine: taken })
    taken.start()
  }

  /** Performs what the machine invokes: intention (unless it only reads), the act itself, its result, in that order. */
  async #run({ actor, invokeId, signal }: Parameters<RunActor>[0]): Promise<Record<string, string>> {
    const entry = actorEntry(actor)
    const intended: Result<string | null> =
      entry?.kind === 'lookup'
        ? { ok: true, value: null }
        : await this.#queue.add(() => this.#intend(actor, invokeId, signal))
    const secret = entry?.takesSecret ? Object.values(this.#state.secrets).at(-1) : undefined
    const ask = (key: string | null) =>
      this.#station.ask('calls.perform', {
        callId: this.#callId,
        actor,
        key,
        ...(secret && { secret }),
      })
    const performed = signal.aborted ? null : intended.ok ? await ask(intended.value) : intended
    return new Promise((resolve, reject) => {
      void this.#queue.add(async () => {
        if (signal.aborted || !performed) return
        if (secret) this.store.setState({ secrets: {} })
        const moved = this.#moved()
        if (performed.ok) {
          const { output, values } = performed.value
          await this.#commit('actor', { type: `xstate.done.actor.${invokeId}`, output }, values)
          resolve(output)
        } else {
          notify('bad', performed.error.message)
          await this.#commit('actor', { type: `xstate.error.actor.${invokeId}` }, {})
          reject(performed.error)
        }
        await moved
      })
    })
  }

  /** The key of an act: that of the intention still pending for this invoke, else of one journaled now; or its refusal. */
  async #intend(actor: string, invoke: string, signal: AbortSignal): Promise<Result<string | null>> {
    if (signal.aborted) return { ok: true, value: null }
    const pending = this.#state.path.pendingIntention(invoke)
    if (pending) return { ok: true, value: pending.eventId }
    const record = this.#record('actor', { type: 'intention', actor, invoke })
    const error = await this.#writer.append(record, {})
    return error ? { ok: false, error } : { ok: true, value: record.eventId }
  }

  /** Resolves once the machine has taken its next event: the queue goes on from there. */
  #moved(): Promise<void> {
    return new Promise((resolve) => {
      const { unsubscribe } = this.#state.machine.subscribe(() => {
        unsubscribe()
        resolve()
      })
    })
  }
}
