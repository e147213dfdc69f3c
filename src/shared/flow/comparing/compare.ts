import type { Channel, Closing, JournalRecord } from '../../domain/call.ts'
import { handedOverType, leftOpenType } from '../events.ts'
import { isAnswer, staysAfterBack } from '../replay.ts'
import type { LedVersion, Standing } from './led-version.ts'

/** A call to be led by other versions. */
export interface ComparedCall {
  channel: Channel
  /** Of the version that it was led by. */
  flowHash: string
  journal: readonly JournalRecord[]
}

/** The two versions, each with its content hash. */
export interface Versions {
  before: LedVersion
  beforeHash: string
  after: LedVersion
  afterHash: string
}

/** What a call comes to under one version. */
export interface Led {
  /** How it ends; null: what was recorded does not tell. */
  closing: Closing | null
  filesTicket: boolean
  /** Estimated talk, as far as it is led. */
  seconds: number
}

/** The step and the event at which two versions were last together; null where they are not even at first. */
interface Place {
  stepId: string | null
  /** The type of the event. */
  event: string | null
}

export type Compared =
  | { kind: 'same'; before: Led; after: Led }
  | { kind: 'elsewhere'; at: Place; beforeStep: string; afterStep: string; before: Led; after: Led }
  /** An event came that one version, or both, does not know; null: that one. */
  | { kind: 'unknown'; at: Place; beforeStep: string | null; afterStep: string | null }

/** A journal that its own version does not follow, or that takes back what is not there. */
export class UnreadableCall extends Error {}

/**
 * Leads a recorded call by two versions: the same answers and results, as long as both go the same way. Pure.
 * @throws UnreadableCall
 */
export function compareCall({ before, beforeHash, after, afterHash }: Versions, call: ComparedCall): Compared {
  const records = counting(call.journal)
  const one = new Way(before, call.channel)
  const other = new Way(after, call.channel)
  let at: Place = { stepId: null, event: null }
  let index = 0
  for (; one.isWith(other) && index < records.length; index += 1) {
    const record = records[index] as Counting
    at = { stepId: one.at.stepId, event: record.record.event.type }
    const [isOne, isOther] = [one.take(record), other.take(record)]
    if (isOne && isOther) continue
    if ((!isOne && call.flowHash === beforeHash) || (!isOther && call.flowHash === afterHash))
      throw new UnreadableCall(`« ${at.event} » ne vient pas à « ${at.stepId} ».`)
    return {
      ...{ kind: 'unknown', at },
      ...{ beforeStep: isOne ? one.at.stepId : null, afterStep: isOther ? other.at.stepId : null },
    }
  }
  if (one.isWith(other)) return { kind: 'same', before: one.led, after: other.led }
  const [beforeStep, afterStep] = [one.at.stepId, other.at.stepId]
  for (const way of [one, other]) way.goOn(records.slice(index))
  return { kind: 'elsewhere', at, beforeStep, afterStep, before: one.led, after: other.led }
}

interface Counting {
  record: JournalRecord
  /** The event's JSON. */
  key: string
}

/**
 * What counts of a journal: without the answers taken back and what followed from them, nor what was only intended, nor
 * that the workplace ended it, which no version has a word in.
 */
function counting(journal: readonly JournalRecord[]): Counting[] {
  let kept: JournalRecord[] = []
  for (const record of journal) {
    const { type, takesBack } = record.event
    if (type === 'intention' || type === leftOpenType) continue
    if (type !== 'back') {
      kept.push(record)
      continue
    }
    const answer = kept.findLastIndex(({ eventId }) => eventId === takesBack)
    if (answer < 0) throw new UnreadableCall('Une réponse qui n’est pas là y est reprise.')
    kept = [...kept.slice(0, answer), ...kept.slice(answer + 1).filter(staysAfterBack)]
  }
  return kept.map((record) => ({ record, key: JSON.stringify(record.event) }))
}

/** A call under way by one version. */
class Way {
  readonly #version: LedVersion
  #at: Standing
  #filesTicket = false
  #seconds: number

  constructor(version: LedVersion, channel: Channel) {
    this.#version = version
    this.#at = version.start(channel)
    this.#seconds = this.#at.seconds
  }

  get at(): Standing {
    return this.#at
  }

  get led(): Led {
    return { closing: this.#at.closing, filesTicket: this.#filesTicket, seconds: this.#seconds }
  }

  isWith({ at }: Way): boolean {
    return this.#at.stepId === at.stepId && this.#at.closing === at.closing
  }

  /** @returns whether it is taken */
  take({ record, key }: Counting): boolean {
    const from = this.#at
    if (record.event.type === handedOverType) {
      this.#at = this.#version.handOver(from)
      return true
    }
    const to = this.#version.follow(from, record.event, key)
    if (!to) return false
    if (record.event.type === from.filedBy) this.#filesTicket = true
    if (to.stepId !== from.stepId || isAnswer(record)) this.#seconds += to.seconds
    this.#at = to
    return true
  }

  /**
   * Once the versions have parted: at each step the caller answers what they answered there, whenever that was. Where
   * they were never asked, they may still have gone; else what was recorded does not tell how the call ends.
   */
  goOn(records: readonly Counting[]): void {
    const left = [...records]
    const { anytime } = this.#version.flow.definition.script
    const takesFirst = (mayCome: (record: JournalRecord) => boolean): boolean => {
      const taken = left.findIndex((one) => mayCome(one.record) && this.take(one))
      if (taken >= 0) left.splice(taken, 1)
      return taken >= 0
    }
    const isOfHere = (record: JournalRecord) => record.stepId === this.#at.stepId || staysAfterBack(record)
    const isAnytime = ({ event }: JournalRecord) => anytime[event.type] !== undefined
    while (this.#at.closing === null && (takesFirst(isOfHere) || takesFirst(isAnytime))) {}
  }
}
