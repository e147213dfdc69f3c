import type { Kysely } from 'kysely'
import type { HeldCounts, PersonalData } from '#shared/domain/personal-data.ts'
import type { Database } from '../database/tables.ts'
import { classification } from './classification.ts'
import type { Client } from './client.ts'
import { holdings } from './holdings.ts'
import type { Holds } from './rules.ts'

type Table = keyof typeof holdings

/** Everything held on somebody, but what proves something or is an agent's. Files are in base64. */
export async function exportClient(db: Kysely<Database>, client: Client, now: Date): Promise<PersonalData> {
  const data = await ofEach(db, client, (rows, table) => {
    const columns: Record<string, Holds> = classification[table].columns
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => columns[column] !== 'secret' && columns[column] !== 'agent')
          .map(([column, value]) => [column, legible(value)]),
      ),
    )
  })
  return { exportedAt: now.toISOString(), data }
}

/** How much is held on somebody, and not what. */
export const countHeld = (db: Kysely<Database>, client: Client): Promise<HeldCounts> =>
  ofEach(db, client, (rows) => rows.length)

/** One table after the other: what they hold may be large. */
async function ofEach<T>(
  db: Kysely<Database>,
  client: Client,
  told: (rows: object[], table: Table) => T,
): Promise<Record<Table, T>> {
  const all: [Table, T][] = []
  for (const table of Object.keys(holdings) as Table[])
    all.push([table, told(await holdings[table].find(db, client), table)])
  return Object.fromEntries(all) as Record<Table, T>
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
