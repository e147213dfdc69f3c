import type { Database } from 'better-sqlite3'
import type { JournalRecord } from '#shared/domain/call.ts'

export type JournalRepository = ReturnType<typeof journalRepository>

/** Only ever added to. */
export function journalRepository(database: Database) {
  const insert = database.prepare(
    'INSERT INTO journal (call_id, seq, event_id, record) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const byEvent = database.prepare<[string], string>('SELECT record FROM journal WHERE event_id = ?').pluck()
  const last = database.prepare<[string], number>('SELECT coalesce(max(seq), 0) FROM journal WHERE call_id = ?').pluck()
  const all = database.prepare<[string], string>('SELECT record FROM journal WHERE call_id = ? ORDER BY seq').pluck()

  return {
    /** False, and nothing is written, where its place or its id is taken. */
    append: (record: JournalRecord): boolean =>
      insert.run(record.callId, record.seq, record.eventId, JSON.stringify(record)).changes === 1,
    find(eventId: string): JournalRecord | null {
      const found = byEvent.get(eventId)
      return found === undefined ? null : (JSON.parse(found) as JournalRecord)
    },
    /** 0 before the first record. */
    lastSeq: (callId: string): number => last.get(callId) ?? 0,
    read: (callId: string): JournalRecord[] => all.all(callId).map((record) => JSON.parse(record) as JournalRecord),
  }
}
