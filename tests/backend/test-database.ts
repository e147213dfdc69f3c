import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import type { Clock } from '#backend/clock.ts'
import { type Db, openDatabase } from '#backend/database/open.ts'
import { runOn, template } from '../postgres/server.ts'

const serverUrl = inject('postgresUrl')
const sqliteTemplate = inject('sqliteTemplate')

/**
 * The database that belongs to a data directory, as it was left: on SQLite the file in it (null), on PostgreSQL one of
 * its own, made when missing.
 */
export async function databaseOf(dataDir: string, made: 'migrated' | 'empty' = 'migrated'): Promise<string | null> {
  if (serverUrl === undefined) {
    const file = join(dataDir, 'numi.sqlite')
    if (made === 'migrated' && sqliteTemplate !== undefined && !existsSync(file)) await copyFile(sqliteTemplate, file)
    return null
  }
  const name = nameOf(dataDir)
  try {
    await runOn(
      serverUrl,
      `create database ${name} template ${made === 'migrated' ? template : 'template0'} strategy file_copy`,
    )
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === '42P04'
    if (!isThere) throw error
  }
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
}

/** Removes what `databaseOf` made for a data directory. */
export async function dropDatabaseOf(dataDir: string): Promise<void> {
  if (serverUrl !== undefined) await runOn(serverUrl, `drop database if exists ${nameOf(dataDir)} with (force)`)
}

/** All that a database holds, to be searched. */
export async function everythingIn(dataDir: string, databaseUrl: string | null): Promise<string> {
  if (databaseUrl !== null)
    return JSON.stringify(await runOn(databaseUrl, "select schema_to_xml('public', true, false, '')"))
  const files = await readdir(dataDir)
  return (await Promise.all(files.map((name) => readFile(join(dataDir, name), 'latin1')))).join('')
}

/** The database as a process that did not end what it was doing leaves it. */
export async function openAfterPowerCut(dataDir: string, clock: Clock): Promise<Db> {
  const databaseUrl = await databaseOf(dataDir)
  if (databaseUrl !== null) {
    await runOn(
      databaseUrl,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    return openDatabase({ databaseUrl, dataDir, clock })
  }
  const copy = await mkdtemp(join(tmpdir(), 'numi-copy-'))
  await cp(dataDir, copy, { recursive: true })
  onTestFinished(() => rm(copy, { recursive: true }))
  return openDatabase({ databaseUrl, dataDir: copy, clock })
}

const nameOf = (dataDir: string): string => `t${createHash('sha256').update(dataDir).digest('hex').slice(0, 20)}`
