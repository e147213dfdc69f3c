import type { Call, CallValues, JournalRecord } from '#shared/domain/call.ts'
import type { Facts } from '#shared/flow/definition.ts'
import type { Store } from '../../store/store.ts'
import type { Workplace } from '../../workplace.ts'

/** What an actor is given to perform. */
export interface Asked {
  call: Call
  /** The eventId of its intention; empty for a lookup. */
  key: string
  values: CallValues
  /** Typed for this actor alone; never kept. */
  secret: string | null
  workplace: Workplace
}

/** One of the actor's declared outcomes, and the values it found. */
export interface Performed {
  output: Record<string, string>
  values: CallValues
}

export type Performer = (asked: Asked) => Promise<Performed>

/** What a write is given, inside the transaction that journals its intention. */
export interface Intended {
  call: Call
  record: JournalRecord
  values: CallValues
  facts: Facts
  store: Store
}

/** Puts what an intention writes in the outbox; throws a StationFailure, and nothing is kept, when it cannot be. */
export type Writer = (intended: Intended) => void
