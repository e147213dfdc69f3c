import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { systemClock } from '#backend/clock.ts'
import { openDatabase } from '#backend/database/open.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated file that the tests' own are copies of; absent where the tests run on PostgreSQL. */
    sqliteTemplate?: string
  }
}

/** The migrations are run once: they took a third of the opening of each test's backend. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'numi-sqlite-'))
  const db = await openDatabase({ databaseUrl: null, dataDir: folder, clock: systemClock })
  await db.destroy()
  project.provide('sqliteTemplate', join(folder, 'numi.sqlite'))
  return () => rm(folder, { recursive: true })
}
