import type { Database } from 'better-sqlite3'
import { report } from '../journal/failures.ts'
import { type Seal, SealBroken } from './seal.ts'

export type DraftRepository = ReturnType<typeof draftRepository>

/** What agents are writing and have not sent, each their own, by the screen's own key. */
export function draftRepository(database: Database, seal: Seal) {
  const read = database
    .prepare<[string, string], Buffer>('SELECT sealed_text FROM draft WHERE agent_id = ? AND key = ?')
    .pluck()
  const keep = database.prepare(`
    INSERT INTO draft (agent_id, key, sealed_text, touched_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (agent_id, key) DO UPDATE SET sealed_text = excluded.sealed_text, touched_at = excluded.touched_at`)
  const forget = database.prepare('DELETE FROM draft WHERE agent_id = ? AND key = ?')

  return {
    /** null when there is none, or when it can no longer be opened (a damaged disk). */
    read(agentId: string, key: string): string | null {
      const sealed = read.get(agentId, key)
      if (sealed === undefined) return null
      try {
        return seal.open(sealed, placeOf(agentId, key)).toString()
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error
        report('A draft can no longer be read.')
        return null
      }
    },
    /** @param at milliseconds since the epoch */
    keep(agentId: string, key: string, text: string, at: number): void {
      keep.run(agentId, key, seal.seal(text, placeOf(agentId, key)), at)
    },
    forget(agentId: string, key: string): void {
      forget.run(agentId, key)
    },
  }
}

const placeOf = (agentId: string, key: string) => `draft/${agentId}/${key}`
