import { randomUUID } from 'node:crypto'
import type { JournalEvent, JournalRecord } from '#shared/domain/call.ts'

/** A journal written by hand, record by record. */
export class Journal {
  readonly records: JournalRecord[] = []
  readonly callId = randomUUID()

  record(origin: JournalRecord['origin'], event: JournalEvent, stepId = 'any'): this {
    this.records.push({
      callId: this.callId,
      seq: this.records.length + 1,
      eventId: randomUUID(),
      stepId,
      origin,
      at: '2025-12-19T00:45:00.000Z',
      elapsedMs: this.records.length * 1000,
      event,
    })
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

  /** Takes back the answer at this index of the journal. */
  backTo(index: number): this {
    const takesBack = this.records[index]?.eventId
    if (!takesBack) throw new Error(`no record ${index}`)
    return this.record('agent', { type: 'back', takesBack })
  }
}
