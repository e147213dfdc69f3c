import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Channel, JournalRecord } from '#shared/domain/call.ts'

/** What is on disk of a workplace, read from a copy: looking must not mend what a crash left. */
export interface Remains {
  /** `PRAGMA integrity_check`, then each row without what it refers to. */
  integrity: string[]
  callId: string
  channel: Channel
  journal: JournalRecord[]
  /** The ids of every row to deliver for the call. */
  outbox: string[]
  isEnded: boolean
}

export function remainsOf(dataDir: string, callId: string): Remains {
  const copy = mkdtempSync(join(tmpdir(), 'numi-crash-remains-'))
  // The -shm file is rebuilt from the -wal: a crashed machine has none either.
  cpSync(dataDir, copy, { recursive: true, filter: (file) => !basename(file).endsWith('-shm') })
  const database = new Sqlite(join(copy, 'station.db'))
  try {
    const rows = <Row>(sql: string): Row[] => database.prepare<[string], Row>(sql).all(callId)
    const integrity = (database.pragma('integrity_check') as { integrity_check: string }[]).map(
      (row) => row.integrity_check,
    )
    const orphans = (database.pragma('foreign_key_check') as { table: string }[]).map(
      ({ table }) => `orphan in ${table}`,
    )
    return {
      integrity: [...integrity, ...orphans],
      callId,
      channel: rows<{ channel: Channel }>('SELECT channel FROM call WHERE id = ?')[0]?.channel ?? 'phone',
      journal: rows<{ record: string }>('SELECT record FROM journal WHERE call_id = ? ORDER BY seq').map(({ record }) =>
        JSON.parse(record),
      ),
      outbox: rows<{ id: string }>('SELECT id FROM outbox WHERE call_id = ? ORDER BY position').map(({ id }) => id),
      isEnded: rows('SELECT 1 FROM call WHERE id = ? AND ended_at IS NOT NULL').length === 1,
    }
  } finally {
    database.close()
    rmSync(copy, { recursive: true, force: true })
  }
}
