import type { Kysely } from 'kysely'
import type { PersonalData } from '#shared/domain/personal-data.ts'
import type { Database } from '../database/tables.ts'
import { classification, type Holds } from './classification.ts'
import type { Client } from './client.ts'
import { holdings } from './holdings.ts'

type Table = keyof typeof holdings

/** Everything held on somebody, but what proves something or is an agent's. Files are in base64. */
export async function exportClient(db: Kysely<Database>, client: Client, now: Date): Promise<PersonalData> {
  const data: PersonalData['data'] = {}
  for (const table of Object.keys(holdings) as Table[]) {
    const columns: Record<string, Holds> = classification[table].columns
    const rows = await holdings[table].find(db, client)
    data[table] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([column]) => columns[column] !== 'secret' && columns[column] !== 'agent')
          .map(([column, value]) => [column, legible(value)]),
      ),
    )
  }
  return { exportedAt: now.toISOString(), data }
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
