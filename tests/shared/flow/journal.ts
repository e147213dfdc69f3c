import { randomUUID } from 'node:crypto'
import type { Channel, JournalEvent, JournalRecord } from '#shared/domain/call.ts'
import type { CompiledFlow } from '#shared/flow/compile.ts'
import { Fold, FoldError } from '#shared/flow/replay.ts'

/** A journal written by hand, record by record, each at the step where the ones before it lead. */
export class Journal {
  readonly records: JournalRecord[] = []
  readonly callId = randomUUID()
  #fold: Fold

  constructor(flow: CompiledFlow, channel: Channel = 'phone') {
    this.#fold = Fold.start(flow, channel)
  }

  /** What it comes to. */
  get fold(): Fold {
    return this.#fold
  }

  record(origin: JournalRecord['origin'], event: JournalEvent, stepId = this.#fold.stepId): this {
    const record: JournalRecord = {
      callId: this.callId,
      seq: this.records.length + 1,
      eventId: randomUUID(),
      stepId,
      origin,
      at: '2025-12-19T00:45:00.000Z',
      elapsedMs: this.records.length * 1000,
      event,
    }
    this.records.push(record)
    try {
      this.#fold = this.#fold.take(record)
    } catch (error) {
      // Written to be refused: it leads nowhere.
      if (!(error instanceof FoldError)) throw error
    }
    return this
  }

  answers(id: string): this {
    return this.record('agent', { type: id })
  }

  picks(facts: Record<string, string>): this {
    return this.record('agent', { type: 'client-picked', facts })
  }

  platform(facts: Record<string, string>): this {
    return this.record('platform', { type: 'platform-changed', facts })
  }

  intends(invoke: string, actor: string): this {
    return this.record('actor', { type: 'intention', invoke, actor })
  }

  finds(invoke: string, output: Record<string, string>): this {
    return this.record('actor', { type: `xstate.done.actor.${invoke}`, output })
  }

  fails(invoke: string): this {
    return this.record('actor', { type: `xstate.error.actor.${invoke}` })
  }

  /** Gives the call from one agent to another. */
  handsOver(from: string = randomUUID(), to: string = randomUUID()): this {
    return this.record('station', { type: 'handed-over', from, to })
  }

  /** The workplace ends the call where it stands. */
  isLeftOpen(): this {
    return this.record('station', { type: 'left-open' })
  }

  /** Takes back the answer at this index of the journal. */
  backTo(index: number): this {
    const takesBack = this.records[index]?.eventId
    if (!takesBack) throw new Error(`no record ${index}`)
    return this.record('agent', { type: 'back', takesBack })
  }
}
