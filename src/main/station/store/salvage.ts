import type { Database } from 'better-sqlite3'

/** What matters most first: who, which calls, what is still to be delivered, what was answered and typed. */
const tables = [
  ...['seal', 'agent', 'flow', 'published_flow', 'call', 'outbox', 'ticket', 'journal'],
  ...['identity_evidence', 'attachment', 'call_attachment', 'outbox_attachment', 'given_call', 'taking'],
  ...['draft', 'status', 'service_address'],
]
/** Kept without row numbers: read by what they belong to. */
const tablesByOwner = [
  { table: 'value', owner: 'call_id', owners: 'SELECT id FROM call' },
  { table: 'setting', owner: 'agent_id', owners: 'SELECT id FROM agent' },
]

/** After so many row numbers under which nothing could be read, nothing more is looked for. */
const patience = 5000

type Row = Record<string, unknown>

/**
 * Copies every row that can still be read from a damaged database into a new one of the same version that may hold
 * some already; the new one's own rules (types, checks, uniqueness) refuse what makes no sense. Answers how many rows
 * were not.
 */
export function salvage(damaged: Database, into: Database): number {
  let lost = 0
  for (const table of tables) {
    const keep = keeper(into, table)
    lost += readByNumber(damaged, table, keep)
  }
  for (const { table, owner, owners } of tablesByOwner) {
    const keep = keeper(into, table)
    for (const id of into.prepare<[], string>(owners).pluck().all())
      lost += readBothWays(damaged, `SELECT * FROM ${table} WHERE ${owner} = ?`, [id], keep)
  }
  return lost
}

/** Keeps a row unless it is already there; answers whether it makes sense. */
function keeper(into: Database, table: string): (row: Row) => boolean {
  const columns = into.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const insert = into.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})
      ON CONFLICT DO NOTHING`,
  )
  return (row) => {
    try {
      insert.run(row)
      return true
    } catch {
      return false
    }
  }
}

/** From both ends towards the damage, then number by number across it. Answers how many rows were not kept. */
function readByNumber(damaged: Database, table: string, keep: (row: Row) => boolean): number {
  let lost = 0
  let last = 0
  let next: number | null = null
  const take = ({ row_number, ...row }: Row): number => {
    if (!keep(row)) lost += 1
    return Number(row_number)
  }
  const numbered = `SELECT rowid AS row_number, * FROM ${table}`
  const isWhole = each(damaged, `${numbered} ORDER BY rowid`, [], (row) => {
    last = take(row)
  })
  if (isWhole) return lost
  each(damaged, `${numbered} ORDER BY rowid DESC`, [], (row) => {
    next = take(row)
  })
  return lost + readAcross(damaged, `${numbered} WHERE rowid = ?`, last + 1, next, take)
}

/** Answers how many numbers could not be read; 1 at least, for something stood in the way. */
function readAcross(
  damaged: Database,
  sql: string,
  from: number,
  to: number | null,
  take: (row: Row) => number,
): number {
  let unreadable = 0
  let misses = 0
  for (let number = from; (to === null || number < to) && misses < patience; number += 1) {
    const isRead = each(damaged, sql, [number], (row) => {
      take(row)
      misses = -1
    })
    misses += 1
    if (!isRead) unreadable += 1
  }
  // Without a known end, what was not found at the end may never have been there.
  return Math.max(1, to === null ? unreadable - misses : unreadable)
}

function readBothWays(damaged: Database, sql: string, ids: string[], keep: (row: Row) => boolean): number {
  let lost = 0
  const take = (row: Row) => {
    if (!keep(row)) lost += 1
  }
  if (each(damaged, `${sql} ORDER BY key`, ids, take)) return lost
  each(damaged, `${sql} ORDER BY key DESC`, ids, take)
  return lost + 1
}

/** Goes through the rows of a query; answers whether it came to the end. */
function each(damaged: Database, sql: string, values: unknown[], take: (row: Row) => void): boolean {
  try {
    for (const row of damaged.prepare<unknown[], Row>(sql).iterate(...values)) take(row)
    return true
  } catch {
    return false
  }
}

/** What stands in for what is missing, so that what refers to it can be kept. */
const standIns = [
  // A call goes on without its script's text until the script is next used.
  `INSERT INTO flow (hash, flow_id, definition)
    SELECT DISTINCT flow_hash, flow_id, '' FROM call WHERE flow_hash NOT IN (SELECT hash FROM flow)`,
  // Their work is still delivered; they are known again once they sign in.
  `INSERT INTO agent (id, email, user, salt, verifier, locked_key, online_at, seen_at)
    SELECT agent_id, agent_id, '{}', x'', zeroblob(32), x'', 0, 0
    FROM (SELECT agent_id FROM call UNION SELECT agent_id FROM outbox UNION SELECT agent_id FROM given_call) WHERE agent_id NOT IN (SELECT id FROM agent)`,
  'UPDATE outbox SET waits_for = NULL WHERE waits_for NOT IN (SELECT id FROM outbox)',
  "UPDATE outbox SET call_id = NULL WHERE kind <> 'call' AND call_id NOT IN (SELECT id FROM call)",
]

const openCalls = 'SELECT id FROM call WHERE ended_at IS NULL'

/** What means nothing without what it belonged to. */
const orphans = [
  // Told again by the service.
  'DELETE FROM published_flow WHERE hash NOT IN (SELECT hash FROM flow)',
  "DELETE FROM outbox WHERE kind = 'call' AND call_id NOT IN (SELECT id FROM call)",
  'DELETE FROM ticket WHERE id NOT IN (SELECT id FROM outbox)',
  'DELETE FROM outbox_attachment WHERE outbox_id NOT IN (SELECT id FROM outbox)',
  'DELETE FROM outbox_attachment WHERE sha256 NOT IN (SELECT sha256 FROM attachment)',
  ...['call_attachment', 'identity_evidence', 'given_call', 'value', 'journal'].map(
    (table) => `DELETE FROM ${table} WHERE call_id NOT IN (SELECT id FROM call)`,
  ),
  'DELETE FROM call_attachment WHERE sha256 NOT IN (SELECT sha256 FROM attachment)',
  'DELETE FROM taking WHERE agent_id NOT IN (SELECT id FROM agent)',
  'DELETE FROM setting WHERE agent_id NOT IN (SELECT id FROM agent)',
  // Past a gap nothing folds: the call is taken up at the last step before it.
  `DELETE FROM journal WHERE call_id IN (${openCalls}) AND rowid IN (
    SELECT rowid FROM (SELECT rowid, seq, row_number() OVER (PARTITION BY call_id ORDER BY seq) AS place FROM journal)
    WHERE seq <> place)`,
]

/** Makes what was salvaged whole: nothing refers to what is not there. Answers how many rows had to be left out. */
export function makeWhole(database: Database): number {
  for (const sql of standIns) database.exec(sql)
  return orphans.reduce((left, sql) => left + database.prepare(sql).run().changes, 0)
}

/** How many rows a database holds of what somebody wrote. */
export const countRows = (database: Database): number =>
  [...tables.filter((table) => table !== 'seal'), ...tablesByOwner.map(({ table }) => table)].reduce(
    (sum, table) => sum + Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
    0,
  )
