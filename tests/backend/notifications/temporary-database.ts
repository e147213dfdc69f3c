import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase } from '#backend/database/open.ts'

/** A clock that moves only when it is told to. */
export function stoppedClock(at = '2025-12-19T00:00:00.000Z') {
  let now = new Date(at)
  return {
    now: () => now,
    advance(seconds: number) {
      now = new Date(now.getTime() + seconds * 1000)
    },
  }
}

/** A database of its own for the test under way, in its own directory, removed with it. */
export async function openTemporaryDatabase(clock = stoppedClock()) {
  const dataDir = mkdtempSync(join(tmpdir(), 'numi-notifications-'))
  const db = await openDatabase({ dataDir, clock })
  onTestFinished(async () => {
    await db.destroy()
    rmSync(dataDir, { recursive: true })
  })
  return { db, dataDir }
}
