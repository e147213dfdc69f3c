import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, type RawBuilder, SqliteAdapter, SqliteDialect, sql, type Transaction } from 'kysely'
import { placesAnInstant } from '#backend/call-log/place.ts'
import { indexedWords } from '#backend/call-log/search-words.ts'
import { type ToldCall, tellCall } from '#backend/call-log/tell-call.ts'
import { recountDay } from '#backend/call-log/visit-counts.ts'
import type { Db } from '#backend/database/open.ts'
import type { Database } from '#backend/database/tables.ts'
import { keepDefinition } from '#backend/flows/definitions.ts'
import { hashOf, readFlow } from '#node/flows/read.ts'
import { readScenarios } from '#node/flows/scenarios.ts'
import type { Channel, Closing } from '#shared/domain/call.ts'
import { dateAfter, parisDate, parisMidnight } from '#shared/domain/paris-day.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import { TestBackend } from '../e2e/backend.ts'

export const callCount = 1_000_000
/** When the first ended, and how much later each of the others: nearly a year until now, so that none is to be forgotten yet. */
export const firstAt = parisMidnight(dateAfter(parisDate(Date.now()), -360))
const apartMs = 31_000
/** Of the words that a call says, so many: its index is made in a minute, not in ten. */
const wordsKept = 14

const folder = 'flows/bug-technique'

type Trx = Transaction<Database>

/** A call of the real flow, which many are copies of. */
interface Model {
  channel: Channel
  closing: Closing
  durationMs: number
  told: ToldCall
}

/** What is made of a year's calls: their lines, and what finds them, or where they went. */
export type Part = 'words' | 'steps'

/**
 * Fills a migrated database with a year's calls, all at once, as real calls of the flow are; their journals are empty, for
 * nothing measured here reads them.
 */
export async function fillCalls(db: Db): Promise<void> {
  const hotliners = await db.selectFrom('user').select('id').where('role', '=', 'hotliner').execute()
  const definition = await readFlow(folder)
  await db.transaction().execute(async (trx) => {
    await keepDefinition(trx, hashOf(definition), definition, new Date(firstAt))
    await writeModels(trx, await models())
    for (const [k, { id }] of hotliners.entries()) await sql`insert into who values (${k}, ${id})`.execute(trx)
    await writeCalls(trx, { hash: hashOf(definition), agents: hotliners.length, models: (await models()).length })
  })
}

async function models(): Promise<Model[]> {
  const flow = compile(await readFlow(folder))
  return (await readScenarios(folder)).map((scenario) => {
    const { journal, values, closing } = rehearse(flow, scenario)
    const told = tellCall(flow, { channel: scenario.channel, journal, values })
    return { channel: scenario.channel, closing, durationMs: journal.at(-1)?.elapsedMs ?? 0, told }
  })
}

/** The tables that calls are made from, gone with the connection. */
async function writeModels(trx: Trx, all: readonly Model[]): Promise<void> {
  for (const statement of [
    sql`create temporary table who (k integer primary key, agent_id text)`,
    sql`create temporary table client (k integer primary key, name text, words text)`,
    sql`create temporary table model (k integer primary key, channel text, closing text, duration_ms integer, reason text,
      phases text, has_ticket integer, words text)`,
    sql`create temporary table model_step (k integer, position integer, step_id text, phase_id text, entered_ms integer,
      duration_ms integer, left_by text, next_step_id text, is_first integer)`,
    sql`create index model_step_by_k on model_step (k)`,
  ])
    await statement.execute(trx)
  for (const [k, name] of clients.entries())
    await sql`insert into client values (${k}, ${name}, ${indexedWords([name])})`.execute(trx)
  for (const [k, { channel, closing, durationMs, told }] of all.entries()) {
    const { visits, reason, hasTicket, texts } = told
    const phases = [...new Set(visits.map(({ phaseId }) => phaseId))].map((id) => ` ${id} `).join('')
    await sql`insert into model values (${k}, ${channel}, ${closing}, ${durationMs}, ${reason}, ${phases},
      ${hasTicket ? 1 : 0}, ${someWords(texts, k)})`.execute(trx)
    for (const [index, visit] of visits.entries())
      await sql`insert into model_step values (${k}, ${index + 1}, ${visit.stepId}, ${visit.phaseId}, ${visit.enteredMs},
        ${visit.durationMs}, ${visit.leftBy}, ${visits[index + 1]?.stepId ?? null},
        ${visits.findIndex(({ stepId }) => stepId === visit.stepId) === index ? 1 : 0})`.execute(trx)
  }
}

/** Some of the words of a model: of what was typed, which comes first, and of what was said, at regular places. */
function someWords(texts: readonly string[], k: number): string {
  const words = texts.flatMap((text) => text.split(/\s+/))
  const step = Math.max(1, Math.floor(words.length / wordsKept))
  return indexedWords([words.filter((_, index) => index < 6 || (index + k) % step === 0).join(' ')])
}

