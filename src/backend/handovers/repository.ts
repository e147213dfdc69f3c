import type { Kysely } from 'kysely'
import type { HandedCall, Handover } from '#shared/domain/handover.ts'
import type { Role } from '#shared/domain/user.ts'
import { agentNames } from '../call-log/lines.ts'
import type { Database } from '../database/tables.ts'

type Db = Kysely<Database>

const byName = new Intl.Collator('fr')
const most = 200

/** Agents of these roles who may sign in, but one; by name. */
export async function listColleagues(db: Db, roles: readonly Role[], but: string): Promise<Handover['from'][]> {
  const rows = await db
    .selectFrom('user')
    .select(['id', 'display_name as displayName'])
    .where('is_disabled', '=', 0)
    .where('role', 'in', roles)
    .where('id', '!=', but)
    .execute()
  return rows.sort((a, b) => byName.compare(a.displayName, b.displayName))
}

export async function isAmongDesk(db: Db, roles: readonly Role[], id: string): Promise<boolean> {
  const found = await db
    .selectFrom('user')
    .select('id')
    .where('id', '=', id)
    .where('is_disabled', '=', 0)
    .where('role', 'in', roles)
    .executeTakeFirst()
  return found !== undefined
}

export const findHandover = (db: Db, id: string) =>
  db.selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirst()

export const nameOf = async (db: Db, userId: string): Promise<string> =>
  (await agentNames(db, [userId])).get(userId) || 'Un collègue'

/**
 * The latest that somebody can take, then what became of those named that they gave or took, however long ago.
 * @param ids of handovers
 */
export async function listHandovers(db: Db, userId: string, ids: readonly string[]): Promise<Handover[]> {
  const offers = await db
    .selectFrom('handover')
    .selectAll()
    .where('state', '=', 'offered')
    .where('content', 'is not', null)
    .where('giver_id', '!=', userId)
    .where((eb) => eb.or([eb('to_id', 'is', null), eb('to_id', '=', userId)]))
    .orderBy('offered_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
  const own = await db
    .selectFrom('handover')
    .selectAll()
    // An empty list is no SQL.
    .where('id', 'in', [...ids, ''])
    .where((eb) => eb.or([eb('giver_id', '=', userId), eb('taker_id', '=', userId)]))
    .execute()
  const rows = [...offers, ...own]
  const names = await agentNames(
    db,
    rows.flatMap((row) => [row.giver_id, row.to_id, row.taker_id, row.returned_by].filter((id) => id !== null)),
  )
  const named = (id: string) => ({ id, displayName: names.get(id) ?? '' })
  return rows.map((row) => ({
    ...{ id: row.id, callId: row.call_id, clientName: row.client_name, state: row.state, offeredAt: row.offered_at },
    ...startOf(row.content),
    from: named(row.giver_id),
    to: row.to_id === null ? null : named(row.to_id),
    takenBy: row.taker_id === null ? null : named(row.taker_id),
    returned:
      row.returned_by === null || row.returned_at === null ? null : { by: named(row.returned_by), at: row.returned_at },
  }))
}

/** How the call began, as long as it is known. */
function startOf(content: string | null): Pick<Handover, 'channel' | 'startedAt'> {
  if (content === null) return { channel: null, startedAt: null }
  const { channel, startedAt } = (JSON.parse(content) as HandedCall).call
  return { channel, startedAt }
}
