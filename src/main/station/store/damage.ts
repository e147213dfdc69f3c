import type { Database } from 'better-sqlite3'
import type { StationState } from '#shared/contracts/station.ts'

type Damage = NonNullable<StationState['damage']>

/** What was lost and recovered when this database took a damaged one's place; kept until somebody has read it. */
export interface DamageRepository {
  read(): Damage | null
  /** The full check found damage while the database is open: the next start mends it. */
  found(): void
  /** Somebody has read it. */
  forget(): void
}

/** @param suspect says to the next start that this database is damaged */
export function damageRepository(database: Database, suspect: () => void): DamageRepository {
  const read = database.prepare<[], Damage>('SELECT set_aside_as AS setAsideAs, recovered, lost FROM damage')
  const forget = database.prepare('DELETE FROM damage')
  let isFound = false
  // Read with every state that a screen is told: not a query each time.
  let kept = read.get() ?? null
  return {
    read: () => (isFound ? { setAsideAs: null, recovered: 0, lost: 0 } : kept),
    found() {
      isFound = true
      suspect()
    },
    forget() {
      isFound = false
      forget.run()
      kept = null
    },
  }
}
