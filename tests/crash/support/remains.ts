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

/** What a workplace that nothing runs on any more has left. */
export function remainsOf(dataDir: string, callId: string): Remains {
  const copy = mkdtempSync(join(tmpdir(), 'numi-crash-remains-'))
  // The -shm file is rebuilt from the -wal: a crashed machine has none either.
  cpSync(dataDir, copy, { recursive: true, filter: (file) => !basename(file).endsWith('-shm') })
  const database = new Sqlite(join(copy, 'station.db'))
  try {
    return read(database, callId)
  } finally {
    database.close()
    rmSync(copy, { recursive: true, force: true })
  }
}

/** What a workplace holds while its station runs: a copy could be torn. */
export function storedIn(dataDir: string, callId: string): Remains {
  const database = new Sqlite(join(dataDir, 'station.db'), { readonly: true })
  try {
    return read(database, callId)
  } finally {
    database.close()
  }
}

function read(database: Sqlite.Database, callId: string): Remains {
  const rows = <Row>(sql: string): Row[] => database.prepare<[string], Row>(sql).all(callId)
  const integrity = database.pragma('integrity_check') as { integrity_check: string }[]
  const orphans = database.pragma('foreign_key_check') as { table: string }[]
  return {
    integrity: [...integrity.map((row) => row.integrity_check), ...orphans.map(({ table }) => `orphan in ${table}`)],
    callId,
    channel: rows<{ channel: Channel }>('SELECT channel FROM call WHERE id = ?')[0]?.channel ?? 'phone',
    journal: rows<{ record: string }>('SELECT record FROM journal WHERE call_id = ? ORDER BY seq').map(({ record }) =>
      JSON.parse(record),
    ),
    outbox: rows<{ id: string }>('SELECT id FROM outbox WHERE call_id = ? ORDER BY position').map(({ id }) => id),
    isEnded: rows('SELECT 1 FROM call WHERE id = ? AND ended_at IS NOT NULL').length === 1,
  }
}
