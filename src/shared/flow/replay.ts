import type { Channel, Closing, JournalEvent, JournalRecord } from '../domain/call.ts'
import { actorEntry } from './actors.ts'
import { factsDeclared } from './chart.ts'
import type { CompiledFlow } from './compile.ts'
import type { Facts, Invoke } from './definition.ts'
import { clientPickedType, handedOverType, leftOpenType, platformChangedType } from './events.ts'
import { closingOf, factsOf, initialSnapshot, next, type Snapshot, stateAt, stepIdOf } from './snapshot.ts'

/** A record that counts: where the call stood when it came, and the one that counts before it. */
interface Taken {
  record: JournalRecord
  from: Snapshot
  /** Acts outside the call: neither it nor what is before it may be taken back. */
  isBarrier: boolean
  before: Taken | null
}

/** Where a call stands and how it came there. */
interface Path {
  snapshot: Snapshot
  last: Taken | null
  /** Ended by the workplace where it stands. */
  isLeftOpen: boolean
}

/** A journal that its own flow does not follow: damaged, forged, or of another version. */
export class FoldError extends Error {
  readonly seq: number
  readonly event: JournalEvent
  /** In French, a sentence. */
  readonly why: string

  constructor({ seq, event, stepId }: JournalRecord, why: string) {
    super(`Journal illisible à l’événement ${seq} (« ${event.type} », étape « ${stepId} ») : ${why}`)
    this.seq = seq
    this.event = event
    this.why = why
  }
}

/** What a journal comes to, up to one of its records. Never changes: the next record makes another. */
export class Fold {
  /** How many records it has seen, those taken back included. */
  readonly seq: number
  readonly #flow: CompiledFlow
  readonly #path: Path

  private constructor(flow: CompiledFlow, seq: number, path: Path) {
    this.#flow = flow
    this.seq = seq
    this.#path = path
  }

  /** A call to which nothing has happened yet. */
  static start(flow: CompiledFlow, channel: Channel): Fold {
    return new Fold(flow, 0, { snapshot: initialSnapshot(flow, channel), last: null, isLeftOpen: false })
  }

