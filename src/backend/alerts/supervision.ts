import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Author } from '../incidents/change-incident.ts'

/** Who changes an incident when an alert does. */
export const supervision: Author = { id: null, name: 'Supervision' }

/** Whether the supervision declared it, and nobody. */
export async function isOwn(db: Kysely<Database>, incidentId: string): Promise<boolean> {
  const declared = await db
    .selectFrom('incident_change')
    .select('author_name')
    .where('incident_id', '=', incidentId)
    .where('version', '=', 1)
    .where('user_id', 'is', null)
    .executeTakeFirst()
  return declared?.author_name === supervision.name
}
