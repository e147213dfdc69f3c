import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDatabase } from '#backend/database/open.ts'
import type { TestClock } from '../open-backend.ts'

/** A database of its own for the test under way, in its own directory, removed with it. */
export async function openTemporaryDatabase(clock: TestClock) {
  const dataDir = mkdtempSync(join(tmpdir(), 'numi-notifications-'))
  const db = await openDatabase({ dataDir, clock })
  onTestFinished(async () => {
    await db.destroy()
    rmSync(dataDir, { recursive: true })
  })
  return { db, dataDir }
}