const firstNames = ['Camille', 'Jean', 'Sophie', 'Karim', 'Odette', 'Nadia', 'Luc', 'Zoé', 'Élise', 'Bérénice', 'Maël']
const lastNames = ['Durand', 'Petit', 'Ferrand', 'Ayad', 'Tessier', 'Lefèvre', 'Guérin', 'N’Diaye', 'Morin', 'Schmitt']
const clients = firstNames.flatMap((first) =>
  lastNames.flatMap((last) => Array.from({ length: 20 }, (_, place) => `${first} ${last}${place + 100}`)),
)

interface Written {
  hash: string
  agents: number
  models: number
}

const isSqlite = (db: Db | Trx) => db.getExecutor().adapter instanceof SqliteAdapter
const place = sql`ended_ms * ${sql.lit(placesAnInstant)}`

async function writeCalls(trx: Trx, { hash, agents, models }: Written): Promise<void> {
  const id = isSqlite(trx)
    ? sql`printf('01942d00-0000-7000-8000-%012x', i)`
    : sql`'01942d00-0000-7000-8000-' || lpad(to_hex(i), 12, '0')`
  const instant = (ms: RawBuilder<unknown>) =>
    isSqlite(trx)
      ? sql`strftime('%Y-%m-%dT%H:%M:%fZ', ${ms} / 1000.0, 'unixepoch')`
      : sql`to_char(to_timestamp(${ms} / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const lasted = sql`(duration_ms + i % 97 * 1000)`
  // Neighbours are no copies of one model, nor of one client.
  await sql`create temporary table made as
    with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i + 1 < ${sql.lit(callCount)})
    select i, ${id} as id, ${sql.lit(firstAt)} + i * ${sql.lit(apartMs)} as ended_ms, i * 7919 % ${sql.lit(models)} as model,
      (i * 7 + i / 1000) % ${sql.lit(clients.length)} as client, i % ${sql.lit(agents)} as who from n`.execute(trx)
  await sql`insert into call (id, agent_id, flow_id, flow_hash, channel, started_at, ended_at, closing, duration_ms,
      content_hash, journal, ${sql.ref('values')}, received_at)
    select id, agent_id, 'bug-technique', ${hash}, channel, ${instant(sql`(ended_ms - ${lasted})`)},
      ${instant(sql`ended_ms`)}, closing, ${lasted}, id, '[]', '{}', ${instant(sql`ended_ms`)}
    from made join model on model.k = made.model join who on who.k = made.who order by i`.execute(trx)
  await sql`insert into call_log (place, call_id, agent_id, flow_id, flow_hash, channel, started_at, ended_at, closing,
      duration_ms, folding, reason, phases, has_ticket, client_name, is_anonymised)
    select ${place}, call.id, call.agent_id, flow_id, flow_hash, call.channel, started_at,
      ended_at, call.closing, call.duration_ms, 'folded', reason, phases, has_ticket, name, 0
    from made join call on call.id = made.id join model on model.k = made.model join client on client.k = made.client
    order by i`.execute(trx)
}

/** Gives the calls of `fillCalls`, on the same connection, what finds them or where they went. */
export const fillPart = (db: Db, part: Part): Promise<void> =>
  db.transaction().execute(part === 'words' ? writeWords : writeSteps)

async function writeWords(trx: Trx): Promise<void> {
  const type = sql.raw(isSqlite(trx) ? 'text' : 'tsvector')
  await sql`insert into call_text (place, words)
    select ${place}, cast(model.words || ' ' || client.words as ${type})
    from made join model on model.k = made.model join client on client.k = made.client order by i`.execute(trx)
}

async function writeSteps(trx: Trx): Promise<void> {
  await sql`insert into call_step (place, position, step_id, phase_id, entered_ms, duration_ms, left_by, next_step_id,
      is_first)
    select ${place}, position, step_id, phase_id, entered_ms, duration_ms + i % 31 * 250, left_by, next_step_id, is_first
    from made join model_step on model_step.k = made.model order by i, position`.execute(trx)
  for (let day = parisDate(firstAt); parisMidnight(day) < firstAt + callCount * apartMs; day = dateAfter(day, 1))
    await recountDay(trx, day)
}

/** Folders that hold a year's calls on SQLite, made once a run, with what was asked for. */
const made = new Map<Part, Promise<string>>()

/** A folder as a backend of the demonstration leaves it, with a year's calls; it is gone with the process. */
export function millionCalls(part: Part): Promise<string> {
  const folder = made.get(part) ?? makeCalls(part)
  made.set(part, folder)
  return folder
}

async function makeCalls(part: Part): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'numi-million-'))
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }))
  await TestBackend.prepare(dataDir)
  const database = new SQLite(join(dataDir, 'numi.sqlite'))
  // What is lost with the machine is made again.
  for (const setting of ['journal_mode = delete', 'journal_mode = off', 'synchronous = off', 'cache_size = -500000'])
    database.pragma(setting)
  const db: Db = new Kysely<Database>({ dialect: new SqliteDialect({ database }) })
  await fillCalls(db)
  await fillPart(db, part)
  await db.destroy()
  return dataDir
}
