import { v7 as uuidv7 } from 'uuid'
import { StationFailure } from '../failure.ts'
import type { HandlersOf } from '../handler.ts'
import type { Workplace } from '../workplace.ts'
import { shownRow } from './shown.ts'

export function outboxHandlers({ store, courier, changed }: Workplace): HandlersOf<'outbox'> {
  return {
    'outbox.list': (_input, agent) => ({
      rows: store.outbox.ofAgent(agent.id).map((row) => shownRow(row, courier.isSending(row.id))),
    }),
    'outbox.retry': ({ id }, agent) => {
      store.change(() => {
        const row = store.outbox.read(id, agent.id)
        if (!row) throw new StationFailure('not-found')
        // The backend may answer a refused key for ever with its refusal; it made nothing under it.
        if (row.state === 'refused') store.outbox.renew(id, uuidv7())
        else store.outbox.retry(id)
      })
      courier.wake()
      changed()
      return {}
    },
  }
}
