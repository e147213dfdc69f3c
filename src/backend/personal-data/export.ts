import { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import type { HeldCounts } from '#shared/domain/personal-data.ts'
import type { Database } from '../database/tables.ts'
import { classification } from './classification.ts'
import type { Client } from './client.ts'
import { holdings } from './holdings.ts'
import type { Holds } from './rules.ts'

type Db = Kysely<Database>
type Table = keyof typeof holdings

const tables = Object.keys(holdings) as Table[]

/**
 * Everything held on somebody, but what proves something or is an agent's, as JSON. Files are in base64, and are read one by
 * one as it is sent: many take no more memory than one.
 */
export const exportClient = (db: Db, client: Client, now: Date): Readable =>
  // By its bytes: by its pieces, a stream would hold sixteen files.
  Readable.from(pieces(db, client, now), { objectMode: false })

async function* pieces(db: Db, client: Client, now: Date): AsyncGenerator<string> {
  yield `{\n"exportedAt": ${JSON.stringify(now.toISOString())},\n"data": {`
  for (const [index, table] of tables.entries()) {
    yield `${index === 0 ? '' : ','}\n${JSON.stringify(table)}: [`
    let isFirst = true
    const { find, each } = holdings[table]
    for await (const row of each ? each(db, client) : await find(db, client)) {
      yield `${isFirst ? '' : ','}\n${JSON.stringify(handed(row, table), null, 2)}`
      isFirst = false
    }
    yield ']'
  }
  yield '\n}\n}\n'
}

function handed(row: object, table: Table): object {
  const columns: Record<string, Holds> = classification[table].columns
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => columns[column] !== 'secret' && columns[column] !== 'agent')
      .map(([column, value]) => [column, legible(value)]),
  )
}

/** How much is held on somebody, and not what. */
export async function countHeld(db: Db, client: Client): Promise<HeldCounts> {
  const counts: [Table, number][] = []
  for (const table of tables) counts.push([table, (await holdings[table].find(db, client)).length])
  return Object.fromEntries(counts) as HeldCounts
}

/** JSON kept as text is JSON again. */
function legible(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('base64')
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
