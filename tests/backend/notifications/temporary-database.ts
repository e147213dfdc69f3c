import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { migrations } from '#backend/database/migrations/index.ts'
import { openDatabase } from '#backend/database/open.ts'
import type { TestClock } from '../open-backend.ts'
import { databaseOf, dropDatabaseOf } from '../test-database.ts'

/**
 * A database of its own for the test under way, in its own directory, removed with it.
 * @param known the migrations that were applied to it
 */
export async function openTemporaryDatabase(clock: TestClock, known = migrations) {
  const dataDir = mkdtempSync(join(tmpdir(), 'numi-notifications-'))
  const databaseUrl = await databaseOf(dataDir, known === migrations ? 'migrated' : 'empty')
  const db = await openDatabase({ databaseUrl, dataDir, clock }, known)
  onTestFinished(async () => {
    await db.destroy()
    await dropDatabaseOf(dataDir)
    rmSync(dataDir, { recursive: true })
  })
  return { db, dataDir, databaseUrl }
}
