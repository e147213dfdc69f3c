import type { Channel, JournalEvent, JournalRecord } from '../domain/call.ts'
import { actorEntry } from './actors.ts'
import type { CompiledFlow } from './compile.ts'
import { clientPickedType, platformChangedType } from './events.ts'
import { initialSnapshot, next, type Snapshot, stateAt } from './snapshot.ts'

/** What a journal comes to. */
export interface Fold {
  snapshot: Snapshot
  /** What still counts once the answers taken back are left out, journal order. */
  taken: JournalRecord[]
  /** The eventId of the last answer that may be taken back; null at the start and behind a write. */
  canGoBackTo: string | null
  /** An intention of this invoke whose outcome is not known yet: its eventId is the key to ask again with. */
  pendingIntention(invokeId: string): JournalRecord | null
}

/** A journal that its own flow does not follow: damaged, forged, or of another version. */
export class FoldError extends Error {
  readonly seq: number
  readonly event: JournalEvent

  constructor({ seq, event, stepId }: JournalRecord, why: string) {
    super(`Journal illisible à l’événement ${seq} (« ${event.type} », étape « ${stepId} ») : ${why}`)
    this.seq = seq
    this.event = event
  }
}

/** Who alone may have caused an event: an answer is no actor's, a result no agent's. */
function originOf({ type }: JournalEvent): JournalRecord['origin'] {
  if (type === platformChangedType) return 'platform'
  return type === 'intention' || type.startsWith('xstate.') ? 'actor' : 'agent'
}

const doneOf = (invokeId: string) => `xstate.done.actor.${invokeId}`
const isAnswer = ({ origin, event }: JournalRecord) => origin === 'agent' && event.type !== clientPickedType

/** Going back keeps what did not come from the answers: the platform's events and who the client is. */
const staysAfterBack = ({ origin, event }: JournalRecord) => origin === 'platform' || event.type === clientPickedType

/**
 * Acts outside the call, so that nothing before it may be taken back: from the moment it is intended, because what an
 * intention asks for may have happened even where its outcome never came.
 */
function isBarrier(record: JournalRecord, at: Snapshot, flow: CompiledFlow): boolean {
  if (record.event.type === 'intention') return true
  const invoke = stateAt(flow, at)?.config.invoke
  return invoke !== undefined && record.event.type === doneOf(invoke.id) && actorEntry(invoke.src)?.kind !== 'lookup'
}

/**
 * Folds a call's journal into where the call stands. Pure: no effect is run.
 * @throws FoldError on a sequence with a gap, an event of a false origin or that nothing takes, or an answer that may not be taken back
 */
export function fold(flow: CompiledFlow, channel: Channel, journal: readonly JournalRecord[]): Fold {
  let taken: JournalRecord[] = []
  /** The snapshot before each record taken, and how many of them lie behind the last barrier. */
  let before: Snapshot[] = []
  let settled = 0
  let snapshot = initialSnapshot(flow, channel)

  const take = (record: JournalRecord) => {
    if (isBarrier(record, snapshot, flow)) settled = taken.length + 1
    const reached = record.event.type === 'intention' ? snapshot : next(flow, snapshot, record.event)
    if (!reached) throw new FoldError(record, 'aucune transition ne le prend.')
    taken.push(record)
    before.push(snapshot)
    snapshot = reached
  }

  journal.forEach((record, index) => {
    if (record.seq !== index + 1) throw new FoldError(record, `l’événement ${index + 1} était attendu.`)
    if (record.origin !== originOf(record.event))
      throw new FoldError(record, `son origine ne peut pas être « ${record.origin} ».`)
    if (record.event.type !== 'back') {
      take(record)
      return
    }
    const from = taken.findIndex(({ eventId }) => eventId === record.event.takesBack)
    const answer = taken[from]
    const standing = before[from]
    if (!answer || !standing || from < settled || !isAnswer(answer))
      throw new FoldError(record, 'cette réponse ne peut pas être reprise.')
    const kept = taken.slice(from).filter(staysAfterBack)
    taken = taken.slice(0, from)
    before = before.slice(0, from)
    snapshot = standing
    kept.forEach(take)
  })

  return {
    snapshot,
    taken,
    canGoBackTo: taken.slice(settled).findLast(isAnswer)?.eventId ?? null,
    pendingIntention: (invokeId) => pendingIntention(taken, invokeId),
  }
}

function pendingIntention(taken: readonly JournalRecord[], invokeId: string): JournalRecord | null {
  const last = taken.findLastIndex(({ event }) => event.type === 'intention' && event.invoke === invokeId)
  const isSettled = taken
    .slice(last + 1)
    .some(
      ({ event }) =>
        event.type === doneOf(invokeId) && !Object.values(event.output ?? { result: '' }).includes('unknown'),
    )
  return isSettled ? null : (taken[last] ?? null)
}

/**
 * What `createActor(flow.machine, { snapshot })` needs to take the call up again live: the lookup or write under way
 * starts again with its input (from a folded snapshot itself its input would be undefined).
 */
export function persisted(flow: CompiledFlow, snapshot: Snapshot): unknown {
  return flow.machine.getPersistedSnapshot(snapshot)
}
