import type { Database } from 'better-sqlite3'
import { type PlatformStatus, platformStatus } from '#shared/domain/platform.ts'

export type StatusRepository = ReturnType<typeof statusRepository>

/** The last status heard, for the next start. */
export function statusRepository(database: Database) {
  const read = database.prepare<[], { status: string; heardAt: number }>(
    'SELECT status, heard_at AS heardAt FROM status',
  )
  const write = database.prepare(`
    INSERT INTO status (id, status, heard_at) VALUES (1, ?, ?)
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, heard_at = excluded.heard_at`)

  const forget = database.prepare('DELETE FROM status')

  return {
    /** null when nothing was ever heard, or when what was kept is of another time's shape. */
    read(): { status: PlatformStatus; heardAt: number } | null {
      const row = read.get()
      if (!row) return null
      const parsed = platformStatus.safeParse(JSON.parse(row.status))
      return parsed.success ? { status: parsed.data, heardAt: row.heardAt } : null
    },
    /** @param heardAt milliseconds since the epoch, on the station's clock */
    write(status: PlatformStatus, heardAt: number): void {
      write.run(JSON.stringify(status), heardAt)
    },
    forget(): void {
      forget.run()
    },
  }
}
