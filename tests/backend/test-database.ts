import { createHash, randomUUID } from 'node:crypto'
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

/** On PostgreSQL, what data directories have been lent here, by directory. */
const lent = new Map<string, string>()

/**
 * The database that belongs to a data directory, as it was left: on SQLite the file in it (null), on PostgreSQL one of
 * its own, made when missing.
 * @param made `lent`: migrated, and given back when it is dropped, for the next test to use: making one copies 700 files
 */
export async function databaseOf(
  dataDir: string,
  made: 'lent' | 'migrated' | 'empty' = 'migrated',
): Promise<string | null> {
  if (serverUrl === undefined) {
    const file = join(dataDir, 'numi.sqlite')
    if (made !== 'empty' && sqliteTemplate !== undefined && !existsSync(file)) await copyFile(sqliteTemplate, file)
    return null
  }
  if (made === 'lent') return urlOf(lent.get(dataDir) ?? (await lend(dataDir)))
  const name = lent.get(dataDir) ?? nameOf(dataDir)
  if (!lent.has(dataDir)) await make(name, made === 'empty' ? 'template0' : template)
  return urlOf(name)
}

const urlOf = (name: string) => Object.assign(new URL(serverUrl ?? ''), { pathname: `/${name}` }).href

/** One that another test gave back, else a new one. @returns its name */
async function lend(dataDir: string): Promise<string> {
  const [back] = await onServer(
    `update lending set is_lent = true where name =
      (select name from lending where not is_lent limit 1 for update skip locked) returning name`,
  )
  const name = (back as { name: string } | undefined)?.name ?? `lent_${randomUUID().replaceAll('-', '')}`
  if (!back) {
    await make(name, template)
    await onServer(`insert into lending values ('${name}', true)`)
  }
  lent.set(dataDir, name)
  return name
}

const onServer = (statement: string) => runOn(serverUrl ?? '', statement)

async function make(name: string, from: string): Promise<void> {
  try {
    await onServer(`create database ${name} template ${from} strategy file_copy`)
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === '42P04'
    if (!isThere) throw error
  }
}

const emptied = `
  set session_replication_role = replica;
  do $$ declare one text; begin
    for one in select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename <> 'migration'
    loop execute 'delete from ' || one; end loop;
  end $$`
const othersEnded =
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'

/** Removes what `databaseOf` made for a data directory, or gives it back. */
export async function dropDatabaseOf(dataDir: string): Promise<void> {
  if (serverUrl === undefined) return
  const name = lent.get(dataDir)
  if (name === undefined) return void (await onServer(`drop database if exists ${nameOf(dataDir)} with (force)`))
  await runOn(urlOf(name), othersEnded)
  await runOn(urlOf(name), emptied)
  await onServer(`update lending set is_lent = false where name = '${name}'`)
  lent.delete(dataDir)
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
    await runOn(databaseUrl, othersEnded)
    return openDatabase({ databaseUrl, dataDir, clock })
  }
  const copy = await mkdtemp(join(tmpdir(), 'numi-copy-'))
  await cp(dataDir, copy, { recursive: true })
  onTestFinished(() => rm(copy, { recursive: true }))
  return openDatabase({ databaseUrl, dataDir: copy, clock })
}

const nameOf = (dataDir: string): string => `t${createHash('sha256').update(dataDir).digest('hex').slice(0, 20)}`
