import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Station, StationInput } from '#shared/contracts/station.ts'
import type { JournalRecord } from '#shared/domain/call.ts'
import type { Kept } from './kept.ts'

type Append = StationInput<'calls.append'>

/** Given by the station itself when a ticket is filed and numbered: no screen ever asked for them. */
const ownValues = ['ticket.id', 'ticket.number']

/** What a station has acknowledged of one call, and what it was being asked when it died: the truth it is held to. */
export class Ledger {
  readonly callId: string
  readonly records: JournalRecord[] = []
  readonly attachments = new Set<string>()
  /** What was performed since the call was last opened, in order. */
  performed: { actor: string; key: string | null }[] = []
  readonly #values = new Map<string, string>()
  #appending: Append | null = null
  #setting: { key: string; value: string }[] = []
  #attaching: string[] = []

  constructor(callId: string) {
    this.callId = callId
  }

  /** The station, as a screen sees it, with everything that is asked and acknowledged written down. */
  witness(station: Station): Station {
    return {
      watch: station.watch,
      ask: async (name, input) => {
        const acknowledge = this.#hear(name, input)
        const result = await station.ask(name, input)
        if (result.ok) acknowledge()
        return result
      },
    }
  }

  #hear(name: string, input: unknown): () => void {
    if (name === 'calls.append') {
      const append = input as Append
      this.#appending = append
      return () => this.#appended(append)
    }
    if (name === 'calls.setValue') {
      const typed = input as { key: string; value: string }
      this.#setting.push(typed)
      return () => {
        this.#values.set(typed.key, typed.value)
        this.#setting = this.#setting.filter((one) => one !== typed)
      }
    }
    if (name === 'attachments.add') {
      const { bytes } = input as StationInput<'attachments.add'>
      const sha256 = createHash('sha256').update(Buffer.from(bytes, 'base64')).digest('hex')
      this.#attaching.push(sha256)
      return () => this.attachments.add(sha256)
    }
    if (name === 'calls.perform') {
      const { actor, key } = input as StationInput<'calls.perform'>
      this.performed.push({ actor, key })
    }
    return () => {}
  }

  #appended(append: Append): void {
    this.#appending = null
    this.records.push(append.record)
    // Another account on the call: what was looked up about the one before is forgotten (append.ts).
    const accountId = append.values?.['account.id']
    if (accountId !== undefined && accountId !== this.#values.get('account.id'))
      for (const key of this.#values.keys()) if (/^(client|account)\./.test(key)) this.#values.delete(key)
    for (const [key, value] of Object.entries(append.values ?? {})) this.#values.set(key, value)
  }

  /** Whether a record was offered and neither acknowledged nor refused. */
  get isAppending(): boolean {
    return this.#appending !== null
  }

  /**
   * Holds what was found after a crash against what was acknowledged: nothing less, and nothing more than what was
   * being asked. Says what is wrong; from then on, what was found is what is known.
   */
  reconcile(found: Kept): {
    faults: string[]
    /** Whether the record on its way when the station died had been committed. */
    wasCommitted: boolean
  } {
    const faults: string[] = []
    const offered = this.#appending
    const wasCommitted = offered !== null && found.journal.length === this.records.length + 1
    if (wasCommitted) this.#appended(offered)
    if (!isDeepStrictEqual(this.records, found.journal))
      faults.push(`journal: ${this.records.length} acknowledged, ${found.journal.length} found`)

    for (const [key, value] of found.values)
      if (this.#setting.some((typed) => typed.key === key && typed.value === value)) this.#values.set(key, value)
    for (const key of new Set([...this.#values.keys(), ...found.values.keys()]))
      if (!ownValues.includes(key) && this.#values.get(key) !== found.values.get(key))
        faults.push(`value ${key}: « ${this.#values.get(key)} » acknowledged, « ${found.values.get(key)} » found`)

    for (const sha256 of this.attachments) if (!found.attachments.has(sha256)) faults.push(`attachment ${sha256} lost`)
    for (const sha256 of found.attachments)
      if (this.#attaching.includes(sha256)) this.attachments.add(sha256)
      else if (!this.attachments.has(sha256)) faults.push(`attachment ${sha256} was never given`)

    this.#appending = null
    this.#setting = []
    this.#attaching = []
    this.performed = []
    return { faults, wasCommitted }
  }
}
