import { v7 as uuidv7 } from 'uuid'
import type { StationTicket } from '#shared/contracts/station.ts'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { putTicket } from '../calls/actors/file-ticket.ts'
import { callOf } from '../calls/own-call.ts'
import { StationFailure } from '../failure.ts'
import type { HandlersOf } from '../handler.ts'
import type { StoredRow } from '../store/outbox.ts'
import { SealBroken } from '../store/seal.ts'
import type { Workplace } from '../workplace.ts'
import { shownRow } from './shown.ts'

export function ticketHandlers({ store, standings, courier, changed }: Workplace): HandlersOf<'tickets'> {
  function shown(row: StoredRow): StationTicket {
    const note = store.tickets.read(row.id)
    if (!note) throw new Error(`The ticket ${row.id} is not whole.`)
    return {
      ticket: store.outbox.bodyOf(row) as NewTicket,
      clientName: note.clientName,
      number: note.number,
      delivery: shownRow(row, courier.isSending(row.id)),
    }
  }

  /** One that can no longer be opened is only among the deliveries, refused in words. */
  function shownIfReadable(row: StoredRow): StationTicket[] {
    try {
      return [shown(row)]
    } catch (error) {
      if (error instanceof SealBroken) return []
      throw error
    }
  }

  return {
    'tickets.list': (_input, agent) => ({
      tickets: store.outbox
        .ofAgent(agent.id)
        .filter((row) => row.kind === 'ticket')
        .flatMap(shownIfReadable),
    }),

    'tickets.fileLeftOpen': ({ callId }, agent) => {
      const call = callOf(store, callId, agent.id)
      if (call.closing !== 'left-open')
        throw new StationFailure('invalid-input', 'Cet appel a été mené à sa fin : son ticket se crée pendant l’appel.')
      const { facts, seq } = standings.of(call)
      const row = store.change(() => {
        const id = store.outbox.ticketOfCall(callId) ?? uuidv7()
        const values = store.values.read(callId)
        if (!store.outbox.read(id, agent.id))
          putTicket({ ...{ id, call, facts, seq, values, store }, filedAt: new Date().toISOString() })
        store.calls.told(callId)
        return store.outbox.read(id, agent.id)
      })
      if (!row) throw new StationFailure('not-found')
      courier.wake()
      changed()
      return shown(row)
    },

    /**
     * The ticket keeps its id, which the backend makes at most one ticket of; the corrected body goes under a new
     * Idempotency-Key, since the refused one is bound to the refused body.
     */
    'tickets.correct': ({ ticket }, agent) => {
      const corrected = store.change(() => {
        const row = store.outbox.read(ticket.id, agent.id)
        if (row?.kind !== 'ticket') throw new StationFailure('not-found')
        if (row.state !== 'refused')
          throw new StationFailure('invalid-input', 'Seul un signalement refusé peut être corrigé.')
        const before = store.outbox.bodyOf(row) as NewTicket
        // What a correction may not change: whose ticket it is, of which call, and when it was filed.
        const body: NewTicket = { ...ticket, callId: before.callId, filedAt: before.filedAt }
        const known = new Set(before.attachments.map((one) => one.sha256))
        if (body.attachments.some((one) => !known.has(one.sha256)))
          throw new StationFailure('invalid-input', 'Une correction peut retirer une capture, pas en ajouter.')
        store.outbox.setAttachments(
          row.id,
          body.attachments.map((one) => one.sha256),
        )
        store.outbox.renew(row.id, uuidv7(), body)
        if (body.contact.name) store.tickets.setClientName(row.id, body.contact.name)
        return store.outbox.read(row.id, agent.id)
      })
      if (!corrected) throw new StationFailure('not-found')
      courier.wake()
      changed()
      return shown(corrected)
    },
  }
}
