import type { Database } from 'better-sqlite3'

/** How many calls one transaction purges: nothing waits long behind it. */
const callsAtOnce = 50

export interface Purge {
  /**
   * Erases some of what was delivered before this moment: ended calls of which everything has been sent, with their
   * journal, values, evidence and screenshots; what was sent beside any call; drafts left alone since;
   * what nothing refers to any more. Never what is still to be delivered. Answers whether there may be more.
   * @param before milliseconds since the epoch
   */
  some(before: number): boolean
  /** Gives the room of what was erased back to the disk, and empties the journal file of it. */
  giveBack(): void
}

export function openPurge(database: Database): Purge {
  const calls = database
    .prepare<[string, number, number], string>(`
      SELECT id FROM call WHERE ended_at < ?
        AND NOT EXISTS (SELECT 1 FROM outbox WHERE call_id = call.id AND (sent_at IS NULL OR sent_at >= ?))
      LIMIT ?`)
    .pluck()
  const rowsOfCall = 'IN (SELECT id FROM outbox WHERE call_id = ?)'
  const ofCall = [
    `DELETE FROM ticket WHERE id ${rowsOfCall}`,
    `DELETE FROM outbox_attachment WHERE outbox_id ${rowsOfCall}`,
    ...['outbox', 'call_attachment', 'identity_evidence', 'given_call', 'value', 'journal'].map(
      (table) => `DELETE FROM ${table} WHERE call_id = ?`,
    ),
    'DELETE FROM call WHERE id = ?',
  ].map((sql) => database.prepare<[string]>(sql))
  const rowsBeside = `IN (SELECT id FROM outbox WHERE call_id IS NULL AND sent_at < ?
    AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.waits_for = outbox.id AND other.sent_at IS NULL))`
  const besideCalls = [
    `DELETE FROM ticket WHERE id ${rowsBeside}`,
    `DELETE FROM outbox_attachment WHERE outbox_id ${rowsBeside}`,
    `DELETE FROM outbox WHERE id ${rowsBeside}`,
    'DELETE FROM draft WHERE touched_at < ?',
  ].map((sql) => database.prepare<[number]>(sql))
  const unneeded = [
    `DELETE FROM attachment WHERE sha256 NOT IN (SELECT sha256 FROM call_attachment)
      AND sha256 NOT IN (SELECT sha256 FROM outbox_attachment)`,
    `DELETE FROM flow WHERE hash NOT IN (SELECT flow_hash FROM call)
      AND hash NOT IN (SELECT hash FROM published_flow)`,
  ].map((sql) => database.prepare<[]>(sql))

  const eraseSome = database.transaction((before: number): boolean => {
    const found = calls.all(new Date(before).toISOString(), before, callsAtOnce)
    for (const call of found) for (const statement of ofCall) statement.run(call)
    if (found.length === callsAtOnce) return true
    for (const statement of besideCalls) statement.run(before)
    for (const statement of unneeded) statement.run()
    return false
  })

  return {
    some: (before) => eraseSome.immediate(before),
    giveBack() {
      database.pragma('incremental_vacuum')
      database.pragma('wal_checkpoint(TRUNCATE)')
    },
  }
}
