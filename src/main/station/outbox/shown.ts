import type { OutboxRow } from '#shared/contracts/station.ts'
import { traceOfKey } from '../backend/trace.ts'
import type { StoredRow } from '../store/outbox.ts'

/** A row as a screen sees it. */
export function shownRow(row: StoredRow, isSending: boolean): OutboxRow {
  const isWaiting = row.state === 'waiting'
  return {
    id: row.id,
    kind: row.kind,
    callId: row.callId,
    state: isWaiting && isSending ? 'sending' : row.state,
    createdAt: row.createdAt,
    attempts: row.attempts,
    nextAttemptAt: isWaiting && row.dueAt > 0 ? new Date(row.dueAt).toISOString() : null,
    refusal: row.refusal,
    traceId: traceOfKey(row.idempotencyKey),
  }
}
