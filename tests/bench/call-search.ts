import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { type CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { placesFound } from '#backend/call-log/text-index.ts'
import { systemClock } from '#backend/clock.ts'
import { type Db, openDatabase } from '#backend/database/open.ts'
import { demoAgents, demoPassword } from '#backend/demo/agents.ts'
import { startPostgres } from '../postgres/server.ts'
import { startBackend } from './backend.ts'
import { callCount, fillCalls, fillPart, millionCalls } from './million-calls.ts'
import { inTurn, type Measured, NotHere, type Row, summed, timed } from './row.ts'
import { inFolder } from './workplace.ts'

/** What supervisors look for, also while they type: words that half of the calls have, a few of them, or none. */
const searches = [
  ...['po', 'portail', 'mot de passe', 'compte bloqué', 'erreur', 'erreur 50', 'erreur 500', 'l’adsl', 'safari'],
  ...[
    'camille',
    'camille durand',
    'camille durand105',
    'bérén',
    'schmitt119',
    'karim ayad page',
    'email',
    'navigateur',
  ],
  ...['firefox', 'message', 'zoé n’diaye'],
]
const rounds = searches.length * 3

/** The first page of a search, asked over HTTP, and the query of the index by itself. */
export const callSearch: Row = {
  name: 'call-search',
  what: `Recherche dans ${callCount.toLocaleString('fr-FR')} appels, SQLite : première page (95e centile)`,
  unit: 'ms',
  bound: 1.5,
  async measure() {
    const dataDir = await millionCalls('words')
    const db = await openDatabase({ databaseUrl: null, dataDir, clock: systemClock })
    const bare = new SQLite(join(dataDir, 'numi.sqlite'), { readonly: true })
    try {
      return await compare(db, { NUMI_DATA_DIR: dataDir }, ({ sql: asked, parameters }) =>
        bare.prepare(asked).all(parameters),
      )
    } finally {
      bare.close()
      await db.destroy()
    }
  },
}

/** The same on PostgreSQL. */
export const callSearchPostgres: Row = {
  ...callSearch,
  name: 'call-search-postgres',
  what: `Recherche dans ${callCount.toLocaleString('fr-FR')} appels, PostgreSQL : première page (95e centile)`,
  measure: () =>
    inFolder(async (dataDir) => {
      const server = await startPostgres({ isDurable: true }).catch((error: Error) => {
        throw new NotHere(error.message)
      })
      await server.run('create database bench')
      const databaseUrl = server.urlOf('bench')
      const settings = { NUMI_DATA_DIR: dataDir, DATABASE_URL: databaseUrl }
      await (await startBackend(settings, ['--demo'])).stop()
      const db = await openDatabase({ databaseUrl, dataDir, clock: systemClock })
      const bare = new pg.Client({ connectionString: databaseUrl })
      try {
        await bare.connect()
        await db.connection().execute(async (one) => {
          // Half of its time would go into checking what refers to what.
          await sql`set session_replication_role = replica`.execute(one)
          await fillCalls(one)
          await sql`drop index call_text_index`.execute(one)
          await fillPart(one, 'words')
          await sql`set maintenance_work_mem = '512MB'`.execute(one)
          await sql`create index call_text_index on call_text using gin (words)`.execute(one)
          await sql`vacuum analyze`.execute(one)
          await sql`reset session_replication_role`.execute(one)
        })
        return await compare(db, settings, ({ sql: asked, parameters }) => bare.query(asked, [...parameters]))
      } finally {
        await bare.end()
        await db.destroy()
        await server.stop()
      }
    }),
}

async function compare(
  db: Db,
  settings: Record<string, string>,
  bare: (query: CompiledQuery) => unknown,
): Promise<Measured> {
  const backend = await startBackend(settings)
  const { url } = backend
  try {
    const token = await signIn(url)
    const wordsOf = (round: number) => searches[round % searches.length] ?? ''
    return summed(
      await inTurn(
        rounds,
        (round) => timed(() => firstPage(url, token, wordsOf(round))),
        (round) => timed(() => bare(bareQuery(db, wordsOf(round)))),
      ),
      'p95',
    )
  } finally {
    await backend.stop()
  }
}

/** As many places as a page has, and the one that says whether there are more. */
function bareQuery(db: Db, q: string): CompiledQuery {
  const found = placesFound(db, q)
  if (!found) throw new Error(`« ${q} » has no word in it.`)
  return sql`select place from ${found} as hit order by place desc limit 101`.compile(db)
}

async function signIn(url: string): Promise<string> {
  const email = demoAgents.find(({ role }) => role === 'supervisor')?.email
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword }),
  })
  return ((await answer.json()) as { token: string }).token
}

async function firstPage(url: string, token: string, q: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/calls?${new URLSearchParams({ q })}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!answer.ok) throw new Error(`« ${q} »: ${answer.status} ${await answer.text()}`)
  await answer.json()
}
