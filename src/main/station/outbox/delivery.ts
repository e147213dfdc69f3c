import type { OperationInput } from '#shared/contracts/api.ts'
import type { CallRecord } from '#shared/domain/call.ts'
import type { Feedback } from '#shared/domain/feedback.ts'
import type { NewTicket } from '#shared/domain/ticket.ts'
import { Refusal } from '../backend/answers.ts'
import type { Backend } from '../backend/client.ts'
import { report } from '../journal/failures.ts'
import { FlowChanged, FlowMissing } from '../store/flows.ts'
import type { StoredRow } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'

/** What an `addition` row carries. */
export interface Addition {
  ticketId: string
  text: string
}
export type Subscription = OperationInput<'subscribe'>['body']

/** A screenshot of 5 MB on a slow line takes its time, in milliseconds. */
export const attachmentTimeoutMs = 60_000

/**
 * Sends one row and records that it is sent, with what came back. Throws `Unreachable` or `Refusal`.
 * What is recorded is not waited for on disk: taken back by a power cut, the row goes again under its key and gets the
 * same answer.
 * @param told the hashes of the scripts that this backend was told of since this workplace was opened
 */
export async function deliver(
  row: StoredRow,
  token: string,
  store: Store,
  backend: Backend,
  told: Set<string>,
): Promise<void> {
  const options = { token, key: row.idempotencyKey }
  const body = store.outbox.bodyOf(row)
  switch (row.kind) {
    case 'ticket': {
      await sendAttachments(row.id, token, store, backend)
      const { number } = await backend.call('fileTicket', { body: body as NewTicket }, options)
      store.note(() => {
        store.outbox.markSent(row.id, Date.now())
        store.tickets.setNumber(row.id, number)
        if (row.callId !== null)
          store.values.set(row.callId, store.journal.lastSeq(row.callId), { 'ticket.number': number })
      })
      return
    }
    case 'addition': {
      const { ticketId, text } = body as Addition
      await backend.call('addToTicket', { params: { id: ticketId }, body: { text } }, options)
      break
    }
    case 'subscription':
      await backend.call('subscribe', { body: body as Subscription }, options)
      break
    case 'feedback': {
      const said = body as Feedback
      // Whoever reads it reads the step in the version that showed it. Written by a workplace of before, it names none.
      if (said.step) await tellFlow(said.step.flowHash, token, store, backend, told)
      await backend.call('giveFeedback', { body: said }, options)
      break
    }
    case 'call': {
      const record = (body as CallRecord | null) ?? fixCallRecord(row, store)
      await tellFlow(record.call.flowHash, token, store, backend, told)
      await backend.call('recordCall', { params: { id: row.id }, body: record }, options)
      break
    }
  }
  store.note(() => store.outbox.markSent(row.id, Date.now()))
}

async function sendAttachments(rowId: string, token: string, store: Store, backend: Backend): Promise<void> {
  for (const sha256 of store.outbox.unsentAttachments(rowId)) {
    await sendAttachment(sha256, token, store, backend)
    store.outbox.markAttachmentSent(rowId, sha256)
  }
}

/** Sends one screenshot of this workplace. Throws `Unreachable` or `Refusal`. */
export async function sendAttachment(
  sha256: string,
  token: string | null,
  store: Store,
  backend: Backend,
): Promise<void> {
  const found = store.attachments.content(sha256)
  if (!found) throw new Error(`The attachment ${sha256} is not in the store.`)
  await backend.call('putAttachment', { params: { sha256 } }, { token, raw: found, timeoutMs: attachmentTimeoutMs })
}

/** Before the first call led with a script, or the first remark on it: without it the backend cannot tell what they mean. */
async function tellFlow(hash: string, token: string, store: Store, backend: Backend, told: Set<string>): Promise<void> {
  if (told.has(hash)) return
  try {
    await backend.call('keepFlow', { params: { hash }, body: store.flows.read(hash) }, { token })
  } catch (error) {
    const isRefused = error instanceof Refusal && error.status !== 401 && error.status !== 429
    if (!(isRefused || error instanceof FlowChanged || error instanceof FlowMissing)) throw error
    // What is sent counts more than the script that it is about: it goes all the same.
    report('The backend could not be told of a script.', error)
  }
  told.add(hash)
}

/**
 * The whole of an ended call, its values as they stand when it is first sent: from then on its body is fixed, for a
 * ticket's number that comes between two tries would make another request under the same key.
 */
function fixCallRecord(row: StoredRow, store: Store): CallRecord {
  return store.change(() => {
    const call = store.calls.read(row.id, row.agentId)
    if (!call) throw new Error(`The call ${row.id} is not in the store.`)
    const record = { call, journal: store.journal.read(row.id), values: store.values.read(row.id) }
    store.outbox.fixBody(row.id, record)
    return record
  })
}