  /**
   * With the next record. Pure: no effect is run.
   * @throws FoldError on a record that is not the next, of a false origin or step, that nothing takes or nothing
   * announced, or on an answer that may not be taken back
   */
  take(record: JournalRecord): Fold {
    const { seq, origin, stepId, event } = record
    if (seq !== this.seq + 1) throw new FoldError(record, `l’événement ${this.seq + 1} était attendu.`)
    if (origin !== originOf(event)) throw new FoldError(record, `son origine ne peut pas être « ${origin} ».`)
    if (stepId !== this.stepId) throw new FoldError(record, `l’appel en est à l’étape « ${this.stepId} ».`)
    if (this.#path.isLeftOpen) throw new FoldError(record, 'le poste a terminé cet appel.')
    const path =
      event.type === 'back' ? takeBack(this.#flow, this.#path, record) : follow(this.#flow, this.#path, record)
    return new Fold(this.#flow, seq, path)
  }

  get snapshot(): Snapshot {
    return this.#path.snapshot
  }

  get stepId(): string {
    return stepIdOf(this.#path.snapshot)
  }

  get facts(): Facts {
    return factsOf(this.#path.snapshot)
  }

  /** How the call ended; null while it goes on. */
  get closing(): Closing | null {
    return this.#path.isLeftOpen ? 'left-open' : closingOf(this.#flow, this.#path.snapshot)
  }

  /** The lookup or write under way. */
  get invoke(): Invoke | undefined {
    return this.#path.isLeftOpen ? undefined : invokeAt(this.#flow, this.#path)
  }

  /** What still counts once the answers taken back are left out, journal order. */
  get taken(): JournalRecord[] {
    const found: JournalRecord[] = []
    for (let at = this.#path.last; at; at = at.before) found.push(at.record)
    return found.reverse()
  }

  /** The eventId of the last answer that may be taken back; null at the start and behind a write. */
  get canGoBackTo(): string | null {
    let at = this.#path.last
    while (at && !at.isBarrier && !isAnswer(at.record)) at = at.before
    return at && !at.isBarrier ? at.record.eventId : null
  }

  /**
   * An intention of this invoke whose outcome is not known yet: its eventId is the key to ask again with. One of the
   * agent who handed the call over is no longer: what the service makes once for a key, it makes for one agent.
   */
  pendingIntention(invokeId: string): JournalRecord | null {
    return pendingIntention(this.#path.last, invokeId)
  }
}

/**
 * Folds a call's journal into where the call stands. Pure: no effect is run.
 * @throws FoldError at the first record that cannot come there
 */
export const fold = (flow: CompiledFlow, channel: Channel, journal: readonly JournalRecord[]): Fold =>
  journal.reduce((at, record) => at.take(record), Fold.start(flow, channel))

/** Who alone may have caused an event: an answer is no actor's, a result no agent's. */
function originOf({ type }: JournalEvent): JournalRecord['origin'] {
  if (type === platformChangedType) return 'platform'
  if (type === handedOverType || type === leftOpenType) return 'station'
  return type === 'intention' || type.startsWith('xstate.') ? 'actor' : 'agent'
}

const doneOf = (invokeId: string) => `xstate.done.actor.${invokeId}`
/** Whether the agent answered: what may be taken back. */
export const isAnswer = ({ origin, event }: JournalRecord): boolean =>
  origin === 'agent' && event.type !== clientPickedType

/** Going back keeps what did not come from the answers: the platform's events, who the client is and whose call it is. */
export const staysAfterBack = ({ origin, event }: JournalRecord): boolean =>
  origin === 'platform' || origin === 'station' || event.type === clientPickedType

const invokeAt = (flow: CompiledFlow, { snapshot }: Path) => stateAt(flow, snapshot)?.config.invoke

/** The way on with a record that is no step back. */
function follow(flow: CompiledFlow, path: Path, record: JournalRecord): Path {
  const { snapshot, last, isLeftOpen } = path
  const { event } = record
  if (record.origin === 'station') return byStation(flow, path, record)
  const invoke = invokeAt(flow, path)
  const acting = invoke && actorEntry(invoke.src)?.kind !== 'lookup' ? invoke : undefined
  if (event.type === 'intention') {
    if (!acting || acting.id !== event.invoke || acting.src !== event.actor)
      throw new FoldError(record, 'rien n’agit ainsi à cette étape.')
    if (pendingIntention(last, acting.id)) throw new FoldError(record, 'ce qui agit est déjà annoncé.')
    return { snapshot, last: { record, from: snapshot, isBarrier: true, before: last }, isLeftOpen }
  }
  const isOutcome = acting !== undefined && event.type === doneOf(acting.id)
  if (isOutcome && !pendingIntention(last, acting.id)) throw new FoldError(record, 'rien ne l’avait annoncé.')
  const reached = next(flow, snapshot, event)
  if (!reached) throw new FoldError(record, 'aucune transition ne le prend.')
  // From the moment it is intended, because what an intention asks for may have happened even where its outcome never came.
  return { snapshot: reached, last: { record, from: snapshot, isBarrier: isOutcome, before: last }, isLeftOpen }
}

/** What happens to a call whatever its script: it stays at its step. */
function byStation(flow: CompiledFlow, { snapshot, last }: Path, record: JournalRecord): Path {
  const { type, from, to, ...more } = record.event
  const isLeftOpen = type === leftOpenType
  const isTold = isLeftOpen ? !from && !to : from !== undefined && to !== undefined && from !== to
  if (!isTold || Object.values(more).some((value) => value !== undefined))
    throw new FoldError(record, 'il ne dit pas ce qu’il doit dire.')
  if (snapshot.status !== 'active') throw new FoldError(record, 'l’appel est terminé.')
  const taken = { record, from: snapshot, isBarrier: isLeftOpen, before: last }
  return { snapshot: isLeftOpen ? snapshot : unverified(flow, snapshot), last: taken, isLeftOpen }
}

/** The evidence of a caller's identity is one agent's: whoever takes the call up verifies it again. */
export function unverified(flow: CompiledFlow, snapshot: Snapshot): Snapshot {
  const [none] = factsDeclared(flow.definition).identity ?? []
  if (none === undefined || factsOf(snapshot).identity !== 'verified') return snapshot
  return { ...snapshot, context: { ...snapshot.context, identity: none } }
}

/** The way on without an answer and what followed from it. */
function takeBack(flow: CompiledFlow, { last }: Path, record: JournalRecord): Path {
  const kept: JournalRecord[] = []
  let answer = last
  while (answer && !answer.isBarrier && answer.record.eventId !== record.event.takesBack) {
    if (staysAfterBack(answer.record)) kept.unshift(answer.record)
    answer = answer.before
  }
  if (!answer || answer.isBarrier || !isAnswer(answer.record))
    throw new FoldError(record, 'cette réponse ne peut pas être reprise.')
  const standing: Path = { snapshot: answer.from, last: answer.before, isLeftOpen: false }
  return kept.reduce((path, stays) => follow(flow, path, stays), standing)
}

function pendingIntention(last: Taken | null, invokeId: string): JournalRecord | null {
  for (let at = last; at; at = at.before) {
    const { event } = at.record
    if (event.type === handedOverType) return null
    if (event.type === 'intention' && event.invoke === invokeId) return at.record
    const isSettled = event.type === doneOf(invokeId) && !Object.values(event.output ?? {}).includes('unknown')
    if (isSettled) return null
  }
  return null
}

/**
 * What `createActor(flow.machine, { snapshot })` needs to take the call up again live: the lookup or write under way
 * starts again with its input (from a folded snapshot itself its input would be undefined).
 */
export function persisted(flow: CompiledFlow, snapshot: Snapshot): unknown {
  return flow.machine.getPersistedSnapshot(snapshot)
}
