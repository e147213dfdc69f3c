import type { Database } from 'better-sqlite3'
import type { CallValues } from '#shared/domain/call.ts'

export type ValueRepository = ReturnType<typeof valueRepository>

/** What was typed or looked up on a call, by key and by the record it followed; the newest wins. */
export function valueRepository(database: Database) {
  const set = database.prepare(`
    INSERT INTO value (call_id, key, seq, value) VALUES (?, ?, ?, ?)
    ON CONFLICT (call_id, key, seq) DO UPDATE SET value = excluded.value`)
  const read = database.prepare<[string], { key: string; value: string }>(
    // SQLite answers the bare column of the row that holds the maximum.
    'SELECT key, value, max(seq) FROM value WHERE call_id = ? GROUP BY key',
  )
  const erase = database.prepare<[string, string]>("DELETE FROM value WHERE call_id = ? AND key LIKE ? || '.%'")

  return {
    set(callId: string, seq: number, values: CallValues): void {
      for (const [key, value] of Object.entries(values)) set.run(callId, key, seq, value)
    },
    read: (callId: string): CallValues => Object.fromEntries(read.all(callId).map(({ key, value }) => [key, value])),
    /** Forgets every value under a noun: `client` forgets client.firstName, client.email… */
    erase(callId: string, noun: string): void {
      erase.run(callId, noun)
    },
  }
}
