import { isDeepStrictEqual } from 'node:util'
import type { StationParsed } from '#shared/contracts/station.ts'
import { type Call, type CallValues, clientNouns } from '#shared/domain/call.ts'
import { actorEntry } from '#shared/flow/actors.ts'
import { StationFailure } from '../failure.ts'
import type { Store } from '../store/store.ts'
import { writerOf } from './actors/registry.ts'
import { callOf } from './own-call.ts'

/**
 * Commits one record with its values, and all that follows from it, in one transaction: what an intention writes to
 * the outbox, the end of the call and the delivery of its record. The same record again changes nothing.
 */
export function append(
  { record, values, facts, ends }: StationParsed<'calls.append'>,
  agentId: string,
  store: Store,
): void {
  store.change(() => {
    const call = callOf(store, record.callId, agentId)
    const known = store.journal.find(record.eventId)
    if (known) {
      if (isDeepStrictEqual(known, record)) return
      throw new StationFailure('invalid-input', 'Un autre événement porte déjà cet identifiant.')
    }
    if (call.endedAt !== null) throw new StationFailure('call-ended')
    if (record.seq !== store.journal.lastSeq(call.id) + 1) throw new StationFailure('out-of-order')

    forgetOtherClient(call, values, store)
    store.journal.append(record)
    store.values.set(call.id, record.seq, values)
    if (record.event.type === 'intention') {
      const { actor = '' } = record.event
      if ((actorEntry(actor)?.kind ?? 'lookup') === 'lookup')
        throw new StationFailure('invalid-input', 'Une intention nomme ce qui agira.')
      writerOf(actor)?.({ call, record, facts, values: store.values.read(call.id), store })
    }
    if (ends !== null) {
      store.calls.end(call.id, record.at, ends)
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
}

/** Another account on the call: nothing looked up about the one before may stay, least of all an address. */
function forgetOtherClient(call: Call, values: CallValues, store: Store): void {
  const next = values['account.id']
  if (next === undefined || next === store.values.read(call.id)['account.id']) return
  for (const noun of clientNouns) store.values.erase(call.id, noun)
}
