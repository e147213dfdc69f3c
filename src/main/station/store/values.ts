import type { Database } from 'better-sqlite3'
import type { CallValues } from '#shared/domain/call.ts'
import { report } from '../journal/failures.ts'
import { type Seal, SealBroken } from './seal.ts'

export type ValueRepository = ReturnType<typeof valueRepository>

/** What was typed or looked up on a call, by key and by the record it followed; the newest wins. */
export function valueRepository(database: Database, seal: Seal) {
  const set = database.prepare(`
    INSERT INTO value (call_id, key, seq, sealed_value) VALUES (?, ?, ?, ?)
    ON CONFLICT (call_id, key, seq) DO UPDATE SET sealed_value = excluded.sealed_value`)
  const read = database.prepare<[string], { key: string; sealed: Buffer }>(
    // SQLite answers the bare column of the row that holds the maximum.
    'SELECT key, sealed_value AS sealed, max(seq) FROM value WHERE call_id = ? GROUP BY key',
  )
  const erase = database.prepare<[string, string]>("DELETE FROM value WHERE call_id = ? AND key LIKE ? || '.%'")

  const forget = database.prepare('DELETE FROM value WHERE call_id = ?')

  function openOne(callId: string, key: string, sealed: Buffer): string | null {
    try {
      return seal.open(sealed, placeOf(callId, key)).toString()
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      report(`A value of the call ${callId} can no longer be read (${key}).`)
      return null
    }
  }

  return {
    set(callId: string, seq: number, values: CallValues): void {
      for (const [key, value] of Object.entries(values))
        set.run(callId, key, seq, seal.seal(value, placeOf(callId, key)))
    },
    /** One that no longer opens (a damaged disk) is left out and reported: the others are still worth reading. */
    read: (callId: string): CallValues =>
      Object.fromEntries(
        read.all(callId).flatMap(({ key, sealed }) => {
          const value = openOne(callId, key, sealed)
          return value === null ? [] : [[key, value]]
        }),
      ),
    /** Forgets every value of a call. */
    forget(callId: string): void {
      forget.run(callId)
    },
    /** Forgets every value under a noun: `client` forgets client.firstName, client.email… */
    erase(callId: string, noun: string): void {
      erase.run(callId, noun)
    },
  }
}

const placeOf = (callId: string, key: string) => `value/${callId}/${key}`
