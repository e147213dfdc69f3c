import type { Channel } from '#shared/domain/call.ts'
import type { CallLine } from '#shared/domain/call-log.ts'
import type { ComparisonFigures, PartedCall } from '#shared/domain/flow-comparison.ts'
import { type Compared, compareCall, UnreadableCall, type Versions } from '#shared/flow/comparing/compare.ts'
import { LedVersion } from '#shared/flow/comparing/led-version.ts'
import { Tally } from '#shared/flow/comparing/tally.ts'
import { compile } from '#shared/flow/compile.ts'
import type { FlowDefinition } from '#shared/flow/definition.ts'

/** The two versions, each with its content hash. */
export interface ComparedVersions {
  before: FlowDefinition
  beforeHash: string
  after: FlowDefinition
  afterHash: string
}

/** A call as the database keeps it. */
export interface KeptCall {
  place: number
  callId: string
  endedAt: string
  channel: Channel
  flowHash: string
  /** What came of folding it by its own version; `waiting`: that version is not known. */
  folding: CallLine['folding']
  /** JSON. */
  journal: string
}

/** A call to be shown as one of those that part: where, and what each version makes of it. */
export interface Example extends PartedCall {
  place: number
  /** The number of its parting. */
  parting: number
}

/** So many calls of each parting are shown. */
const examplesEach = 200

/** Compares two versions over calls that come in batches. */
export class CallComparison {
  readonly #versions: Versions
  readonly #tally = new Tally()

  constructor({ before, beforeHash, after, afterHash }: ComparedVersions) {
    this.#versions = {
      ...{ before: new LedVersion(compile(before)), beforeHash },
      ...{ after: new LedVersion(compile(after)), afterHash },
    }
  }

  /** @returns those that are to be shown */
  add(calls: readonly KeptCall[]): Example[] {
    return calls.flatMap((call) => {
      if (call.folding === 'waiting') {
        this.#tally.addWaiting()
        return []
      }
      const compared = this.#compare(call)
      if (compared === null) {
        this.#tally.addUnreadable()
        return []
      }
      const parting = this.#tally.add(compared)
      if (!parting || parting.calls > examplesEach) return []
      const { place, callId, endedAt } = call
      const led = compared.kind === 'unknown' ? { before: null, after: null } : compared
      return [{ place, callId, endedAt, parting: parting.number, before: led.before, after: led.after }]
    })
  }

  get figures(): ComparisonFigures {
    return this.#tally.figures
  }

  /** null: its journal cannot be read, whatever is wrong with it. */
  #compare({ channel, flowHash, folding, journal: text }: KeptCall): Compared | null {
    if (folding !== 'folded') return null
    try {
      const journal: unknown = JSON.parse(text)
      return Array.isArray(journal) ? compareCall(this.#versions, { channel, flowHash, journal }) : null
    } catch (error) {
      if (error instanceof UnreadableCall || error instanceof SyntaxError || error instanceof TypeError) return null
      throw error
    }
  }
}
