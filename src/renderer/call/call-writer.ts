import { v7 as uuid } from 'uuid'
import type { StoreApi } from 'zustand/vanilla'
import type { Result, Station, StationError } from '#shared/contracts/station.ts'
import { type CallValues, clientNouns, type JournalRecord } from '#shared/domain/call.ts'
import { type CallState, problemOf } from './call-state.ts'
import { ValueKeeper } from './value-keeper.ts'

/** What the one who makes a record says of it; its place, id and time are given here. */
export type NewRecord = Pick<JournalRecord, 'stepId' | 'origin' | 'elapsedMs' | 'event'>

/**
 * Writes one call on the workplace: values as they are typed, and records, each after everything typed before it.
 * What fails is shown as the call's problem and waits; `retry` offers the same again (a record keeps its eventId).
 */
export class CallWriter {
  readonly #station: Station
  readonly #store: StoreApi<CallState>
  readonly #keeper: ValueKeeper
  #waiting: PromiseWithResolvers<void> | null = null

  constructor(station: Station, store: StoreApi<CallState>) {
    this.#station = station
    this.#store = store
    this.#keeper = new ValueKeeper(
      async (key, value) => {
        await this.untilDone(() => station.ask('calls.setValue', { callId: this.#callId, key, value }))
      },
      (isSaved) => store.setState({ isSaved }),
    )
  }

  get #callId(): string {
    return this.#store.getState().call.id
  }

  /** The record that comes next in the journal. */
  next(of: NewRecord): JournalRecord {
    const { path, call } = this.#store.getState()
    return { callId: call.id, seq: path.seq + 1, eventId: uuid(), at: new Date().toISOString(), ...of }
  }

  /**
   * Commits a record; once it is in the journal, `follow` is called in the same turn, so that one rendering shows both.
   * @returns the refusal of an intention whose content is wrong: nothing was written, and asking again would not help
   */
  async append(record: JournalRecord, values: CallValues, follow?: () => void): Promise<StationError | null> {
    await this.flush()
    const mayBeWrong = record.event.type === 'intention'
    const refusal = await this.untilDone<StationError | null>(async () => {
      const result = await this.#station.ask('calls.append', { record, values })
      if (result.ok) return { ok: true, value: null }
      return mayBeWrong && result.error.code === 'invalid-input' ? { ok: true, value: result.error } : result
    })
    if (refusal) return refusal
    const state = this.#store.getState()
    this.#store.setState({
      journal: [...state.journal, record],
      path: state.path.take(record),
      values: withNew(state.values, values),
    })
    follow?.()
    return null
  }

  /** Shows a typed value at once and keeps it soon; without the NUL a paste may hide, which the service refuses. */
  setValue(key: string, typed: string): void {
    const value = typed.replaceAll('\0', '')
    this.#store.setState(({ values }) => ({ values: { ...values, [key]: value } }))
    this.#keeper.set(key, value)
  }

  /** Resolves once everything typed is kept. */
  flush(): Promise<void> {
    return this.#keeper.flush()
  }

  /** Asks until it is done; each failure is shown, and waits for `retry`. */
  async untilDone<T>(ask: () => Promise<Result<T>>): Promise<T> {
    for (;;) {
      const result = await ask()
      if (result.ok) return result.value
      this.#waiting ??= Promise.withResolvers<void>()
      this.#store.setState({ problem: problemOf(result.error) })
      await this.#waiting.promise
    }
  }

  /** Offers again what could not be kept. */
  retry(): void {
    this.#store.setState({ problem: null })
    this.#waiting?.resolve()
    this.#waiting = null
  }
}

/** Another account on the call: as on the workplace, nothing looked up about the one before stays. */
function withNew(values: CallValues, added: CallValues): CallValues {
  const isOther = added['account.id'] !== undefined && added['account.id'] !== values['account.id']
  const kept = isOther
    ? Object.entries(values).filter(([key]) => !clientNouns.some((noun) => key.startsWith(`${noun}.`)))
    : Object.entries(values)
  return { ...Object.fromEntries(kept), ...added }
}
