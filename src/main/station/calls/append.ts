import { isDeepStrictEqual } from 'node:util'
import type { StationParsed } from '#shared/contracts/station.ts'
import { stationErrors } from '#shared/contracts/station-errors.ts'
import { type Call, type CallValues, clientNouns, type JournalRecord } from '#shared/domain/call.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { type Fold, FoldError } from '#shared/flow/replay.ts'
import { StationFailure } from '../failure.ts'
import type { Store } from '../store/store.ts'
import type { Workplace } from '../workplace.ts'
import { writerOf } from './actors/registry.ts'
import { callOf } from './own-call.ts'
import type { Outcome } from './standings.ts'

/**
 * Commits one record with its values, and all that follows from it, in one transaction: what an intention writes to
 * the outbox, the end of the call and the delivery of its record. What follows is what the call's own script says,
 * whatever its screen believes. The same record again changes nothing.
 * @returns whether something is left to deliver
 */
export function append(
  { record, values }: StationParsed<'calls.append'>,
  agentId: string,
  { store, standings }: Pick<Workplace, 'store' | 'standings'>,
): boolean {
  const call = callOf(store, record.callId, agentId)
  const known = store.journal.find(record.eventId)
  if (known) {
    if (isDeepStrictEqual(known, record)) return false
    throw new StationFailure('invalid-input', 'Un autre événement porte déjà cet identifiant.')
  }
  if (call.endedAt !== null) throw new StationFailure('call-ended')
  const before = standings.of(call)
  if (record.seq !== before.seq + 1) throw new StationFailure('out-of-order')
  const after = taken(record, before)
  if (!isGiven(record, before, standings.outcomeOf(call.id)))
    throw new StationFailure(
      'unexpected-event',
      `${stationErrors['unexpected-event']} Ce résultat n’est pas celui de l’action.`,
    )

  store.change(() => {
    // Another process may have been faster since the journal was read: each place in it is given once.
    if (!store.journal.append(record)) throw new StationFailure('out-of-order')
    forgetOtherClient(call, values, store)
    store.values.set(call.id, record.seq, values)
    const write = record.event.type === 'intention' ? writerOf(record.event.actor ?? '') : undefined
    write?.({ call, record, facts: after.facts, values: store.values.read(call.id), store })
    if (after.closing !== null) {
      store.calls.end(call.id, record.at, after.closing)
      store.outbox.insert({
        id: call.id,
        agentId,
        kind: 'call',
        callId: call.id,
        body: null,
        createdAt: record.at,
        waitsFor: null,
        attachments: [],
      })
    }
  })
  if (after.closing === null) standings.keep(call.id, after)
  else standings.forget(call.id)
  return record.event.type === 'intention' || after.closing !== null
}

/** Where the record leads; refused in words when nothing at that step takes it. */
function taken(record: JournalRecord, before: Fold): Fold {
  try {
    return before.take(record)
  } catch (error) {
    if (!(error instanceof FoldError)) throw error
    throw new StationFailure(
      'unexpected-event',
      `${stationErrors['unexpected-event']} (« ${record.event.type} » : ${error.why})`,
    )
  }
}

/** Whether the outcome of an act that must not wait is the one that this station was given: a screen cannot claim another. */
function isGiven({ event }: JournalRecord, before: Fold, outcome: Outcome | null): boolean {
  const { invoke } = before
  if (event.output === undefined || !invoke || actorEntry(invoke.src)?.kind !== 'direct') return true
  const key = before.pendingIntention(invoke.id)?.eventId
  return outcome !== null && outcome.key === key && isDeepStrictEqual({ ...outcome.output }, event.output)
}

/** Another account on the call: nothing looked up about the one before may stay, least of all an address. */
function forgetOtherClient(call: Call, values: CallValues, store: Store): void {
  const next = values['account.id']
  if (next === undefined || next === store.values.read(call.id)['account.id']) return
  for (const noun of clientNouns) store.values.erase(call.id, noun)
}
